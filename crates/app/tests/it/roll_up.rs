//! The statistics of a company, added up.

use huiyin_app::statistics::{Figure, Statistics, Sums};
use huiyin_app::{Asker, Error, Fault};
use huiyin_domain::entry::ScopeKind;
use huiyin_domain::{Category, Month, Rating};
use huiyin_store::statements;
use huiyin_testkit::{TestDb, on_both};

use crate::path::Path;
use crate::statistics::month_with;

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

/// Three sites under two procedures, with different months.
async fn company(db: &TestDb) -> [Path<'_>; 3] {
    let first = Path::new(db, "kehu").await;
    let (second, third) = (
        first.beside("yezhu", "BH").await,
        first.beside("kehu", "AN").await,
    );
    let sites = [first, second, third];
    for (number, path) in sites.iter().enumerate() {
        let ratings = [Rating::Satisfied, Rating::Fairly, Rating::Satisfied];
        month_with(path, &ratings[..=number]).await;
        let mut later = path.case();
        (later.from, later.due) = ("2026-04-01", "2026-04-04");
        path.released(&later).await;
    }
    sites
}

fn same(sums: &Sums, of: &[Statistics], what: &str) {
    for category in Category::ALL.iter().copied() {
        let lines: Vec<_> = of
            .iter()
            .flat_map(|it| {
                it.categories
                    .iter()
                    .filter(|line| line.category == category)
            })
            .collect();
        let Some(sum) = sums.category(category) else {
            assert!(lines.is_empty(), "{what} {category}");
            continue;
        };
        for figure in Figure::ALL.iter().copied() {
            let counted: u64 = lines.iter().map(|line| line.figures.get(figure)).sum();
            assert_eq!(
                sum.figures.get(figure),
                counted,
                "{what} {category} {figure:?}"
            );
        }
        let needed: u64 = lines.iter().map(|line| line.needed).sum();
        let missing: u64 = lines.iter().map(|line| line.missing).sum();
        assert_eq!(
            (sum.needed, sum.missing),
            (needed, missing),
            "{what} {category}"
        );
    }
    for figure in Figure::ALL.iter().copied() {
        let counted: u64 = of.iter().map(|it| it.total.get(figure)).sum();
        assert_eq!(sums.total().get(figure), counted, "{what} {figure:?}");
    }
}

#[tokio::test]
async fn the_company_is_the_sum_of_its_sites_and_months() {
    on_both(async |db| {
        let sites = company(db).await;
        let (app, product) = (&sites[0].app, Asker::product());
        let (march, april) = (month("2026-03"), month("2026-04"));
        let whole = app.roll_up(&product, None, (march, april)).await;
        let whole = whole.expect("a company");
        assert_eq!((whole.place.kind, whole.sites), (ScopeKind::Company, 3));
        let names: Vec<&str> = whole.parts.iter().map(|it| it.0.name.as_str()).collect();
        assert_eq!(names, ["AN", "BH", "翠湖灣"]);
        let mut all = Vec::new();
        for path in &sites {
            let mut of_site = Vec::new();
            for month in [march, april] {
                let it = app
                    .statistics(&product, path.estate.site, month, None)
                    .await;
                of_site.push(it.expect("statistics"));
            }
            let part = whole.parts.iter().find(|it| it.0.id == path.estate.site);
            same(&part.expect("a part").1, &of_site, "part");
            let alone = app
                .roll_up(&product, Some(path.estate.site), (march, april))
                .await;
            let alone = alone.expect("a site");
            same(&alone.sums, &of_site, "alone");
            assert!(alone.parts.is_empty() && alone.above.len() == 1);
            all.extend(of_site);
        }
        same(&whole.sums, &all, "whole");
        let owed = whole.sums.total().get(Figure::Owed);
        assert_eq!(owed, 2 + 1 + 3 + 1 + 4 + 1 + 3);
        for (month, sums) in &whole.by_month {
            let of_month: Vec<_> = all
                .iter()
                .filter(|it| it.month == *month)
                .cloned()
                .collect();
            same(sums, &of_month, "month");
        }
        let complaints = whole
            .sums
            .category(Category::Complaint)
            .expect("complaints");
        assert_eq!(complaints.target, "100%".parse().ok());
    })
    .await;
}

#[tokio::test]
async fn only_ones_own_sites_are_counted() {
    on_both(async |db| {
        let sites = company(db).await;
        let app = &sites[0].app;
        let months = (month("2026-03"), month("2026-03"));
        let planner = sites[1].planner();
        let mine = app.roll_up(&planner, None, months).await.expect("mine");
        assert_eq!((mine.sites, mine.parts.len()), (1, 1));
        assert_eq!(mine.parts[0].0.id, sites[1].estate.site);
        let other = app
            .roll_up(&planner, Some(sites[0].estate.site), months)
            .await;
        assert!(matches!(other, Err(Error::NotFound)), "{other:?}");
        let before = statements::run_on_this_thread();
        app.roll_up(&Asker::product(), None, months)
            .await
            .expect("all");
        let all = statements::run_on_this_thread() - before;
        let before = statements::run_on_this_thread();
        app.roll_up(&planner, None, months).await.expect("mine");
        let one = statements::run_on_this_thread() - before;
        assert_eq!(all, one, "a statement more for a site more");
        for (from, to, fault) in [
            ("2026-04", "2026-03", Fault::Before { other: "from" }),
            ("2016-03", "2026-03", Fault::TooManyMonths(120)),
        ] {
            let refused = app.roll_up(&planner, None, (month(from), month(to))).await;
            let Err(Error::Invalid(wrong)) = refused else {
                panic!("{refused:?}");
            };
            assert_eq!((wrong[0].field, &wrong[0].fault), ("to", &fault));
        }
    })
    .await;
}
