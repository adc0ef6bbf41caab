//! Ids: their form, that each is given once, and that posts stand above one another without a circle.

use super::Checker;
use crate::procedure::source::Path;
use crate::procedure::{Basis, What};

impl Checker<'_> {
    pub(super) fn names(&mut self) {
        self.no_repeated_ids();
        self.forms();
        self.readings();
        self.corrections();
        self.posts_above();
    }

    fn no_repeated_ids(&mut self) {
        let procedure = self.procedure;
        self.no_duplicates(
            "clause",
            "number",
            procedure.clauses.iter().map(|it| &it.number),
        );
        self.no_duplicates("reading", "id", procedure.readings.iter().map(|it| &it.id));
        self.no_duplicates("post", "id", procedure.posts.iter().map(|it| &it.id));
        self.no_duplicates(
            "category",
            "id",
            procedure.categories.iter().map(|it| it.id),
        );
        self.no_duplicates(
            "not_covered",
            "category",
            procedure.not_covered.iter().map(|it| it.category),
        );
        self.no_duplicates(
            "exempt",
            "when",
            procedure.exemptions.iter().map(|it| it.when),
        );
        self.no_duplicates(
            "voluntary",
            "when",
            procedure.voluntary.iter().map(|it| it.when),
        );
        self.no_duplicates("always", "when", procedure.always.iter().map(|it| it.when));
        self.no_duplicates("content", "id", procedure.contents.iter().map(|it| &it.id));
        self.no_duplicates(
            "festival",
            "id",
            procedure.festivals.iter().map(|it| &it.id),
        );
        self.no_duplicates(
            "document",
            "id",
            procedure.documents.iter().map(|it| &it.id),
        );
    }

    fn forms(&mut self) {
        let procedure = self.procedure;
        for (index, clause) in procedure.clauses.iter().enumerate() {
            if Basis::is_reading(&clause.number) {
                let path = self.root.nth("clause", index).at("number");
                self.report(&path, What::ClauseNumberForm);
            }
        }
        self.form(&self.root.at("id"), &procedure.id);
        for (index, reading) in procedure.readings.iter().enumerate() {
            self.form(&self.root.nth("reading", index).at("id"), &reading.id);
        }
        for (index, post) in procedure.posts.iter().enumerate() {
            self.form(&self.root.nth("post", index).at("id"), &post.id);
        }
        for (index, content) in procedure.contents.iter().enumerate() {
            self.form(&self.root.nth("content", index).at("id"), &content.id);
        }
        for (index, festival) in procedure.festivals.iter().enumerate() {
            self.form(&self.root.nth("festival", index).at("id"), &festival.id);
        }
        for (index, document) in procedure.documents.iter().enumerate() {
            self.form(&self.root.nth("document", index).at("id"), &document.id);
        }
    }

    fn form(&mut self, path: &Path, id: &str) {
        let fits =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
        if !Basis::is_reading(id) || !id.chars().all(fits) {
            self.report(path, What::IdForm);
        }
    }

    fn readings(&mut self) {
        let procedure = self.procedure;
        for (index, reading) in procedure.readings.iter().enumerate() {
            let Some(number) = &reading.clause else {
                continue;
            };
            if procedure
                .clauses
                .iter()
                .all(|clause| clause.number != *number)
            {
                let path = self.root.nth("reading", index).at("clause");
                let numbers = procedure.clauses.iter().map(|clause| &*clause.number);
                self.report(&path, What::UnknownClause).expecting(numbers);
            }
        }
    }

    fn corrections(&mut self) {
        for (index, clause) in self.procedure.clauses.iter().enumerate() {
            if clause.corrected.is_some() != clause.because.is_some() {
                let key = if clause.corrected.is_some() {
                    "corrected"
                } else {
                    "because"
                };
                let path = self.root.nth("clause", index).at(key);
                self.report(&path, What::HalfCorrection);
            }
        }
    }

    fn posts_above(&mut self) {
        let posts = &self.procedure.posts;
        for (index, post) in posts.iter().enumerate() {
            let mut above = post.above.as_ref();
            // Longer than the list of posts, a way up must be a circle; it is told where it comes back to this post.
            for _ in posts {
                if above == Some(&post.id) {
                    let path = self.root.nth("post", index).at("above");
                    self.report(&path, What::AboveCircle);
                    break;
                }
                above = above
                    .and_then(|id| posts.iter().find(|post| post.id == *id))
                    .and_then(|post| post.above.as_ref());
            }
        }
    }
}
