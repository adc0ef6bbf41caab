//! How each database is asked about its tables.

use super::Dialect;

impl Dialect {
    /// The columns of table `$1`: name, holds, nullable, `default_value`.
    pub(crate) const fn columns(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "select name, type as holds, case when \"notnull\" = 1 then 0 else 1 end as nullable, \
                 dflt_value as default_value from pragma_table_info($1) order by cid"
            }
            Self::Postgres => {
                "select column_name::text as name, case when data_type = 'text' and collation_name is distinct from 'C' \
                 then 'text sorted by a language' else data_type::text end as holds, \
                 case when is_nullable = 'YES' then 1 else 0 end as nullable, column_default::text as default_value \
                 from information_schema.columns where table_schema = current_schema() and table_name = $1 \
                 order by ordinal_position"
            }
        }
    }

    /// The columns of the primary key of table `$1`, in order.
    pub(crate) const fn primary_key(self) -> &'static str {
        match self {
            Self::Sqlite => "select name from pragma_table_info($1) where pk > 0 order by pk",
            Self::Postgres => {
                "select a.attname::text as name from pg_index i \
                 cross join lateral unnest(i.indkey) with ordinality as k(attnum, place) \
                 join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum \
                 where i.indrelid = $1::regclass and i.indisprimary order by k.place"
            }
        }
    }

    /// The indexes of table `$1` but that of the primary key: columns with commas, `is_unique`, condition.
    pub(crate) const fn indexes(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "select (select group_concat(name) from pragma_index_info(l.name)) as columns, \
                 l.\"unique\" as is_unique, \
                 case when l.partial = 1 then (select sql from sqlite_master m where m.name = l.name) end as condition \
                 from pragma_index_list($1) l where l.origin <> 'pk'"
            }
            Self::Postgres => {
                "select (select string_agg(a.attname::text, ',' order by k.place) \
                 from unnest(i.indkey) with ordinality as k(attnum, place) \
                 join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum) as columns, \
                 i.indisunique::int as is_unique, pg_get_expr(i.indpred, i.indrelid) as condition \
                 from pg_index i where i.indrelid = $1::regclass and not i.indisprimary"
            }
        }
    }

    /// What the columns of table `$1` refer to: `column_name`, `target_table`, `target_column`.
    pub(crate) const fn references(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "select \"from\" as column_name, \"table\" as target_table, \"to\" as target_column \
                 from pragma_foreign_key_list($1)"
            }
            Self::Postgres => {
                "select a.attname::text as column_name, c.confrelid::regclass::text as target_table, \
                 t.attname::text as target_column from pg_constraint c \
                 join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] \
                 join pg_attribute t on t.attrelid = c.confrelid and t.attnum = c.confkey[1] \
                 where c.conrelid = $1::regclass and c.contype = 'f'"
            }
        }
    }

    /// Lets a table whose key counts by itself go on after its highest number.
    pub(crate) fn count_on(self, table: &str, key: &str) -> Option<String> {
        match self {
            // It always goes on after the highest number.
            Self::Sqlite => None,
            Self::Postgres => Some(format!(
                "select setval(s.name, (select max({key}) from {table})) \
                 from (select pg_get_serial_sequence('{table}', '{key}') as name) s \
                 where s.name is not null and exists (select 1 from {table})"
            )),
        }
    }

    /// What the database finds damaged in its own file: report. A server looks after its own.
    pub(crate) const fn damages(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => Some(
                "select integrity_check as report from pragma_integrity_check where integrity_check <> 'ok'",
            ),
            Self::Postgres => None,
        }
    }

    /// Rows that refer to nothing: `table_name`, target. A server never lets any be.
    pub(crate) const fn dangling(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => Some(
                "select \"table\" as table_name, parent as target from pragma_foreign_key_check",
            ),
            Self::Postgres => None,
        }
    }
}
