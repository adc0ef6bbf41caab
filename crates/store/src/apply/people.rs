use huiyin_domain::entry::facts::{
    DepartmentSaved, OccupancyEnded, OccupancySaved, PersonSaved, PostEnded, PostGranted, UnitSaved,
};
use huiyin_domain::entry::{Entry, Word};

use crate::{Result, Tx, search};

pub(super) async fn person_saved(tx: &mut Tx, entry: &Entry, facts: &PersonSaved) -> Result<()> {
    const SQL: &str = "insert into person (id, home_id, name, phone, hours, mail, language, wish, import_id, saved_at) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do update set \
        home_id = excluded.home_id, name = excluded.name, phone = excluded.phone, hours = excluded.hours, mail = excluded.mail, \
        language = excluded.language, wish = excluded.wish, saved_at = excluded.saved_at";
    let said = entry.said(&[Word::Name, Word::Phone, Word::Hours, Word::Mail]);
    tx.execute(
        SQL,
        &[
            &facts.person,
            &facts.home,
            &said.get(Word::Name),
            &said.get(Word::Phone),
            &said.get(Word::Hours),
            &said.get(Word::Mail),
            &facts.language,
            &facts.wish,
            &facts.import,
            &entry.at,
        ],
    )
    .await?;
    search::index_person(
        tx,
        facts.home,
        facts.person,
        said.get(Word::Name),
        said.get(Word::Phone),
    )
    .await
}

pub(super) async fn unit_saved(tx: &mut Tx, facts: &UnitSaved) -> Result<()> {
    const SQL: &str = "insert into unit (id, site_id, code, building, floor, room, zone_id, kind, handed_over, import_id) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do update set \
        code = excluded.code, building = excluded.building, floor = excluded.floor, room = excluded.room, \
        zone_id = excluded.zone_id, kind = excluded.kind, handed_over = excluded.handed_over";
    tx.execute(
        SQL,
        &[
            &facts.unit,
            &facts.site,
            &facts.code,
            &facts.building,
            &facts.floor,
            &facts.room,
            &facts.zone,
            &facts.kind,
            &facts.handed_over,
            &facts.import,
        ],
    )
    .await?;
    search::index_unit(tx, facts.site, facts.unit, &facts.code).await
}

pub(super) async fn occupancy_saved(tx: &mut Tx, facts: &OccupancySaved) -> Result<()> {
    const SQL: &str = "insert into occupancy (id, unit_id, person_id, role, from_day, to_day, import_id) \
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do update set unit_id = excluded.unit_id, \
        person_id = excluded.person_id, role = excluded.role, from_day = excluded.from_day, to_day = excluded.to_day";
    tx.execute(
        SQL,
        &[
            &facts.occupancy,
            &facts.unit,
            &facts.person,
            &facts.role,
            &facts.from,
            &facts.to,
            &facts.import,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn occupancy_ended(tx: &mut Tx, facts: &OccupancyEnded) -> Result<()> {
    const SQL: &str = "update occupancy set to_day = $2 where id = $1";
    tx.execute_one(SQL, &[&facts.occupancy, &facts.to]).await
}

pub(super) async fn department_saved(tx: &mut Tx, facts: &DepartmentSaved) -> Result<()> {
    const SQL: &str = "insert into department (id, site_id, name, head_id, contractor, responsible_post, import_id) \
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do update set name = excluded.name, \
        head_id = excluded.head_id, contractor = excluded.contractor, responsible_post = excluded.responsible_post";
    tx.execute(
        SQL,
        &[
            &facts.department,
            &facts.site,
            &facts.name,
            &facts.head,
            &facts.contractor,
            &facts.responsible_post,
            &facts.import,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn post_granted(tx: &mut Tx, facts: &PostGranted) -> Result<()> {
    const SQL: &str = "insert into post_held (id, person_id, post, scope_id, from_day, to_day, deputy_for_id) \
        values ($1, $2, $3, $4, $5, $6, $7)";
    tx.execute(
        SQL,
        &[
            &facts.held,
            &facts.person,
            &facts.post,
            &facts.scope,
            &facts.from,
            &facts.to,
            &facts.deputy_for,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn post_ended(tx: &mut Tx, facts: &PostEnded) -> Result<()> {
    const SQL: &str = "update post_held set to_day = $2 where id = $1";
    tx.execute_one(SQL, &[&facts.held, &facts.to]).await
}
