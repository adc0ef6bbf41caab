use std::collections::BTreeSet;

use huiyin_domain::entry::canonical;
use serde::Serialize;
use serde_json::{Value, json};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal;)*) => {
        /// Something that is not as it was written, or does not follow from what was.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its id, the same in every verifier.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }
        }
    };
}

codes! {
    /// A file that the manifest lists, or that every export has, is not there.
    FileMissing = "file_missing";
    /// A file is not the one that the manifest lists.
    FileAltered = "file_altered";
    /// A file that the manifest does not list.
    FileUnexpected = "file_unexpected";
    /// There is no signature, or it is not readable.
    SealMissing = "seal_missing";
    /// The signature is not under this manifest.
    SealWrong = "seal_wrong";
    /// It was signed with a key that the journal does not have in use.
    SignerUnknown = "signer_unknown";
    /// A key that took the place of another was not endorsed by it.
    EndorsementWrong = "endorsement_wrong";
    /// What the manifest says of company, site or installation is not what the journal says.
    ManifestDiffers = "manifest_differs";
    /// A line that is no entry in its canonical form.
    LineUnreadable = "line_unreadable";
    /// An entry of another chain.
    ScopeUnknown = "scope_unknown";
    /// Entries are missing, or stand in another order.
    ChainGap = "chain_gap";
    /// An entry is not what was written.
    EntryAltered = "entry_altered";
    /// The words of a part are not what was written.
    PartAltered = "part_altered";
    /// Words were left out that belong to this export.
    WithheldWrong = "withheld_wrong";
    /// A chain does not end where the manifest says.
    HeadDiffers = "head_differs";
    /// The facts are not those of their kind.
    FactsUnreadable = "facts_unreadable";
    /// An entry is about something that the journal does not know.
    ReferenceUnknown = "reference_unknown";
    /// The key of a month was committed to twice.
    KeyTwice = "key_twice";
    /// A revealed key is not the one that was committed to.
    KeyWrong = "key_wrong";
    /// A number was given before the key of its month was committed to.
    KeyLate = "key_late";
    /// A number was drawn after the key of its month was revealed.
    KeySpent = "key_spent";
    /// A number that does not follow the one before it.
    NumberWrong = "number_wrong";
    /// A number is picked that the draw does not pick, or the other way round.
    PickWrong = "pick_wrong";
    /// The last stratum was not drawn as the key says.
    CloseWrong = "close_wrong";
    /// Another took the place of a pick than the next of its stratum.
    ReplacementWrong = "replacement_wrong";
    /// The text under a record is not the one that was signed.
    TextAltered = "text_altered";
    /// A signature is for another text.
    SignatureOfOther = "signature_of_other";
    /// A signature has no strokes, no name or no sheet.
    SignatureEmpty = "signature_empty";
    /// A record that needs the customer's signature has none.
    RecordUnsigned = "record_unsigned";
    /// A record counts for what it cannot.
    CountedWrong = "counted_wrong";
    /// The day of a visit is not the day of its moment.
    DayWrong = "day_wrong";
    /// A batch is to be kept for another time than the procedure says.
    KeepUntilWrong = "keep_until_wrong";
    /// A batch was disposed of before its time, or while it was held.
    DisposedEarly = "disposed_early";
    /// A batch was disposed of without the approval of somebody else than who listed it.
    DisposalUnapproved = "disposal_unapproved";
    /// Frozen statistics are not what the entries add up to.
    StatisticsWrong = "statistics_wrong";
    /// A line in a readable file does not follow from the journal.
    DerivedDiffers = "derived_differs";
    /// The content of an attachment is not there.
    AttachmentMissing = "attachment_missing";
    /// The content of an attachment is not the one that was attached.
    AttachmentAltered = "attachment_altered";
    /// The content of an attachment is there that should not be.
    AttachmentUnexpected = "attachment_unexpected";
    /// A record was called back that the sample of its month does not hold, or the calls do not follow one another.
    SpotCheckWrong = "spot_check_wrong";
    /// An entry is not the one that was noted elsewhere.
    AnchorHead = "anchor_head";
    /// A key was committed to that is not the one noted elsewhere.
    AnchorKey = "anchor_key";
    /// The export is signed with another key than was noted elsewhere.
    AnchorSigner = "anchor_signer";
}

/// Something that is not sound, and where.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    /// What.
    pub code: Code,
    /// Where: a file, a line, a record, a cohort.
    pub place: String,
}

/// What was looked at. Two verifiers that did the same have the same counts.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Counts {
    /// Lines of the anchor that were held against this export.
    pub anchors: u64,
    /// Contents of attachments that were hashed.
    pub attachments: u64,
    /// Batches whose days were checked.
    pub batches: u64,
    /// Entries.
    pub entries: u64,
    /// Parts whose words were erased.
    pub erased: u64,
    /// Files that were hashed.
    pub files: u64,
    /// Months whose statistics were counted again.
    pub months: u64,
    /// Numbers whose draw was done again.
    pub numbers: u64,
    /// Numbers whose key is not revealed yet.
    pub numbers_waiting: u64,
    /// Records.
    pub records: u64,
    /// Signatures under them.
    pub signatures: u64,
    /// Signed texts that were put together again.
    pub texts: u64,
    /// Entries of kinds that this program does not know.
    pub unknown: u64,
    /// Parts whose words are not in this export.
    pub withheld: u64,
}

/// The end of it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Verdict {
    /// Something is not as it was written.
    Altered,
    /// Everything fits together; nothing says that all of it was not written anew.
    #[default]
    Consistent,
    /// Everything fits together, and with at least one entry of the site that was noted elsewhere. Keys hold no entry, and
    /// those of the company none of the site.
    Anchored,
}

impl Verdict {
    /// Its id, the same in every verifier.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::Consistent => "consistent",
            Self::Anchored => "anchored",
        }
    }
}

/// What a check found.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Report {
    found: BTreeSet<Finding>,
    /// Entries of the site noted elsewhere that were held against this export.
    pub(crate) heads: u64,
    /// Whether it is of a demo: what its entries tell is made up.
    pub demo: bool,
    /// What was looked at.
    pub counts: Counts,
    /// The verdict.
    pub verdict: Verdict,
}

impl Report {
    /// What is not sound, by sort and place.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.found.iter()
    }

    pub(crate) fn find(&mut self, code: Code, place: impl Into<String>) {
        let place = place.into();
        self.found.insert(Finding { code, place });
    }

    pub(crate) fn ended(mut self) -> Self {
        self.verdict = match (self.found.is_empty(), self.heads) {
            (false, _) => Verdict::Altered,
            (true, 0) => Verdict::Consistent,
            (true, _) => Verdict::Anchored,
        };
        self
    }

    /// The report for programs: a line of JSON for each finding, and one for the whole.
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .found
            .iter()
            .map(|it| text(&json!({"code": it.code.id(), "place": it.place})))
            .collect();
        lines.push(text(
            &json!({"counts": self.counts, "demo": self.demo, "verdict": self.verdict.id()}),
        ));
        lines
    }
}

/// In one form, so that two reports can be compared letter by letter.
fn text(line: &Value) -> String {
    canonical(line).unwrap_or_default()
}
