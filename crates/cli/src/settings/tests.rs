use super::*;

fn server_problems(arguments: &ServerArguments) -> Vec<Problem> {
    let mut problems = Vec::new();
    read_server(arguments, &mut problems);
    problems
}

#[test]
fn without_settings_it_listens_on_this_machine_and_keeps_its_data_here() {
    let mut problems = Vec::new();
    let server = read_server(&ServerArguments::default(), &mut problems).unwrap();
    assert_eq!(server.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(server.tls, Tls::Off);
    let data = read_data(&DataArguments::default(), DIRECTORY, &mut problems).unwrap();
    assert!(data.is_embedded());
    assert_eq!(data.database.to_string(), "huiyin-data/huiyin.sqlite");
}

#[test]
fn all_problems_are_found_at_once() {
    let problems = server_problems(&ServerArguments {
        listen: Some("8080".to_owned()),
        tls_key: Some("key.pem".to_owned()),
        trusted_proxy: vec!["10.0.0.1".to_owned(), "10.0.0.0/40".to_owned()],
        ..ServerArguments::default()
    });
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems.contains(&Problem::Alone("--tls-key", "--tls-cert")));
}

#[test]
fn an_empty_value_is_as_good_as_none() {
    let arguments = ServerArguments {
        listen: Some(" ".to_owned()),
        tls: Some(String::new()),
        trusted_proxy: vec![String::new()],
        ..ServerArguments::default()
    };
    assert_eq!(server_problems(&arguments), []);
}

#[test]
fn a_database_address_is_never_taken_for_a_directory() {
    for url in ["huiyin", "sqlite:huiyin.sqlite", "postgress://h/d"] {
        let mut problems = Vec::new();
        assert!(read_url(url, &mut problems).is_none(), "{url}");
        assert_eq!(problems.len(), 1);
    }
}

#[test]
fn every_problem_is_said_in_three_languages() {
    let problems = [
        Problem::UnknownVariable {
            name: "HUIYIN_X".to_owned(),
            near: None,
        },
        Problem::expected("--listen", "x", "127.0.0.1:8080"),
        Problem::TwoDatabases,
        Problem::TwoCertificates,
        Problem::NotAServer,
        Problem::Alone("--tls-key", "--tls-cert"),
    ];
    for problem in problems {
        let said: Vec<String> = [Lang::ZhHant, Lang::ZhHans, Lang::En]
            .into_iter()
            .map(|lang| problem.say(lang))
            .collect();
        assert!(said.iter().all(|sentence| !sentence.is_empty()));
        assert_ne!(said[0], said[2]);
    }
}
