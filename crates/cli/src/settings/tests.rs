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
        Problem::NotAMailServer,
        Problem::TwoMailServers,
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

fn mail_arguments(smtp_url: &str, mail_from: &str) -> ServerArguments {
    let mail = MailArguments {
        smtp_url: Some(smtp_url.into()),
        mail_from: Some(mail_from.to_owned()),
        ..MailArguments::default()
    };
    ServerArguments {
        mail,
        ..ServerArguments::default()
    }
}

#[test]
fn mail_needs_a_server_that_is_safe_and_an_address() {
    let from = "回音 <huiyin@cuihu.example>";
    for good in [
        "smtps://shen:s3cret@mail.cuihu.example",
        "smtp://shen:s3cret@mail.cuihu.example:587?tls=required",
        "smtp://relay.lan",
    ] {
        let arguments = mail_arguments(good, from);
        assert_eq!(server_problems(&arguments), [], "{good}");
        let shown = format!("{arguments:?}");
        assert!(!shown.contains("s3cret"), "{shown}");
        let settings = read_server(&arguments, &mut Vec::new()).unwrap();
        let shown = format!("{settings:?}");
        assert!(shown.contains("huiyin@cuihu.example") && !shown.contains("s3cret"));
    }
    for wrong in [
        "mail.cuihu.example",
        "https://mail.cuihu.example",
        "smtp://shen:s3cret@mail.cuihu.example",
        "smtp://shen:s3cret@mail.cuihu.example?tls=opportunistic",
    ] {
        let problems = server_problems(&mail_arguments(wrong, from));
        assert_eq!(problems, [Problem::NotAMailServer], "{wrong}");
        assert!(!problems[0].say(Lang::En).contains("s3cret"));
    }
    assert_eq!(
        server_problems(&mail_arguments("smtp://relay.lan", "")),
        [Problem::Alone("--smtp-url", "--mail-from")]
    );
    assert_eq!(
        server_problems(&mail_arguments("", from)),
        [Problem::Alone("--mail-from", "--smtp-url")]
    );
    assert_eq!(
        server_problems(&mail_arguments("smtp://relay.lan", "回音")).len(),
        1
    );
}

#[test]
fn links_begin_with_an_address_that_people_type() {
    let read = |text: &str| {
        let mut arguments = ServerArguments::default();
        arguments.mail.public_url = Some(text.to_owned());
        let mut problems = Vec::new();
        let settings = read_server(&arguments, &mut problems).unwrap();
        (settings.public_url, problems.len())
    };
    let good = Some("https://huiyin.cuihu.example".to_owned());
    assert_eq!(read("https://huiyin.cuihu.example/"), (good, 0));
    for wrong in [
        "huiyin.cuihu.example",
        "ftp://x",
        "https://x/app",
        "https://x/?q",
    ] {
        assert_eq!(read(wrong), (None, 1), "{wrong}");
    }
}
