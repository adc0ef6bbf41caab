use std::io::{self, Write};

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Joins PDFs into one, in their order, with the bookmarks of all of them. Each must be one of ours; it is asked for when
/// those before it were taken in.
pub fn join(
    pieces: impl IntoIterator<Item = io::Result<Vec<u8>>>,
    mut to: impl Write,
) -> io::Result<()> {
    let mut pieces = pieces.into_iter();
    let first = pieces.next().transpose()?;
    let first = first.ok_or_else(|| io::Error::other("there is nothing to join"))?;
    let Some(second) = pieces.next().transpose()? else {
        return to.write_all(&first);
    };
    let mut whole = Whole::new(&first).map_err(said)?;
    drop(first);
    whole.append(&second).map_err(said)?;
    drop(second);
    for piece in pieces {
        whole.append(&piece?).map_err(said)?;
    }
    whole.write(&mut to).map_err(said)
}

fn said(error: lopdf::Error) -> io::Error {
    match error {
        lopdf::Error::IO(error) => error,
        error => io::Error::new(io::ErrorKind::InvalidData, error),
    }
}

struct Whole {
    document: Document,
    /// The roots of the trees of pages.
    pages: Vec<(ObjectId, i64)>,
    /// The first and the last bookmark of each piece, and how many it has.
    bookmarks: Vec<(ObjectId, ObjectId, i64)>,
}

impl Whole {
    fn new(piece: &[u8]) -> lopdf::Result<Self> {
        let document = Document::load_mem(piece)?;
        let (pages, bookmarks) = roots(&document)?;
        Ok(Self {
            document,
            pages: vec![pages],
            bookmarks: bookmarks.into_iter().collect(),
        })
    }

    fn append(&mut self, piece: &[u8]) -> lopdf::Result<()> {
        let mut piece = Document::load_mem(piece)?;
        piece.renumber_objects_with(self.document.max_id + 1);
        let (pages, bookmarks) = roots(&piece)?;
        self.pages.push(pages);
        self.bookmarks.extend(bookmarks);
        self.document.max_id = piece.max_id;
        self.document.objects.extend(piece.objects);
        Ok(())
    }

    fn write(mut self, to: &mut impl Write) -> lopdf::Result<()> {
        let document = &mut self.document;
        let root = document.new_object_id();
        let mut all = Dictionary::new();
        all.set("Type", Object::Name(b"Pages".to_vec()));
        all.set(
            "Count",
            self.pages.iter().map(|(_, count)| count).sum::<i64>(),
        );
        let kids = self.pages.iter().map(|(id, _)| Object::Reference(*id));
        all.set("Kids", kids.collect::<Vec<_>>());
        for (id, _) in &self.pages {
            document.get_dictionary_mut(*id)?.set("Parent", root);
        }
        document.objects.insert(root, all.into());
        let outline = document.new_object_id();
        let mut top = Dictionary::new();
        top.set("Type", Object::Name(b"Outlines".to_vec()));
        top.set("Count", self.bookmarks.iter().map(|it| it.2).sum::<i64>());
        for pair in self.bookmarks.windows(2) {
            let ((_, last, _), (next, ..)) = (pair[0], pair[1]);
            document.get_dictionary_mut(last)?.set("Next", next);
            document.get_dictionary_mut(next)?.set("Prev", last);
        }
        for (first, ..) in &self.bookmarks {
            let mut at = Some(*first);
            while let Some(id) = at {
                let item = document.get_dictionary_mut(id)?;
                item.set("Parent", outline);
                at = item.get(b"Next").and_then(Object::as_reference).ok();
                if self.bookmarks.iter().any(|(first, ..)| Some(*first) == at) {
                    break;
                }
            }
        }
        if let (Some((first, ..)), Some((_, last, _))) =
            (self.bookmarks.first(), self.bookmarks.last())
        {
            top.set("First", *first);
            top.set("Last", *last);
        }
        document.objects.insert(outline, top.into());
        let catalog = document.trailer.get(b"Root")?.as_reference()?;
        let catalog = document.get_dictionary_mut(catalog)?;
        catalog.set("Pages", root);
        catalog.set("Outlines", outline);
        self.document.prune_objects();
        self.document.save_to(to)?;
        Ok(())
    }
}

/// The tree of pages with how many there are, and the first and last bookmark with how many there are.
#[expect(
    clippy::type_complexity,
    reason = "two pairs of one document, used side by side"
)]
fn roots(
    document: &Document,
) -> lopdf::Result<((ObjectId, i64), Option<(ObjectId, ObjectId, i64)>)> {
    let catalog = document.catalog()?;
    let pages = catalog.get(b"Pages")?.as_reference()?;
    let count = document.get_dictionary(pages)?.get(b"Count")?.as_i64()?;
    let outline = catalog.get(b"Outlines").and_then(Object::as_reference);
    let bookmarks = match outline {
        Err(_) => None,
        Ok(outline) => {
            let outline = document.get_dictionary(outline)?;
            let end = |name: &[u8]| outline.get(name).and_then(Object::as_reference);
            let count = outline.get(b"Count").and_then(Object::as_i64);
            Some((end(b"First")?, end(b"Last")?, count.unwrap_or(0)))
        }
    };
    Ok(((pages, count), bookmarks))
}

#[cfg(test)]
mod tests {
    use huiyin_forms::paper::{Layouts, Paper};
    use serde_json::json;

    use super::*;
    use crate::{Job, draw};

    fn piece(names: &[&str]) -> Vec<u8> {
        let layouts = Layouts::default();
        let sheets = names.iter().map(|name| {
            let paper = json!({
                "form": "visit_record", "lang": "zh-Hant", "bookmark": name, "subtitle": "", "blank": true,
                "code": null, "values": {}, "tables": {}, "foot": "",
            });
            let paper: Paper = serde_json::from_value(paper).unwrap();
            layouts.sheet(&paper)
        });
        let job = Job {
            sheets: sheets.collect(),
            template: None,
        };
        draw(&job).unwrap()
    }

    /// The bookmarks of a document, in their order, each with its page.
    fn bookmarks(document: &Document) -> Vec<ObjectId> {
        let outline = document.catalog().unwrap().get(b"Outlines").unwrap();
        let outline = outline.as_reference().unwrap();
        let mut at = document
            .get_dictionary(outline)
            .unwrap()
            .get(b"First")
            .and_then(Object::as_reference)
            .ok();
        let mut pages = Vec::new();
        while let Some(id) = at {
            let item = document.get_dictionary(id).unwrap();
            assert_eq!(
                item.get(b"Parent").unwrap().as_reference().unwrap(),
                outline
            );
            let followed = |it| document.dereference(it).unwrap().1;
            let to = match item.get(b"Dest") {
                Ok(to) => followed(to),
                Err(_) => {
                    let action = followed(item.get(b"A").unwrap());
                    followed(action.as_dict().unwrap().get(b"D").unwrap())
                }
            };
            let to = match to.as_array() {
                Ok(to) => to,
                Err(_) => {
                    let named = to.as_dict().unwrap().get(b"D").unwrap();
                    followed(named).as_array().unwrap()
                }
            };
            let to = to[0].as_reference().unwrap();
            pages.push(to);
            at = item.get(b"Next").and_then(Object::as_reference).ok();
        }
        pages
    }

    fn joined(pieces: Vec<Vec<u8>>) -> io::Result<Vec<u8>> {
        let mut whole = Vec::new();
        join(pieces.into_iter().map(Ok), &mut whole)?;
        Ok(whole)
    }

    #[test]
    fn pieces_become_one_file_with_all_bookmarks() {
        let pieces = vec![
            piece(&["CY-1", "CY-2"]),
            piece(&["CY-3"]),
            piece(&["CY-4", "CY-5"]),
        ];
        let whole = Document::load_mem(&joined(pieces).unwrap()).unwrap();
        let pages: Vec<ObjectId> = whole.get_pages().into_values().collect();
        assert_eq!(pages.len(), 5);
        assert_eq!(bookmarks(&whole), pages);
    }

    #[test]
    fn one_piece_stays_as_it_is_and_nothing_is_refused() {
        let alone = piece(&["CY-1"]);
        assert_eq!(joined(vec![alone.clone()]).unwrap(), alone);
        assert!(joined(Vec::new()).is_err());
        assert!(joined(vec![b"%PDF-".to_vec(), b"?".to_vec()]).is_err());
    }

    #[test]
    fn what_cannot_be_read_or_written_is_no_file() {
        let gone = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let pieces = [Ok(piece(&["CY-1"])), Err(gone())];
        let refused = join(pieces, io::sink()).unwrap_err();
        assert_eq!(refused.kind(), gone().kind());
        let pieces = || ["CY-1", "CY-2"].map(|name| Ok(piece(&[name])));
        let mut small = [0; 100];
        let refused = join(pieces(), small.as_mut_slice()).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::WriteZero);
    }
}
