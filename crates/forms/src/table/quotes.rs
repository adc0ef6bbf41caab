//! Whether the quotes of a record with several lines are what their writer meant.

/// What the quotes of a record are like, from good to bad.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Quotes {
    /// As RFC 4180 has them.
    Sound,
    /// A closing quote is followed by more text; in a record of several lines this is where another row's cell begins.
    Loose,
    /// One was not closed, or the lines within look like rows.
    Open,
}

/// Looks at the bytes of one record of a table with `width` columns.
///
/// A quote that was never closed is closed by the opening quote of some later row, and is then followed by text instead
/// of a separator; or the lines that it swallowed have as many separators as a row.
pub(super) fn look_at(record: &[u8], separator: u8, width: usize) -> Quotes {
    let mut worst = Quotes::Sound;
    let mut at = 0;
    while at < record.len() {
        if record[at] == b'"' {
            let Some(closed) = closing_quote(record, at + 1) else {
                return Quotes::Open;
            };
            if has_rows(&record[at + 1..closed], separator, width) {
                return Quotes::Open;
            }
            at = closed + 1;
            if !matches!(record.get(at), None | Some(b'\n' | b'\r')) && record[at] != separator {
                worst = Quotes::Loose;
            }
        }
        at =
            memchr::memchr(separator, &record[at..]).map_or(record.len(), |length| at + length + 1);
    }
    worst
}

/// Where the quote is that closes a cell whose text starts at `from`; two quotes are one in the text.
fn closing_quote(record: &[u8], mut from: usize) -> Option<usize> {
    loop {
        from += memchr::memchr(b'"', &record[from..])?;
        if record.get(from + 1) != Some(&b'"') {
            return Some(from);
        }
        from += 2;
    }
}

/// Whether a line within a cell, neither its first nor its last, has the separators of a whole row.
fn has_rows(cell: &[u8], separator: u8, width: usize) -> bool {
    let separators = width.saturating_sub(1).max(2);
    let lines = cell.split(|byte| matches!(byte, b'\n' | b'\r')).skip(1);
    let mut lines = lines.peekable();
    while let Some(line) = lines.next() {
        let whole = lines.peek().is_some();
        if whole && memchr::memchr_iter(separator, line).count() >= separators {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_that_swallows_rows_is_told_from_a_cell_of_several_lines() {
        for (record, quotes) in [
            ("a,b,c", Quotes::Sound),
            ("a,\"b\nb\",c", Quotes::Sound),
            ("a,\"b \"\"b\"\"\nb\",c\n", Quotes::Sound),
            ("a,\"b\n1, 2\n3\",c\r\n", Quotes::Sound),
            ("\"a\nb\",b,c", Quotes::Sound),
            ("a,5\" pipe,\"c\nc\"", Quotes::Sound),
            ("a,\"b,c\nd,e,f", Quotes::Open),
            ("a,\"b\"b,c", Quotes::Loose),
            ("a,\"b,c\nd,\"e\",f\n", Quotes::Loose),
            ("a,\"b,c\nd,e,f\ng,h\",i", Quotes::Open),
            ("a,\"b,c\rd,e,f\rg,h\",i", Quotes::Open),
            ("a,\"b,c\r\nd,e,f\r\ng,h\",i", Quotes::Open),
        ] {
            assert_eq!(look_at(record.as_bytes(), b',', 3), quotes, "{record:?}");
        }
    }
}
