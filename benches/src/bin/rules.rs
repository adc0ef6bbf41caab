//! How many events a second the rules alone plan on one core.

#![expect(clippy::print_stdout, reason = "a measurement is for reading")]

use huiyin_benches::{MadeUp, shortest_of};
use huiyin_rules::draw::DrawKey;
use huiyin_rules::plan::{Events, plan};
use huiyin_rules::procedure::shipped;
use huiyin_rules::{Rules, Workdays};

fn main() -> anyhow::Result<()> {
    let events = MadeUp::new(1_000_000)?;
    let key = DrawKey::from_bytes([1; 32]);
    let touch = shortest_of(5, || {
        (0..events.len())
            .map(|index| events.event(index).id.len())
            .sum::<usize>()
    });
    println!("one million events; looking at each once: {touch:.2?}");
    for edition in shipped() {
        let rules = Rules::new(&edition.procedure, Workdays::default());
        let asked = shortest_of(5, || {
            let mut count = 0_u64;
            for index in 0..events.len() {
                rules.obligations(&events.event(index).facts(false), |_| count += 1);
            }
            count
        });
        let planned = shortest_of(5, || plan(&rules, &events, &key, None));
        println!(
            "{}: obligations {:.1} million events a second; with repeats, draw and order {:.2} million a second, {:.1} × looking",
            edition.procedure.id,
            1.0 / asked.as_secs_f64(),
            1.0 / planned.as_secs_f64(),
            planned.as_secs_f64() / touch.as_secs_f64(),
        );
    }
    Ok(())
}
