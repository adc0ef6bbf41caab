#!/usr/bin/env python3
"""Checks an export of Huiyin without Huiyin: files, signature, chains, every draw, every signed text, every count.

Usage: verify.py EXPORT [--anchor FILE] [--format text|jsonl]
EXPORT is a folder that `huiyin export` made, the manifest in it, or a ZIP file of it.
Status: 0 sound, 4 altered, 2 not readable. Needs Python 3.9 and nothing else. What is checked is described in
docs/reference/export.md; `huiyin verify` does the same, and a test holds the two to one another.
"""
import argparse
import datetime
import hashlib
import hmac
import io
import json
import os
import re
import struct
import sys
import zlib
from fractions import Fraction

FORMAT = 1
MANIFEST, SEAL, JOURNAL = "manifest.json", "signature.json", "journal.jsonl"
KEYS, COHORTS, OBLIGATIONS = "keys.jsonl", "cohorts.jsonl", "obligations.jsonl"

CODES = """file_missing file_altered file_unexpected seal_missing seal_wrong signer_unknown endorsement_wrong
manifest_differs line_unreadable scope_unknown chain_gap entry_altered part_altered withheld_wrong head_differs
facts_unreadable reference_unknown key_twice key_wrong key_late key_spent number_wrong pick_wrong close_wrong replacement_wrong
text_altered signature_of_other signature_empty record_unsigned counted_wrong day_wrong keep_until_wrong
disposed_early disposal_unapproved statistics_wrong derived_differs attachment_missing attachment_altered attachment_unexpected
spot_check_wrong anchor_head anchor_key anchor_signer""".split()

COUNTS = """anchors attachments batches entries erased files months numbers numbers_waiting records signatures texts
unknown withheld""".split()

READABLE = ("events.jsonl", "records.jsonl", "reviews.jsonl", "statistics.jsonl")
ALWAYS = (JOURNAL, KEYS, COHORTS, OBLIGATIONS, "README.txt") + READABLE
DERIVED = {
    "event_registered": "events.jsonl", "event_corrected": "events.jsonl",
    "visit_recorded": "records.jsonl", "follow_up_lettered": "records.jsonl",
    "record_reviewed": "reviews.jsonl", "nonconforming_decided": "reviews.jsonl",
    "month_closed": "statistics.jsonl",
}
PICKED = ("always", "rate_100", "draw", "draw_at_close")
EXEMPT = ("exempt_anonymous", "exempt_reply_only", "exempt_invalid")
CATEGORIES = """complaint repair contracted_service help activity publication move_in emergency festival
other""".split()
SEVERITIES = ["general", "important", "major"]
SECTIONS = ["quality", "effect", "satisfaction", "shortcomings", "suggestions"]
LETTER = ["title", "salutation", "matter", "explanation", "measures", "next_steps", "contact"]
FIGURES = """owed exempt exempt_invalid exempt_anonymous exempt_reply_only done done_on_site done_phone done_letter
picked on_time picked_late picked_late_on_time outstanding rated satisfied fairly dissatisfied refused unreachable
nonconforming matters handled unhandled""".split()
WAYS = {"on_site": "上門回訪", "phone": "電話回訪", "public_letter": "公開信回訪"}


# What the facts of each kind are: `member:form`. A form with `?` may be null, a member with `~` may be left out instead.
# In brackets, a list of it.
FACTS = """
company_opened company:id name:text installation:id demo:bool
scope_opened scope:id kind:ScopeKind parent:id name:text
site_opened site:id parent:id code:text name:text time_zone:text live_from:day
site_changed site:id name:text time_zone:text live_from:day
procedure_adopted site:id from:month procedure:text format:u32 hash:hash text:text
person_saved person:id home:id language:Lang? wish:ContactWish import:id?
person_erased person:id
unit_saved unit:id site:id code:text building:text? floor:text? room:text? zone:id? kind:text? handed_over:day?
    import:id?
occupancy_saved occupancy:id unit:id person:id role:Role from:day? to:day? import:id?
occupancy_ended occupancy:id unit:id to:day
department_saved department:id site:id name:text head:id? contractor:bool responsible_post:text? import:id?
post_granted held:id person:id post:text scope:id from:day to:day? deputy_for:id?
post_ended held:id person:id to:day
key_committed site:id month:month sha256:text
key_revealed site:id month:month key:text
event_registered event:id site:id event_id:text number:RunningNumber source:Source import:id? state:EventState
    reports:[Report]
event_corrected event:id state:EventState words_given:bool completed_at:i64? procedure:hash?
report_joined event:id report:Report
reply_attached event:id dated:day?
complaint_judged event:id valid:bool
event_merged event:id into:id?
merge_noted event:id other:id merged:bool
confidentiality_set event:id confidential:bool accused:id?
event_taken_in_hand event:id owner:id
event_completed event:id completed_at:i64 procedure:hash?
event_reopened event:id
list_confirmed event:id lines:[ListLine] complete:bool
rate_set site:id category:Category from:month rate:rate
obligations_arisen event:id site:id procedure:hash cohorts:[CohortOpened] obligations:[ArisenObligation]
obligation_voided event:id obligation:id cause:VoidCause instead:Pick?
obligation_replaced event:id obligation:id instead:Pick?
obligation_picked event:id pick:Pick
picks_shown site:id events:[id]
cohort_closed cohort:id numbers:u32 picks:[Pick]
follow_up_planned follow_up:id obligation:id event:id site:id round:u32 not_before:day due:day planned_day:day?
    channel:Channel voluntary:bool visitors:[PlannedVisitor]
plan_adjusted follow_up:id event:id planned_day:day? channel:Channel visitors:[PlannedVisitor]
plan_released follow_up:id event:id
form_taken sign_out:id follow_up:id event:id person:id
form_returned sign_out:id event:id person:id
contact_tried follow_up:id event:id number:u32 tried_at:i64 channel:Channel card_left:bool
follow_up_answered_for follow_up:id event:id post:text
follow_up_escalated follow_up:id event:id channel:Channel visitors:[PlannedVisitor]
visit_recorded record:id version:u32 follow_up:id obligation:id event:id site:id visited_at:i64 visited_on:day
    channel:Channel respondent:id? relation:Role? rating:Rating? solved:Solved? site_check:SiteCheck? refused:bool
    witness:id? text_hash:hash counted:Counted sections:[RecordSection] signatures:[RecordSignature]
    matters:[RaisedMatter] files~:[RecordFile]
visits_carried event:id from:id to:id records:[CarriedRecord]
record_reviewed review:id record:id follow_up:id obligation:id event:id post:text verdict:Verdict last:bool
    complaint~:id?
nonconforming_decided record:id event:id post:text
round_closed follow_up:id event:id post:text complaint~:id?
matter_settled matter:id event:id
batch_collected batch:id site:id month:month records:[id]
batch_reviewed batch:id site:id post:text serving:[id]
batch_received batch:id site:id post:text keep_until:day
batch_held batch:id site:id held:bool
disposal_proposed batch:id site:id post:text
disposal_judged batch:id site:id post:text approved:bool
batch_disposed batch:id site:id post:text
paper_drafted paper:id site:id kind:PaperKind month:month due:day? cases:[FoundCase]
paper_signed paper:id site:id post:text state:PaperState cases:[u32]
paper_reviewed paper:id site:id post:text verdict:Verdict
paper_decided paper:id site:id post:text without_action:[u32]
paper_read paper:id site:id post:text
task_given task:id site:id kind:TaskKind paper:id case:u32? follows:id? owner:id due:day
task_changed task:id site:id owner:id due:day
task_done task:id site:id done_on:day closes:bool
task_checked task:id site:id effective:bool
festival_switched site:id festival:text visited:bool
households_listed site:id festival:text year:i32 lines:[FestivalLine]
household_struck site:id festival:text year:i32 number:u32
festival_released site:id festival:text year:i32 day:day event:id
letter_drafted letter:id site:id number:RunningNumber version:u32 category:Category kind:text answers:[LetterAnswer]
letter_judged letter:id site:id version:u32 post:text approved:bool
letter_posted letter:id site:id place:text from:day until:day
letter_withdrawn letter:id site:id
follow_up_lettered letter:id record:id version:u32 follow_up:id obligation:id event:id site:id posted_at:i64
    posted_on:day text_hash:hash counted:Counted review:id post:text approved_by:id? approved_at:i64
sent_by_phone follow_up:id event:id act:PhoneAct sent_by:id? device:id? clock:DeviceClock shown~:[ShownText]
phone_work_kept conflict:id follow_up:id event:id site:id work:PhoneWork reason:ConflictReason clock:DeviceClock
phone_work_settled conflict:id follow_up:id event:id entered:bool record~:id?
month_closed site:id month:month as_of:i64 snapshot:any
import_opened import:id site:id kind:ImportKind file_name:text file_hash:hash profile:text?
import_done import:id rows:u64 created:u64 updated:u64 same:u64 refused:u64
import_undone import:id withdrawn:[Imported] complete:bool
attachment_added attachment:id site:id to:Attached media_type:text length:u64
document_uploaded site:id document:text number:u32 attachment:id
export_key_set company:id public_key:text replaces:text? endorsement:text?
request_received request:id site:id person:id kind:RequestKind received_on:day due:day law:text identity:IdentityCheck
request_settled request:id person:id outcome:RequestOutcome ground:Ground? rest_from:day?
person_restricted person:id request:id restricted:bool
hold_placed hold:id site:id on:HeldThing until:day?
hold_lifted hold:id site:id
words_erased site:id because:ErasedFor person:id? events:[id] follow_ups:[id]
archive_month_taken_in company:id manifest_sha256:hash month:month site:id site_code:text site_name:text
    time_zone:text installation:id demo:bool made_at:i64 signed_by:text anchored:bool checked:sums confidential:[id]
spot_checked record:id event:id site:id month:month number:u32 called_at:i64 not_reached:NotReached? visited:bool?
    rating:Rating?
"""

# The forms that have parts: members, words to choose from, or `either` one member or another.
FORMS = """
ScopeKind company|region|site|zone
ContactWish any|phone_only|no_visits|hours
Role owner|tenant|family|agent
RunningNumber year:i32 number:u32
Source form|import|api|follow_up
EventState category:Category kind:text? severity:Severity? unit:id? unit_words:text? zone:id? zone_words:text?
    reporter:id? respondent_department:id? respondent_words:text? asset:text? reported_at:i64? contract_start:day?
    contract_end:day? anonymous:bool reply_only:bool reply_attached:bool valid:bool rating:Rating?
Category complaint|repair|contracted_service|help|activity|publication|move_in|emergency|festival|other
Severity general|important|major
Rating satisfied|fairly|dissatisfied
Report number:u32 reported_at:i64? department:id? department_words:text?
ListLine line:u32 unit:id? unit_words:text? person:id?
CohortOpened cohort:id name:text category:Category month:month? event:id? rate:rate procedure:hash
ArisenObligation obligation:id phase:Phase line:u32 window:Window cohort:id number:u32? why:Why late_entry:bool
    shown_from:i64? working_limit:day? visitors:[text] channels:[Channel] customer_signature:bool clauses:[text]
    readings:[text]
Phase completion|middle|end|participant
Window not_before:day due:day
Why always|rate_100|draw|draw_at_close|not_drawn|exempt_anonymous|exempt_reply_only|exempt_invalid|wait_for_reply
Channel on_site|phone|public_letter
VoidCause reopened|corrected|invalid|merged|reply_attached|import_undone
Pick obligation:id why:Why shown_from:i64 working_limit:day?
PlannedVisitor post:text person:id? reason:VisitorReason
VisitorReason zone|last_visitor|fewest_open|only_holder|head|one_up|named|same_visit|vacant
Solved yes|no|disputed
SiteCheck good|failed|not_applicable
Counted completes:bool in_time:bool
RecordSection section:Section rating:Rating? none:bool
Section quality|effect|satisfaction|shortcomings|suggestions
RecordSignature signature:id number:u32 signer:Signer person:id? relation:Role? kind:SignatureKind paper:id?
    text_hash:hash signed_at:i64
Signer customer|visitor|witness|reviewer
SignatureKind strokes|typed|paper
RaisedMatter matter:id number:u32 kind:Matter dissatisfaction:bool settled:bool event:id? promised:Promised?
    rectified:Rectified?
Matter opinion|suggestion|complaint
Promised promise:id answer_by:i64 owner:id told_at:i64? told_by:id?
Rectified rectification:id owner:id due:day
RecordFile attachment:id shows:Shows matter:u32?
Shows site_check|matter|signed_sheet
CarriedRecord record:id counted:Counted
Verdict accepted|sent_back|nonconforming
PaperKind analysis|return
FoundCase number:u32 sort:CaseSort events:[id]
CaseSort nonconforming|repeat_complaint|repeat_repair
PaperState drafted|signed|sent_back|accepted|decided|delivered|read
TaskKind corrective|preventive|leader
FestivalLine number:u32 unit:id? unit_words:text? person:id?
LetterAnswer follow_up:id event:id
PhoneAct either record:id form:id try:u32
DeviceClock device_at:i64 offset_ms~:i64? measured_at~:i64?
ShownText number:u32 signed_at~:i64? sha256~:hash?
PhoneWork take_form|record_visit|note_try
ConflictReason reassigned|settled|reopened|procedure|state|gone
ImportKind events|units|residents|staff|departments|participants
Imported either event:id unit:id person:id occupancy:id department:id post:id
Attached either event:id record:id site:id letter:id
RequestKind access|correction|export|restriction|release|erasure
IdentityCheck in_person|call_back|written|agent
RequestOutcome done|in_part|refused
Ground held|owed|here|retention|identity|others_rights|nothing_held
HeldThing either person:id event:id record:id
ErasedFor either batch:id request:id
NotReached no_answer|no_number|declined|left_alone|other
Lang zh-Hant|zh-Hans|en
"""


class Unreadable(Exception):
    """Not an export, or not to be read at all."""


class NoAnchor(Exception):
    """Nothing that an export could be held against."""


# ── Canonical JSON ──────────────────────────────────────────────────────────────────────────────────────────────────

def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def refuse(text):
    raise ValueError(text)


DEEPEST = 127


def depth_of(text):
    """How deep lists and objects go, where they may go too deep; brackets within texts count for nothing."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return 0
    deep, deepest, within = 0, 0, False
    for mark in re.findall(r'\\.|["\[\]{}]', text, re.S):
        if mark == '"':
            within = not within
        elif mark in ("[", "{") and not within:
            deep += 1
            deepest = max(deep, deepest)
        elif mark in ("]", "}") and not within:
            deep -= 1
    return deepest


def whole(text):
    """A number that every program holds in 64 bits and writes back as it stands."""
    if len(text) > 20 or text == "-0" or not -1 << 63 <= int(text) < 1 << 64:
        raise ValueError("%s is no number that is written here" % text[:30])
    return int(text)


def parse(text, pairs=None):
    """JSON with whole numbers only."""
    if depth_of(text) > DEEPEST:
        raise ValueError("deeper than anything that is written here")
    return json.loads(text, parse_float=refuse, parse_int=whole, parse_constant=refuse, object_pairs_hook=pairs)


def once(pairs):
    """An object that says nothing twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a member stands there twice")
    return found


def sha256(*pieces):
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


# ── Where an export lies ────────────────────────────────────────────────────────────────────────────────────────────

class Folder:
    def __init__(self, path):
        self.path = path

    def names(self):
        found, left = set(), [(self.path, "")]
        while left:
            folder, within = left.pop()
            with os.scandir(folder) as inside:
                for one in inside:
                    # A name that is no UTF-8 is shown as far as it is.
                    name = within + os.fsencode(one.name).decode("utf-8", "replace")
                    # A link to a folder is none: what is behind it is no part of an export.
                    if one.is_dir(follow_symlinks=False):
                        left.append((one.path, name + "/"))
                    else:
                        found.add(name)
        return found

    def has(self, name):
        return os.path.isfile(os.path.join(self.path, name))

    def open(self, name):
        return open(os.path.join(self.path, name), "rb")


# Encrypted, a patch of something else, or with a header that hides what it says.
NOT_PLAIN = 0x2061
STORED, DEFLATED = 0, 8
# The extra fields for numbers of more than 32 bits, and for another name of the file.
LARGE, OTHER_NAME = 1, 0x7075


class Zipped:
    """A ZIP file. Its list of files is read here and not by the library: what one library passes over another takes,
    and what two programs read differently could hold two exports."""

    def __init__(self, path):
        self.file = open(path, "rb")
        files = self.listed()
        folders = [name[: -len(MANIFEST)] for name in sorted(files) if name.endswith(MANIFEST.encode())]
        if not folders:
            raise Unreadable("there is no %s in it" % MANIFEST)
        within = min(folders, key=len)
        self.files = {}
        for name, packed in files.items():
            if name.startswith(within):
                name = name[len(within):]
                # The folder may be called anything, what is in it has names that every program reads the same.
                if not name.isascii():
                    raise Unreadable("%r is no name here" % name)
                if name and not name.endswith(b"/"):
                    self.files[name.decode("ascii")] = packed

    def numbers(self, form, mark):
        """What stands in a record, behind its mark."""
        raw = self.file.read(struct.calcsize(form))
        if len(raw) < struct.calcsize(form) or not raw.startswith(mark):
            raise Unreadable("it is no ZIP file, or half of one")
        return struct.unpack(form, raw)[1:]

    def exactly(self, length):
        raw = self.file.read(length)
        if len(raw) < length:
            raise Unreadable("it is half of a ZIP file")
        return raw

    def end(self):
        """Where the list of the files stands, how long it is, and how many there are."""
        length = self.file.seek(0, os.SEEK_END)
        last = self.file.seek(max(length - 22 - 0xffff, 0))
        at = self.file.read().rfind(b"PK\5\6")
        end = last + at
        if at < 0:
            raise Unreadable("it does not end as a ZIP file does")
        self.file.seek(end)
        *disks, here, count, size, start, comment = self.numbers("<4sHHHHIIH", b"PK\5\6")
        if here != count or end + 22 + comment != length:
            raise Unreadable("it does not end as a ZIP file does")
        self.file.seek(max(end - 20, 0))
        if end >= 20 and self.file.read(4) == b"PK\6\7":
            short, full = (count, size, start), (0xffff, 0xffffffff, 0xffffffff)
            end -= 76
            count, size, start = self.large_end(end)
            # What fits stands in both, or two programs might each take another of the two.
            fits = all(one in (most, other) for one, most, other in zip(short, full, (count, size, start)))
            if not fits or not set(disks) <= {0, 0xffff}:
                raise Unreadable("it ends twice, and not alike")
        elif disks != [0, 0]:
            raise Unreadable("it is one of several")
        if start + size != end:
            raise Unreadable("its list of files is not at its end")
        return start, size, count

    def large_end(self, end):
        """What the end of a large one says, which is where the locator points to, and directly before it."""
        if end < 0:
            raise Unreadable("it is half of a ZIP file")
        self.file.seek(end)
        length, _, _, disk, other, here, count, size, start = self.numbers("<4sQHHIIQQQQ", b"PK\6\6")
        points = self.numbers("<4sIQI", b"PK\6\7")
        if points != (0, end, 1) or length != 44 or (disk, other) != (0, 0) or here != count:
            raise Unreadable("it ends twice, and not alike")
        return count, size, start

    def listed(self):
        """All that the list names, by the name as it is written: method, CRC-32, sizes, where what is packed begins."""
        start, size, count = self.end()
        self.file.seek(start)
        files = {}
        for _ in range(count):
            name, packed = self.line()
            if name in files:
                raise Unreadable("two files in it have one name")
            files[name] = packed
        if self.file.tell() != start + size:
            raise Unreadable("it lists other files than it says")
        for name, (method, crc, packed, length, at) in files.items():
            begins = self.content_at(name, at)
            if begins + packed > start:
                raise Unreadable("a file in it goes on into its list")
            files[name] = method, crc, packed, length, begins
        return files

    def line(self):
        """A line of the list of files."""
        _, _, flags, method, _, crc, packed, length, named, extra, comment, _, _, _, at = self.numbers(
            "<4sHHHHIIIIHHHHHII", b"PK\1\2")
        name, extra = self.exactly(named), self.extras(extra)
        self.exactly(comment)
        if flags & NOT_PLAIN or method not in (STORED, DEFLATED):
            raise Unreadable("%r is packed in a way that is not known" % name)
        large = next((data for number, data in extra if number == LARGE), b"")
        whole = []
        for number in (length, packed, at):
            # A number that did not fit stands in a field of its own, after those before it.
            if number == 0xffffffff:
                if len(large) < 8:
                    raise Unreadable("its list of files cannot be read")
                number, large = int.from_bytes(large[:8], "little"), large[8:]
            whole.append(number)
        length, packed, at = whole
        return name, (method, crc, packed, length, at)

    def content_at(self, name, at):
        """Where what is packed begins: behind a header that names the file as the list does."""
        self.file.seek(at)
        *_, named, extra = self.numbers("<4sHHHIIIIHH", b"PK\3\4")
        if self.exactly(named) != name:
            raise Unreadable("a file in it has two names")
        self.extras(extra)
        return at + 30 + named + extra

    def extras(self, length):
        """The extra fields after a name, each with its number."""
        raw, found = self.exactly(length), []
        # Some programs fill up with less than a field.
        while len(raw) >= 4:
            number, size = struct.unpack("<HH", raw[:4])
            if len(raw) < 4 + size:
                raise Unreadable("an extra field in it has no end")
            # Not every program minds it.
            if number == OTHER_NAME:
                raise Unreadable("a file in it has another name besides; unpack it, and check the folder")
            found.append((number, raw[4: 4 + size]))
            raw = raw[4 + size:]
        return found

    def names(self):
        return set(self.files)

    def has(self, name):
        return name in self.files

    def open(self, name):
        return io.BufferedReader(Unpacked(self.pieces(name)))

    def pieces(self, name):
        method, crc, left, length, at = self.files[name]
        unpack = zlib.decompressobj(-zlib.MAX_WBITS) if method == DEFLATED else None
        found = 0
        while left and not (unpack and unpack.eof):
            # Another file may have been read meanwhile.
            self.file.seek(at)
            piece = self.exactly(min(left, 1 << 16))
            left, at = left - len(piece), at + len(piece)
            piece = unpack.decompress(piece) if unpack else piece
            length -= len(piece)
            found = zlib.crc32(piece, found)
            if length < 0:
                break
            yield piece
        if length or found != crc:
            raise Unreadable("%s is not what it says" % name)


class Unpacked(io.RawIOBase):
    """A file that comes in pieces."""

    def __init__(self, pieces):
        super().__init__()
        self.pieces, self.left = pieces, b""

    def readable(self):
        return True

    def readinto(self, room):
        while not self.left:
            self.left = next(self.pieces, None)
            if self.left is None:
                self.left = b""
                return 0
        length = min(len(room), len(self.left))
        room[:length], self.left = self.left[:length], self.left[length:]
        return length


def source_of(path):
    if os.path.isdir(path):
        return Folder(path)
    if os.path.basename(path) == MANIFEST:
        return Folder(os.path.dirname(path) or ".")
    return Zipped(path)


def lines_of(source, name):
    """Number and text of each line; no text where it is no UTF-8 or has no end."""
    with source.open(name) as file:
        for number, raw in enumerate(file, 1):
            try:
                # What was cut off may read like a line and be the beginning of another.
                yield number, raw[:-1].decode("utf-8") if raw.endswith(b"\n") else None
            except UnicodeDecodeError:
                yield number, None


def hash_of(source, name):
    digest, length = hashlib.sha256(), 0
    with source.open(name) as file:
        while True:
            piece = file.read(1 << 16)
            if not piece:
                return length, digest.hexdigest()
            digest.update(piece)
            length += len(piece)


# ── Ed25519, as RFC 8032 has it ─────────────────────────────────────────────────────────────────────────────────────

P = 2 ** 255 - 19
L = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_mul(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = point_add(result, point)
        point = point_add(point, point)
        number >>= 1
    return result


def point_of(raw):
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_of(bytes([0x58]) + bytes([0x66]) * 31)


def signed(public_key, text, signature):
    """Whether a signature (hex) is by a key (hex) under some bytes."""
    if not re.fullmatch("[0-9a-f]{64}", str(public_key)) or not re.fullmatch("[0-9a-f]{128}", str(signature)):
        return False
    key, signature = bytes.fromhex(public_key), bytes.fromhex(signature)
    point, s = point_of(key), int.from_bytes(signature[32:], "little")
    if point is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    minus = (P - point[0], point[1], point[2], P - point[3])
    x, y, z, _ = point_add(point_mul(s, BASE), point_mul(h, minus))
    inverse = pow(z, P - 2, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


# ── Days ────────────────────────────────────────────────────────────────────────────────────────────────────────────

SHANGHAI = "Asia/Shanghai"


def zone_of(name):
    """A time zone; none where no zone is called so."""
    # A machine without the zone database; these have had one offset since 1992.
    fixed = name in (SHANGHAI, "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei")
    try:
        import zoneinfo
        known = zoneinfo.available_timezones()
        if name in known or not known and not fixed:
            return zoneinfo.ZoneInfo(name)
    except Exception as error:
        if not fixed:
            raise Unreadable("the time zone %s is not known here" % name) from error
    return datetime.timezone(datetime.timedelta(hours=8)) if fixed else None


def local(zone, micros):
    try:
        return datetime.datetime.fromtimestamp(micros // 1000000, zone)
    except OSError as error:
        raise ValueError("no calendar reaches there") from error


def day_of(zone, micros):
    return local(zone, micros).date().isoformat()


def start_of(zone, day):
    moment = datetime.datetime.combine(day, datetime.time(), zone)
    return int(moment.timestamp()) * 1000000


def month_days(month):
    first = datetime.date.fromisoformat(month + "-01")
    after = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return first, after


def years_on(day, years):
    day = datetime.date.fromisoformat(day)
    if day.year + years > datetime.MAXYEAR:
        return "a day that no calendar has"
    try:
        return day.replace(year=day.year + years).isoformat()
    except ValueError:
        return day.replace(year=day.year + years, day=28).isoformat()


# ── The draw ────────────────────────────────────────────────────────────────────────────────────────────────────────

def rate_of(text):
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def share_of(text):
    """The rate of a text that is one, also as people write it."""
    percent = re.fullmatch(r"0*([0-9]{1,3})(?:\.([0-9]{1,3}))?%", text)
    parts = re.fullmatch("0*([0-9]{1,7})/0*([0-9]{1,7})", text)
    if percent:
        decimals = percent.group(2) or ""
        upper, lower = int(percent.group(1) + decimals), 100 * 10 ** len(decimals)
    elif parts:
        upper, lower = int(parts.group(1)), int(parts.group(2))
    else:
        return None
    return Fraction(upper, lower) if upper <= lower and 0 < lower <= 1000000 else None


def needed(rate, owed):
    return -(-owed * rate.numerator // rate.denominator)


def stratum_of(rate, number):
    """k, first number, size; none at a rate of nothing."""
    if not rate or number < 1:
        return None
    k = needed(rate, number) - 1
    first = k * rate.denominator // rate.numerator + 1
    return k, first, (k + 1) * rate.denominator // rate.numerator - first + 1


def chance(key, cohort, k):
    digest = hmac.new(key, cohort.encode() + b"\x1f" + str(k).encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big")


def has_pick(members):
    return any(picked and not gone for _, picked, gone in members)


def is_free(members, number):
    return any(known == number and not picked and not gone for known, picked, gone in members)


def next_free(stratum, members, number):
    _, first, _ = stratum
    for step in range(1, len(members)):
        follows = first + (number - first + step) % len(members)
        if is_free(members, follows):
            return follows
    return None


def at_close(u, stratum, members):
    """Number and why, or none, of the last stratum when nothing more can come."""
    if has_pick(members) or not members:
        return None
    _, first, size = stratum
    number, why = first + u % size, "draw"
    if u % size >= len(members):
        number, why = first + u % len(members), "draw_at_close"
    if not is_free(members, number):
        number = next_free(stratum, members, number)
    return None if number is None else (number, why)


# ── What is read and found ──────────────────────────────────────────────────────────────────────────────────────────

class Report:
    def __init__(self):
        self.found = set()
        self.counts = dict.fromkeys(COUNTS, 0)
        self.heads = 0
        self.demo = False

    def find(self, code, place):
        self.found.add((CODES.index(code), place))

    def count(self, what, more=1):
        self.counts[what] += more

    def verdict(self):
        if self.found:
            return "altered"
        # Keys hold no entry, and those of the company none of the site.
        return "anchored" if self.heads else "consistent"


UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HASH = re.compile("[0-9a-f]{64}")
MONTH = re.compile("(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])")
LINE = {"actor", "at", "command", "device", "facts", "hash", "id", "kind", "kind_version", "parts", "scope", "seq"}
PART = {"hash", "person", "salt", "state", "words"}


def is_number(value, bits=64):
    return type(value) is int and 0 <= value < 1 << bits


def is_moment(value):
    return type(value) is int and -1 << 63 <= value < 1 << 63


def is_month(value):
    return isinstance(value, str) and bool(MONTH.fullmatch(value))


def is_id(value):
    return isinstance(value, str) and bool(UUID.fullmatch(value))


def is_hash(value):
    return isinstance(value, str) and bool(HASH.fullmatch(value))


def is_day(value):
    if not isinstance(value, str) or not re.fullmatch("(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_rate(value):
    """A fraction from 0 to 1, in whole percent where it is one, else in lowest terms."""
    if not isinstance(value, str) or not re.fullmatch("[0-9]{1,3}%|[0-9]{1,7}/[0-9]{1,7}", value) or value.endswith("/0"):
        return False
    try:
        rate = rate_of(value)
    except ZeroDivisionError:
        return False
    percent = rate * 100
    written = "%d%%" % percent if percent.denominator == 1 else "%d/%d" % (rate.numerator, rate.denominator)
    return written == value and rate <= 1 and rate.denominator <= 1000000


def is_text(value):
    return isinstance(value, str)


PLAIN = {
    "any": lambda value: True, "bool": lambda value: type(value) is bool, "text": is_text, "id": is_id, "hash": is_hash,
    "day": is_day, "month": is_month, "rate": is_rate, "u64": is_number, "u32": lambda value: is_number(value, 32),
    "i64": is_moment, "i32": lambda value: type(value) is int and -1 << 31 <= value < 1 << 31,
    "sums": lambda value: isinstance(value, dict) and all(map(is_number, value.values())),
}


def form_of(text):
    """Whether a value is of a form."""
    if text.endswith("?"):
        inner = form_of(text[:-1])
        return lambda value: value is None or inner(value)
    if text.startswith("["):
        inner = form_of(text[1:-1])
        return lambda value: isinstance(value, list) and all(map(inner, value))
    return PLAIN.get(text) or (lambda value: SHAPES[text](value))


def members_of(text):
    members = [member.split(":") for member in text.split()]
    return {name.rstrip("~"): (form_of(form), name.endswith("~")) for name, form in members}


def shape_of(text):
    """Whether a value has the members of a shape, is one of its words, or is the one thing or another."""
    if ":" not in text:
        words = set(text.split("|"))
        return lambda value: isinstance(value, str) and value in words
    either = text.startswith("either ")
    members = members_of(text[len("either "):] if either else text)
    needed = {name for name, (_, may_lack) in members.items() if not may_lack}

    def fits(value):
        if not isinstance(value, dict) or not value.keys() <= members.keys():
            return False
        if len(value) != 1 if either else not needed <= value.keys():
            return False
        for name, inner in value.items():
            form, may_lack = members[name]
            # What may be left out is left out where there is nothing.
            if may_lack and (inner is None or inner == []) or not form(inner):
                return False
        return True

    return fits


def shapes_of(text):
    lines = (line.split(" ", 1) for line in text.strip().replace("\n    ", " ").split("\n"))
    return {name: shape_of(shape) for name, shape in lines}


SHAPES = shapes_of(FORMS)
FACTS_OF = shapes_of(FACTS)
# The first member of the facts of each kind.
FIRST = dict(re.findall(r"^(\w+) (\w+):", FACTS, re.M))


def are_facts(entry):
    """Whether facts are all that their kind says, and nothing else."""
    return FACTS_OF[entry["kind"]](entry["facts"])


def read_part(part):
    if not isinstance(part, dict) or set(part) != PART or not is_hash(part["hash"]):
        return False
    if part["person"] is not None and not is_id(part["person"]):
        return False
    if part["state"] == "here":
        salt = part["salt"]
        return isinstance(salt, str) and bool(re.fullmatch("[0-9a-f]{32}", salt)) and isinstance(part["words"], dict)
    return part["state"] in ("erased", "withheld") and part["salt"] is None and part["words"] is None


def are_words(entry):
    return all(is_text(said) for part in entry["parts"] for said in (part["words"] or {}).values())


def read_entry(text):
    """The entry of a line in its canonical form; none of anything else."""
    try:
        entry = parse(text)
        same = canonical(entry) == text
        entry_is_one = isinstance(entry, dict) and set(entry) == LINE
    except (ValueError, TypeError):
        return None
    if not same or not entry_is_one:
        return None
    ids = [entry["command"], entry["id"], entry["scope"]]
    ids += [entry[name] for name in ("actor", "device") if entry[name] is not None]
    numbers = is_number(entry["seq"]) and is_number(entry["kind_version"], 32) and is_moment(entry["at"])
    if not all(map(is_id, ids)) or not numbers:
        return None
    if not is_hash(entry["hash"]) or not isinstance(entry["kind"], str) or not isinstance(entry["facts"], dict):
        return None
    if not isinstance(entry["parts"], list) or not all(map(read_part, entry["parts"])):
        return None
    return entry


class Scope:
    """What belongs to a month."""

    def __init__(self, month):
        self.month, self.events, self.others, self.records = month, set(), set(), set()

    def learn(self, kind, facts, again):
        if not again:
            if kind == "obligations_arisen":
                if any(one["window"]["due"][:7] == self.month for one in facts["obligations"]):
                    self.events.add(facts["event"])
        elif kind in ("visit_recorded", "follow_up_lettered"):
            if facts["event"] in self.events:
                self.records.add(facts["record"])
        elif kind == "paper_drafted":
            if facts["month"] == self.month:
                self.others.add(facts["paper"])
        elif kind == "letter_drafted":
            if any(answer["event"] in self.events for answer in facts["answers"]):
                self.others.add(facts["letter"])
        elif kind == "batch_collected":
            if any(record in self.records for record in facts["records"]):
                self.others.add(facts["batch"])

    def has(self, kind, facts):
        if kind == "month_closed":
            return facts["month"] == self.month
        if kind == "attachment_added":
            (sort, to), = facts["to"].items()
            return to in {"event": self.events, "record": self.records, "letter": self.others, "site": ()}[sort]
        if kind == "words_erased":
            (about,) = facts["because"].values()
        else:
            # Whatever is of an event is about it; all else mostly about what stands first in its facts.
            first = {"held": "person", "occupancy": "unit"}.get(FIRST[kind], FIRST[kind])
            about = facts["event" if "event" in facts else first]
        return about in self.events or about in self.others


class Journal:
    """The journal, read entry by entry, and what the entries make of what is checked."""

    def __init__(self, source, manifest, anchor, report):
        self.source, self.manifest, self.report = source, manifest, report
        self.anchored = {(line[1], line[2]): None for line in anchor if line[0] == "head"}
        self.chains, self.told = {}, set()
        self.revealed, self.zone_name = {}, SHANGHAI
        self.keys, self.adopted, self.years = {}, {}, {}
        self.events, self.cohorts, self.obligations, self.rounds = {}, {}, {}, {}
        self.records, self.records_of, self.matters = {}, {}, {}
        self.letters, self.batches = {}, {}
        self.shares, self.accepted, self.calls, self.in_vain = {}, {}, {}, set()
        self.signers, self.attachments, self.derived = [], [], {}
        self.scope = Scope(manifest["month"]) if manifest["month"] else None

    def entries(self, kinds):
        for _, text in lines_of(self.source, JOURNAL):
            entry = None if text is None else read_entry(text)
            if entry and entry["kind"] in kinds and entry["kind_version"] == 1 and are_words(entry) and are_facts(entry):
                yield entry["kind"], entry["facts"]

    def read(self):
        self.look_ahead()
        self.zone = zone_of(self.zone_name)
        if self.zone is None:
            self.zone_name, self.zone = SHANGHAI, zone_of(SHANGHAI)
        for number, text in lines_of(self.source, JOURNAL):
            place = "%s:%d" % (JOURNAL, number)
            entry = None if text is None else read_entry(text)
            if entry is None:
                self.report.find("line_unreadable", place)
            elif entry["scope"] not in (self.manifest["company"], self.manifest["site"]):
                self.report.find("scope_unknown", place)
            else:
                self.entry(entry, place)
        self.end()

    def look_ahead(self):
        """The keys that are revealed somewhere in the journal, and what belongs to the month."""
        for kind, facts in self.entries(("key_revealed", "site_opened", "site_changed", "obligations_arisen")):
            if kind == "key_revealed":
                self.revealed[facts["month"]] = facts["key"]
            elif kind in ("site_opened", "site_changed"):
                self.zone_name = facts["time_zone"]
            elif self.scope:
                self.scope.learn(kind, facts, False)
        if self.scope:
            hanging = ("visit_recorded", "follow_up_lettered", "paper_drafted", "letter_drafted", "batch_collected")
            for kind, facts in self.entries(hanging):
                self.scope.learn(kind, facts, True)

    def entry(self, entry, place):
        report = self.report
        report.count("entries")
        absent = sum(part["state"] != "here" for part in entry["parts"])
        withheld = any(part["state"] == "withheld" for part in entry["parts"])
        report.count("withheld" if withheld else "erased", absent)
        self.follow(entry, place)
        if (entry["scope"], entry["seq"]) in self.anchored:
            self.anchored[entry["scope"], entry["seq"]] = entry["hash"]
        kind, facts = entry["kind"], entry["facts"]
        known = kind in FACTS_OF and entry["kind_version"] == 1
        readable = known and are_words(entry) and are_facts(entry)
        if withheld and (self.scope is None or readable and self.scope.has(kind, facts)):
            report.find("withheld_wrong", place)
        if not known and are_words(entry):
            report.count("unknown")
        elif not readable:
            report.find("facts_unreadable", place)
        else:
            self.apply(entry, absent, place)

    def apply(self, entry, absent, place):
        kind, facts, words = entry["kind"], entry["facts"], {}
        for part in entry["parts"]:
            words.update(part["words"] or {})
        said = (words, absent == 0)
        try:
            if kind in DERIVED and (self.scope is None or self.scope.has(kind, facts)):
                line = self.derive(entry, words, absent)
                self.derived.setdefault(DERIVED[kind], []).append(sha256(line.encode()))
            act = getattr(self, kind, None)
            self.actor = entry["actor"]
            if act:
                act(facts, entry["at"], said, place)
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
            self.report.find("facts_unreadable", place)

    def follow(self, entry, place):
        parts = [{"hash": part["hash"], "person": part["person"]} for part in entry["parts"]]
        for part in entry["parts"]:
            if part["state"] == "here":
                body = canonical(part["words"]).encode()
                if sha256(bytes.fromhex(part["salt"]), body) != part["hash"]:
                    self.report.find("part_altered", place)
        seq, previous = self.chains.get(entry["scope"], (0, "0" * 64))
        if entry["seq"] == seq + 1:
            text = {name: entry[name] for name in LINE - {"hash"}}
            text.update(parts=parts, previous=previous)
            if sha256(canonical(text).encode()) != entry["hash"]:
                self.report.find("entry_altered", place)
        else:
            self.report.find("chain_gap", place)
        self.chains[entry["scope"]] = entry["seq"], entry["hash"]

    def derive(self, entry, words, absent):
        line = dict(entry["facts"])
        if DERIVED[entry["kind"]] == "records.jsonl":
            line["by_way_of"] = WAYS[line.get("channel", "public_letter")]
        moment = local(self.zone, entry["at"]).replace(tzinfo=None, microsecond=0).isoformat(" ")
        line.update(at=moment, by=entry["actor"], erased=absent, kind=entry["kind"], seq=entry["seq"], words=words)
        return canonical(line)

    def end(self):
        report, manifest = self.report, self.manifest
        noted = {head["scope"]: (head["seq"], head["hash"]) for head in reversed(manifest["heads"])}
        for scope in (manifest["company"], manifest["site"]):
            if self.chains.get(scope, (0, "0" * 64)) != noted.get(scope, (0, "0" * 64)):
                report.find("head_differs", scope)
        if len(manifest["heads"]) > 2:
            report.find("manifest_differs", "heads")
        if self.told != {"company", "site"}:
            report.find("manifest_differs", "journal")
        if self.zone_name != manifest["time_zone"]:
            report.find("manifest_differs", "time_zone")

    # Company, site, procedures, keys of exports, archive, files

    def company_opened(self, facts, at, said, place):
        names = ("company", "installation", "demo")
        if any(facts[name] != self.manifest[name] for name in names) or "company" in self.told:
            self.report.find("manifest_differs", "company")
        self.told.add("company")

    def site_opened(self, facts, at, said, place):
        if facts["site"] == self.manifest["site"]:
            if facts["code"] != self.manifest["site_code"] or "site" in self.told:
                self.report.find("manifest_differs", "site")
            self.told.add("site")

    def procedure_adopted(self, facts, at, said, place):
        if sha256(facts["text"].encode()) != facts["hash"]:
            self.report.find("facts_unreadable", place)
        years = re.search(r"^\[archive\]$(?:\n[^\[\n].*|\n)*?\nyears = ([0-9]{1,9})$", facts["text"], re.M)
        years = int(years.group(1)) if years else None
        share = re.search(r'^\[spot_check\]$(?:\n[^\[\n].*|\n)*?\nshare = "([0-9./%]+)"$', facts["text"], re.M)
        rate = share_of(share.group(1)) if share else None
        if facts["hash"] not in self.years:
            # A text with a share that is none is no procedure, and says nothing of years either.
            self.years[facts["hash"]] = None if share and rate is None else years
            self.shares[facts["hash"]] = rate
        self.adopted[facts["from"]] = facts["hash"]

    def edition_of(self, month):
        """The version of the procedure in force in a month; the first one before it was adopted."""
        months = sorted(self.adopted)
        found = [adopted for adopted in months if adopted <= month][-1:] or months[:1]
        return self.adopted[found[0]] if found else None

    def export_key_set(self, facts, at, said, place):
        self.signers.append((facts["public_key"], facts["replaces"], facts["endorsement"]))

    def batch_received(self, facts, at, said, place):
        self.report.count("batches")
        day = day_of(self.zone, at)
        years = self.years.get(self.edition_of(day[:7]))
        if years is not None and years_on(day, years) != facts["keep_until"]:
            self.report.find("keep_until_wrong", facts["batch"])
        self.batches.setdefault(facts["batch"], {})["keep_until"] = facts["keep_until"]

    def batch_held(self, facts, at, said, place):
        batch = self.batches.setdefault(facts["batch"], {})
        batch["held"] = facts["held"]
        if facts["held"]:
            batch.pop("disposal", None)

    def disposal_proposed(self, facts, at, said, place):
        self.batches.setdefault(facts["batch"], {})["disposal"] = ("listed", self.actor)

    def disposal_judged(self, facts, at, said, place):
        batch = self.batches.setdefault(facts["batch"], {})
        if not facts["approved"]:
            batch.pop("disposal", None)
        elif self.actor and batch.get("disposal", (None,))[0] == "listed" and batch["disposal"][1] != self.actor:
            batch["disposal"] = ("approved", self.actor)

    def batch_disposed(self, facts, at, said, place):
        batch = self.batches.setdefault(facts["batch"], {})
        until = batch.get("keep_until")
        if batch.get("held") or until is None or until >= day_of(self.zone, at):
            self.report.find("disposed_early", facts["batch"])
        if batch.get("disposal", (None,))[0] != "approved":
            self.report.find("disposal_unapproved", facts["batch"])

    def attachment_added(self, facts, at, said, place):
        (sort, to), = facts["to"].items()
        known = {"event": self.events, "record": self.records, "letter": self.letters,
                 "site": [self.manifest["site"]]}[sort]
        if to not in known:
            self.report.find("reference_unknown", place)
        self.attachments.append((facts["attachment"], facts["length"], said[0].get("file_sha256")))

    # Events

    def event_registered(self, facts, at, said, place):
        state = facts["state"]
        self.events[facts["event"]] = {
            "category": state["category"], "severity": state["severity"], "event_id": facts["event_id"],
            "number": facts["number"], "completed_at": None, "withdrawn": False, "merged": False,
        }

    def change(self, event, place, **values):
        if event in self.events:
            self.events[event].update(values)
        else:
            self.report.find("reference_unknown", place)

    def event_corrected(self, facts, at, said, place):
        state = facts["state"]
        self.change(facts["event"], place, category=state["category"], severity=state["severity"],
                    completed_at=facts["completed_at"])

    def event_completed(self, facts, at, said, place):
        self.change(facts["event"], place, completed_at=facts["completed_at"])

    def event_reopened(self, facts, at, said, place):
        self.change(facts["event"], place, completed_at=None)

    def event_merged(self, facts, at, said, place):
        self.change(facts["event"], place, merged=facts["into"] is not None)

    def import_undone(self, facts, at, said, place):
        for imported in facts["withdrawn"]:
            event = self.events.get(imported.get("event"))
            if event:
                event["withdrawn"] = True

    # The draw

    def key_committed(self, facts, at, said, place):
        if facts["month"] in self.keys:
            self.report.find("key_twice", place)
        else:
            self.keys[facts["month"]] = {"sha256": facts["sha256"], "committed_at": at, "key": None, "revealed_at": None}

    def key_revealed(self, facts, at, said, place):
        known = self.keys.get(facts["month"])
        raw = facts["key"]
        if known and re.fullmatch("[0-9a-fA-F]{64}", raw) and sha256(bytes.fromhex(raw)) == known["sha256"]:
            known.update(key=raw, revealed_at=at)
        else:
            self.report.find("key_wrong", place)

    def obligations_arisen(self, facts, at, said, place):
        for opened in facts["cohorts"]:
            self.cohorts[opened["cohort"]] = {**opened, "numbers": 0, "closed_at": None, "members": []}
        for arisen in facts["obligations"]:
            one = dict(arisen, event=facts["event"], procedure=facts["procedure"], arisen_at=at, voided=None,
                       replaced_by=None, unreached_at=None)
            if one["shown_from"] is None and one["why"] in PICKED:
                one["shown_from"] = at
            fresh = one["obligation"] not in self.obligations
            if facts["event"] not in self.events or one["cohort"] not in self.cohorts or not fresh:
                self.report.find("reference_unknown", place)
                continue
            if one["number"] is not None:
                self.check_number(one, place)
            elif one["why"] in ("draw", "draw_at_close", "not_drawn"):
                self.report.find("number_wrong", place)
            self.obligations[one["obligation"]] = one

    def check_number(self, one, place):
        month, number, cohort = one["window"]["due"][:7], one["number"], self.cohorts[one["cohort"]]
        key = self.keys.get(month)
        if key is None:
            self.report.find("key_late", place)
        spent, closed = bool(key and key["revealed_at"] is not None), cohort["closed_at"] is not None
        at = "%s %d" % (cohort["name"], number)
        if number != cohort["numbers"] + 1:
            self.report.find("number_wrong", at)
        u = self.chance(cohort, month, number)
        if one["late_entry"]:
            if cohort["event"] is None or one["why"] != "always" or not (closed or spent):
                self.report.find("number_wrong", at)
        elif closed or spent:
            self.report.find("key_spent", at)
        elif u is None:
            self.report.count("numbers_waiting")
        else:
            self.report.count("numbers")
            stratum, picked = stratum_of(rate_of(cohort["rate"]), number), False
            if stratum:
                meant = stratum[1] + u % stratum[2]
                picked = number == meant or (meant < number and not has_pick(self.members(cohort, stratum)))
            if one["why"] != ("draw" if picked else "not_drawn"):
                self.report.find("pick_wrong", at)
        cohort["numbers"] = max(cohort["numbers"], number)
        cohort["members"].append(one["obligation"])

    def chance(self, cohort, month, number):
        """u of the stratum of a number; none while the key is secret."""
        key = self.revealed.get(month)
        if not isinstance(key, str) or not re.fullmatch("[0-9a-fA-F]{64}", key):
            return None
        stratum = stratum_of(rate_of(cohort["rate"]), number)
        return chance(bytes.fromhex(key), cohort["name"], stratum[0]) if stratum else 0

    def members(self, cohort, stratum):
        _, first, size = stratum
        found = []
        for obligation in cohort["members"][first - 1: first - 1 + size]:
            one = self.obligations[obligation]
            gone = one["voided"] is not None or one["replaced_by"] is not None
            found.append((one["number"], one["why"] in PICKED, gone))
        return found

    def cohort_closed(self, facts, at, said, place):
        cohort = self.cohorts.get(facts["cohort"])
        if cohort is None:
            self.report.find("reference_unknown", place)
            return
        if facts["numbers"] != cohort["numbers"]:
            self.report.find("number_wrong", cohort["name"])
        known, expected = self.last_pick(cohort)
        found = [(pick["obligation"], pick["why"]) for pick in facts["picks"]]
        if known and found != expected:
            self.report.find("close_wrong", cohort["name"])
        for pick in facts["picks"]:
            self.take(pick, place)
        cohort.update(closed_at=at, numbers=facts["numbers"])

    def last_pick(self, cohort):
        """Whether it is known what the last stratum picks, and what."""
        stratum = stratum_of(rate_of(cohort["rate"]), cohort["numbers"])
        if stratum is None:
            return True, []
        month = cohort["month"]
        if month is None and cohort["members"]:
            month = self.obligations[cohort["members"][0]]["window"]["due"][:7]
        if month is None:
            return True, []
        key = self.keys.get(month)
        if key is None:
            return False, []
        if key["revealed_at"] is not None:
            return True, []
        u = self.chance(cohort, month, cohort["numbers"])
        if u is None:
            return False, []
        pick = at_close(u, stratum, self.members(cohort, stratum))
        return True, [(cohort["members"][pick[0] - 1], pick[1])] if pick else []

    def take(self, pick, place):
        one = self.obligations.get(pick["obligation"])
        if one is None:
            self.report.find("reference_unknown", place)
        else:
            one.update(why=pick["why"], working_limit=pick["working_limit"], shown_from=pick["shown_from"])

    def instead_of(self, obligation):
        one = self.obligations.get(obligation)
        if one is None or one["why"] not in ("draw", "draw_at_close") or one["number"] is None:
            return None
        cohort = self.cohorts[one["cohort"]]
        stratum = stratum_of(rate_of(cohort["rate"]), one["number"])
        follows = next_free(stratum, self.members(cohort, stratum), one["number"]) if stratum else None
        return (cohort["members"][follows - 1], one["why"]) if follows else None

    def fall_away(self, facts, place, **values):
        expected = self.instead_of(facts["obligation"])
        one, instead = self.obligations.get(facts["obligation"]), facts["instead"]
        if one is None:
            self.report.find("reference_unknown", place)
            return
        one.update(values, replaced_by=instead and instead["obligation"])
        if (instead and (instead["obligation"], instead["why"])) != expected:
            self.report.find("replacement_wrong", place)
        if instead:
            self.take(instead, place)

    def obligation_voided(self, facts, at, said, place):
        self.fall_away(facts, place, voided=(at, facts["cause"]))

    def obligation_replaced(self, facts, at, said, place):
        self.fall_away(facts, place, unreached_at=at)

    def obligation_picked(self, facts, at, said, place):
        if facts["pick"]["why"] != "always":
            self.report.find("pick_wrong", place)
        self.take(facts["pick"], place)

    # Records

    def follow_up_planned(self, facts, at, said, place):
        self.rounds[facts["follow_up"]] = facts["round"]

    def expected(self, obligation, day):
        one = self.obligations.get(obligation)
        if one is None:
            return None
        completes = day >= one["window"]["not_before"]
        return {"completes": completes, "in_time": completes and day <= (one["working_limit"] or one["window"]["due"])}

    def check_counted(self, facts, day, place, also=()):
        expected = self.expected(facts["obligation"], day)
        if expected is None:
            self.report.find("reference_unknown", place)
        elif facts["counted"] != expected and facts["counted"] not in also:
            self.report.find("counted_wrong", facts["record"])

    def keep_record(self, facts, day, at, **values):
        self.records[facts["record"]] = dict(
            values, follow_up=facts["follow_up"], version=facts["version"], visited_on=day, counted=facts["counted"],
            recorded_at=at)
        self.calls.pop(facts["record"], None)
        self.records_of.setdefault(facts["obligation"], []).append(facts["record"])

    def visit_recorded(self, facts, at, said, place):
        self.report.count("records")
        words, whole = said
        if whole:
            self.report.count("texts")
            if sha256(canonical(signed_text(facts, words)).encode()) != facts["text_hash"]:
                self.report.find("text_altered", facts["record"])
        self.check_signatures(facts, words, whole)
        if day_of(self.zone, facts["visited_at"]) != facts["visited_on"]:
            self.report.find("day_wrong", facts["record"])
        self.check_counted(facts, facts["visited_on"], place)
        for matter in facts["matters"]:
            self.matters[matter["matter"]] = {
                "settled_at": facts["visited_at"] if matter["settled"] else None, "complaint": matter["event"],
                "answer_by": matter["promised"] and matter["promised"]["answer_by"],
                "due": matter["rectified"] and matter["rectified"]["due"], "answered_at": None,
            }
        self.keep_record(facts, facts["visited_on"], at, channel=facts["channel"], rating=facts["rating"],
                         refused=facts["refused"], verdicts=[], matters=[it["matter"] for it in facts["matters"]])

    def check_signatures(self, facts, words, whole):
        for signature in facts["signatures"]:
            self.report.count("signatures")
            number, kind = signature["number"], signature["kind"]
            place = "%s %d" % (facts["record"], number)
            if signature["text_hash"] != facts["text_hash"]:
                self.report.find("signature_of_other", place)
            if kind == "paper":
                made = signature["paper"] is not None
            elif not whole:
                made = True
            elif kind == "typed":
                made = "signed_name.%d" % number in words
            else:
                made = are_strokes(words.get("strokes.%d" % number))
            if not made:
                self.report.find("signature_empty", place)
        one = self.obligations.get(facts["obligation"])
        by_customer = any(signature["signer"] == "customer" for signature in facts["signatures"])
        if one and one["customer_signature"] and facts["channel"] == "on_site" and facts["counted"]["completes"]:
            if not by_customer and not facts["refused"]:
                self.report.find("record_unsigned", facts["record"])

    def letter_drafted(self, facts, at, said, place):
        words, whole = said
        text = "".join(words.get("body." + section, "") + "\x1f" for section in LETTER)
        self.letters[facts["letter"]] = sha256(text.encode()) if whole else None

    def follow_up_lettered(self, facts, at, said, place):
        self.report.count("records")
        if facts["letter"] not in self.letters:
            self.report.find("reference_unknown", place)
        elif self.letters[facts["letter"]] is not None:
            self.report.count("texts")
            if self.letters[facts["letter"]] != facts["text_hash"]:
                self.report.find("text_altered", facts["record"])
        if day_of(self.zone, facts["posted_at"]) != facts["posted_on"]:
            self.report.find("day_wrong", facts["record"])
        self.check_counted(facts, facts["posted_on"], place, [{"completes": False, "in_time": False}])
        self.keep_record(facts, facts["posted_on"], at, channel="public_letter", rating=None, refused=False,
                         verdicts=[(facts["approved_at"], facts["review"], "accepted")], matters=[])

    def record_reviewed(self, facts, at, said, place):
        if facts["record"] in self.records:
            self.records[facts["record"]]["verdicts"].append((at, facts["review"], facts["verdict"]))
            if facts["last"] and facts["verdict"] == "accepted":
                self.accepted.setdefault(day_of(self.zone, at)[:7], set()).add(facts["record"])
        else:
            self.report.find("reference_unknown", place)

    def visits_carried(self, facts, at, said, place):
        moved = self.records_of.pop(facts["from"], [])
        self.records_of.setdefault(facts["to"], []).extend(moved)
        for carried in facts["records"]:
            record = self.records.get(carried["record"])
            expected = record and self.expected(facts["to"], record["visited_on"])
            if expected is None:
                self.report.find("reference_unknown", place)
                continue
            if expected != carried["counted"]:
                self.report.find("counted_wrong", carried["record"])
            record["counted"] = carried["counted"]

    def matter_settled(self, facts, at, said, place):
        if facts["matter"] in self.matters:
            self.matters[facts["matter"]].update(settled_at=at, answered_at=at)
        else:
            self.report.find("reference_unknown", place)

    def spot_checked(self, facts, at, said, place):
        record, month, in_vain = facts["record"], facts["month"], facts["not_reached"] is not None
        if record not in self.records:
            self.report.find("reference_unknown", place)
            return
        number = self.calls.get(record, 0) + 1
        if record not in self.spot_sample(month) or facts["number"] != number or (facts["visited"] is None) != in_vain:
            self.report.find("spot_check_wrong", record)
        self.calls[record] = number
        if in_vain:
            self.in_vain.add(record)

    def spot_sample(self, month):
        """The records of a month that are called back by now; none while its key is secret."""
        key, share = self.keys.get(month), self.shares.get(self.edition_of(month))
        if not key or not key["key"] or not share:
            return []
        raw, name = bytes.fromhex(key["key"]), b"spot_check/" + month.encode() + b"\x1f"
        accepted = self.accepted.get(month, ())
        order = sorted(accepted, key=lambda it: hmac.new(raw, name + it.encode(), hashlib.sha256).digest())
        offered, left = [], needed(share, len(order))
        for one in order:
            if left == 0:
                break
            offered.append(one)
            left -= one not in self.in_vain
        return offered

    # Statistics

    def month_closed(self, facts, at, said, place):
        self.report.count("months")
        month, as_of, frozen = facts["month"], facts["as_of"], Frozen(facts["snapshot"])
        owed = self.owed(month, as_of)

        def wrong(what):
            self.report.find("statistics_wrong", "%s %s" % (month, what))

        lines = {category: self.category_line(category, owed) for category in CATEGORIES}
        seen = []
        for line in frozen.lines("categories"):
            category = line.get("category")
            if category not in CATEGORIES:
                wrong("categories")
                continue
            counted = {name: value for name, value in line.items() if name not in ("target", "judged")}
            if category in seen or not same(counted, lines[category]):
                wrong(category)
            seen.append(category)
        for category, line in lines.items():
            if line and category not in seen:
                wrong(category)
        if not same(frozen.said.get("total"), figures(owed)):
            wrong("total")
        for line in frozen.lines("not_covered"):
            counted = self.completed(line.get("category"), month, as_of)
            if counted is None or not same(line.get("events"), counted):
                wrong("not_covered")

    def completed(self, category, month, as_of):
        if category not in CATEGORIES:
            return None
        first, after = month_days(month)
        first, after = start_of(self.zone, first), min(start_of(self.zone, after), as_of)
        return sum(
            event["category"] == category and not event["withdrawn"] and not event["merged"]
            and event["completed_at"] is not None and first <= event["completed_at"] < after
            for event in self.events.values())

    def owed(self, month, as_of):
        of_month = [one for one in self.obligations.values()
                    if one["window"]["due"][:7] == month and one["arisen_at"] <= as_of]

        def stands(one):
            return one["voided"] is None or one["voided"][0] > as_of

        def place(one):
            return one["event"], one["phase"], one["line"]

        standing = {place(one) for one in of_month if stands(one)}
        found = []
        for one in of_month:
            exempt = None
            if stands(one):
                exempt = one["why"] if one["why"] in EXEMPT else None
            elif place(one) not in standing:
                exempt = {"invalid": "exempt_invalid", "reply_attached": "exempt_reply_only"}.get(one["voided"][1])
            found.append(self.outcome(one, exempt, not stands(one) and exempt is None, as_of))
        return found

    def outcome(self, one, exempt, gone, as_of):
        in_force = self.in_force(one, as_of)
        matters = [self.matters[it] for record, _ in in_force for it in record["matters"] if it in self.matters]
        done = [record for record, _ in in_force if record["counted"]["completes"]]
        return {
            "one": one, "exempt": exempt, "gone": gone, "done": done[0] if done else None,
            "picked": one["why"] in PICKED and one["shown_from"] is not None and one["shown_from"] <= as_of,
            "nonconforming": any(verdict == "nonconforming" for _, verdict in in_force),
            "matters": len(matters), "handled": sum(self.is_handled(it, as_of) for it in matters),
        }

    def in_force(self, one, as_of):
        latest = {}
        for identity in self.records_of.get(one["obligation"], []):
            record = self.records[identity]
            known = latest.get(record["follow_up"])
            if record["recorded_at"] <= as_of and (known is None or known["version"] < record["version"]):
                latest[record["follow_up"]] = record
        found = []
        for follow_up in sorted(latest):
            record = latest[follow_up]
            given = [verdict for verdict in record["verdicts"] if verdict[0] <= as_of]
            # Of two of one moment and id, which nobody writes, the later one.
            verdict = sorted(given, key=lambda it: it[:2])[-1][2] if given else None
            if verdict != "sent_back":
                found.append((record, verdict))
        found.sort(key=lambda it: (it[0]["visited_on"], self.rounds.get(it[0]["follow_up"], -1)))
        return found

    def is_handled(self, matter, as_of):
        complaint = self.events.get(matter["complaint"])
        moments = [matter["settled_at"], matter["answered_at"], complaint and complaint["completed_at"]]
        return (any(at is not None and at <= as_of for at in moments)
                or (matter["answer_by"] is not None and matter["answer_by"] >= as_of)
                or (matter["due"] is not None and matter["due"] >= day_of(self.zone, as_of)))

    def category_line(self, category, owed):
        of = [it for it in owed
              if not it["gone"] and self.events[it["one"]["event"]]["category"] == category]
        if not of:
            return None
        cohorts = {}
        for it in of:
            if it["exempt"] is None:
                cohort = self.cohorts[it["one"]["cohort"]]
                line = cohorts.setdefault(cohort["name"], {"name": cohort["name"], "rate": cohort["rate"], "owed": 0,
                                                           "done": 0})
                line["owed"] += 1
                line["done"] += it["done"] is not None
                line["needed"] = needed(rate_of(cohort["rate"]), line["owed"])
        lines = [cohorts[name] for name in sorted(cohorts)]
        graded = [(severity, [it for it in of if self.events[it["one"]["event"]]["severity"] == severity])
                  for severity in SEVERITIES]
        return {
            "category": category, "figures": figures(of), "cohorts": lines,
            "needed": sum(line["needed"] for line in lines),
            "missing": sum(max(line["needed"] - line["done"], 0) for line in lines),
            "severities": [[severity, figures(some)] for severity, some in graded if some],
        }

    # Files that people read

    def key_lines(self, month):
        return [dict(key, month=of) for of, key in sorted(self.keys.items()) if month in (None, of)]

    def of_month(self, month):
        return [one for one in self.obligations.values() if month in (None, one["window"]["due"][:7])]

    def cohort_lines(self, month):
        wanted = {one["cohort"] for one in self.of_month(month)}
        names = ("category", "closed_at", "cohort", "event", "month", "name", "numbers", "procedure", "rate")
        lines = [{name: cohort[name] for name in names} for key, cohort in self.cohorts.items() if key in wanted]
        return sorted(lines, key=lambda line: (line["name"], line["cohort"]))

    def obligation_lines(self, month):
        for one in sorted(self.of_month(month), key=lambda one: (one["window"]["due"], one["obligation"])):
            event, window, number = self.events[one["event"]], one["window"], self.events[one["event"]]["number"]
            same = ("arisen_at", "channels", "clauses", "customer_signature", "event", "late_entry", "line", "obligation",
                    "phase", "procedure", "readings", "replaced_by", "unreached_at", "visitors", "why", "working_limit")
            yield dict(
                {name: one[name] for name in same}, category=event["category"], severity=event["severity"],
                event_id=event["event_id"], cohort=self.cohorts[one["cohort"]]["name"], draw_number=one["number"],
                due=window["due"], not_before=window["not_before"], picked=one["why"] in PICKED,
                number="%s-%04d-%05d" % (self.manifest["site_code"], number["year"], number["number"]),
                voided_at=one["voided"] and one["voided"][0], void_cause=one["voided"] and one["voided"][1])


def signed_text(facts, words):
    """What is signed under a record."""
    same = ("follow_up", "version", "visited_at", "channel", "respondent", "relation", "rating", "solved", "site_check")
    text = {name: facts[name] for name in same}
    for name, word in (("channel_reason", "channel_reason"), ("lateness", "lateness"),
                       ("respondent_name", "respondent"), ("site_check_words", "site_check")):
        text[name] = words.get(word, "")
    text["sections"] = [
        dict(section, said=words.get("said." + section["section"], ""))
        for section in sorted(facts["sections"], key=lambda it: SECTIONS.index(it["section"]))]
    text["matters"] = []
    for matter in sorted(facts["matters"], key=lambda it: it["number"]):
        promised, rectified = matter["promised"] or {}, matter["rectified"] or {}
        text["matters"].append({
            "number": matter["number"], "kind": matter["kind"], "dissatisfaction": matter["dissatisfaction"],
            "said": words.get("matter.%d" % matter["number"], ""),
            "outcome": words.get("outcome.%d" % matter["number"], ""),
            "answer_by": promised.get("answer_by"), "promise_owner": promised.get("owner"),
            "rectification_owner": rectified.get("owner"), "rectification_due": rectified.get("due"),
        })
    files = [file["attachment"] for file in facts.get("files", [])]
    if files:
        text["files"] = files
    return text


def are_strokes(text):
    """Lists of points [x, y] from 0 to 4000, or [x, y, ms]: at most 400 lists and 20,000 points, at least two points."""
    if text is None:
        return False
    try:
        strokes = parse(text)
        points = [point for stroke in strokes for point in stroke]
        shapes = all(isinstance(stroke, list) for stroke in strokes) and isinstance(strokes, list)
        good = all(isinstance(point, list) and len(point) in (2, 3) and all(type(n) is int for n in point)
                   and all(0 <= n <= 4000 for n in point[:2]) and all(0 <= n < 2**32 for n in point[2:])
                   for point in points)
    except (TypeError, ValueError):
        return False
    return shapes and good and len(strokes) <= 400 and 2 <= len(points) <= 20000


def same(said, counted):
    """Whether both are written the same: to this language true is 1."""
    return canonical(said) == canonical(counted)


class Frozen:
    """What is said of a closed month; whatever is no object says nothing."""

    def __init__(self, said):
        self.said = said if isinstance(said, dict) else {}

    def lines(self, name):
        lines = self.said.get(name)
        return [line if isinstance(line, dict) else {} for line in lines] if isinstance(lines, list) else []


def figures(owed):
    sums = dict.fromkeys(FIGURES, 0)
    for it in owed:
        for name in weights(it):
            sums[name] += 1
        if it["exempt"] is None and not it["gone"]:
            sums["matters"] += it["matters"]
            sums["handled"] += it["handled"]
            sums["unhandled"] += it["matters"] - it["handled"]
    return sums


def weights(it):
    if it["exempt"]:
        return ["exempt", it["exempt"]]
    if it["gone"]:
        return []
    one, done = it["one"], it["done"]
    replaced = one["replaced_by"] is not None and one["voided"] is None
    unreached = one["unreached_at"] is not None and one["voided"] is None
    late = it["picked"] and one["working_limit"] is not None
    picked = it["picked"] and not late and not replaced
    in_time = done is not None and done["counted"]["in_time"]
    found = [
        ("owed", True), ("picked", picked), ("on_time", picked and in_time), ("picked_late", late),
        ("picked_late_on_time", late and in_time), ("unreachable", unreached and done is None),
        ("outstanding", it["picked"] and not replaced and not unreached and done is None),
        ("nonconforming", it["nonconforming"]),
    ]
    names = [name for name, holds in found if holds]
    if done:
        by = {"on_site": "done_on_site", "phone": "done_phone", "public_letter": "done_letter"}
        names += ["done", by[done["channel"]]]
        names += ["refused"] if done["refused"] else []
        names += ["rated", done["rating"]] if done["rating"] else []
    return names


# ── The checks, in their order ──────────────────────────────────────────────────────────────────────────────────────

IDS, TEXTS = ("site", "company", "installation"), ("site_code", "site_name", "time_zone", "program")
MANIFEST_NAMES = {"format", "kind", "month", "demo", "made_at", "heads", "files", *IDS, *TEXTS}


def is_head(head):
    return (isinstance(head, dict) and set(head) == {"scope", "seq", "hash"} and is_id(head["scope"])
            and is_number(head["seq"]) and is_hash(head["hash"]))


def is_note(note):
    return (isinstance(note, dict) and set(note) == {"name", "length", "sha256"} and isinstance(note["name"], str)
            and is_number(note["length"]) and is_hash(note["sha256"]))


def is_manifest(manifest):
    if set(manifest) != MANIFEST_NAMES or type(manifest["format"]) is not int or type(manifest["demo"]) is not bool:
        return False
    heads, files, month = manifest["heads"], manifest["files"], manifest["month"]
    return (isinstance(heads, list) and all(map(is_head, heads)) and isinstance(files, list)
            and all(map(is_note, files)) and all(is_id(manifest[name]) for name in IDS)
            and all(isinstance(manifest[name], str) for name in TEXTS) and is_moment(manifest["made_at"])
            and (manifest["kind"] == "all" and month is None or manifest["kind"] == "month" and is_month(month)))


def said_once(raw):
    """An object in JSON that says nothing twice, and nothing that is no text: half of a surrogate pair is none."""
    found = parse(raw.decode("utf-8"), once)
    canonical(found).encode()
    if not isinstance(found, dict):
        raise ValueError("it is no object")
    return found


def read_manifest(source):
    if not source.has(MANIFEST):
        raise Unreadable("there is no %s in it" % MANIFEST)
    with source.open(MANIFEST) as file:
        raw = file.read()
    try:
        manifest = said_once(raw)
    except ValueError as error:
        raise Unreadable("%s: %s" % (MANIFEST, error)) from error
    if type(manifest.get("format")) is int and manifest["format"] != FORMAT:
        raise Unreadable("format %d is not known; this program reads format %d" % (manifest["format"], FORMAT))
    if not is_manifest(manifest):
        raise Unreadable("%s is not one" % MANIFEST)
    return manifest, raw


def check_files(source, manifest, report):
    there = source.names() - {MANIFEST, SEAL}
    for note in manifest["files"]:
        if note["name"] not in there:
            report.find("file_missing", note["name"])
            continue
        there.remove(note["name"])
        report.count("files")
        if hash_of(source, note["name"]) != (note["length"], note["sha256"]):
            report.find("file_altered", note["name"])
    for name in there:
        report.find("file_unexpected", name)
    # Whoever signs a manifest may have shortened it: what every export has is missed whether it is listed or not.
    for name in ALWAYS:
        if not source.has(name):
            report.find("file_missing", name)


def check_seal(source, raw, report):
    """The key under the manifest, where its signature holds."""
    seal = {}
    if source.has(SEAL):
        with source.open(SEAL) as file:
            written = file.read()
        try:
            seal = said_once(written)
        except ValueError:
            pass
    names = set(seal) == {"algorithm", "public_key", "signature"}
    if not names or seal["algorithm"] != "ed25519" or not all(isinstance(value, str) for value in seal.values()):
        report.find("seal_missing", SEAL)
        return None
    if signed(seal["public_key"], b"huiyin export 1\n" + raw, seal["signature"]):
        return seal["public_key"]
    report.find("seal_wrong", SEAL)
    return None


def check_signers(signer, signers, report):
    if signer is not None and (not signers or signers[-1][0] != signer):
        report.find("signer_unknown", SEAL)
    before = None
    for public_key, replaces, endorsement in signers:
        endorsed = endorsement is None or (
            before is not None
            and signed(before, b"huiyin export key 1\n" + public_key.encode(), endorsement))
        if replaces != before or not endorsed:
            report.find("endorsement_wrong", public_key)
        before = public_key


def compare(source, name, expected, report):
    if not source.has(name):
        return
    expected, number = iter(expected), 0
    for number, text in lines_of(source, name):
        wanted = next(expected, None)
        if text is None or wanted != sha256(text.encode()):
            report.find("derived_differs", "%s:%d" % (name, number))
    if next(expected, None) is not None:
        report.find("derived_differs", "%s:%d" % (name, number + 1))


def check_derived(source, manifest, journal, report):
    for name in READABLE:
        compare(source, name, journal.derived.get(name, []), report)
    month = manifest["month"]
    lines = {KEYS: journal.key_lines(month), COHORTS: journal.cohort_lines(month),
             OBLIGATIONS: journal.obligation_lines(month)}
    for name, some in lines.items():
        compare(source, name, (sha256(canonical(line).encode()) for line in some), report)


def check_attachments(source, journal, report):
    there = {name for name in source.names() if name.startswith("attachments/")}
    for identity, length, digest in journal.attachments:
        name = "attachments/" + identity
        is_there = name in there
        there.discard(name)
        if digest is None:
            if is_there:
                report.find("attachment_unexpected", name)
        elif not is_there:
            report.find("attachment_missing", name)
        else:
            report.count("attachments")
            if hash_of(source, name) != (length, digest):
                report.find("attachment_altered", name)
    for name in there:
        report.find("attachment_unexpected", name)


def check_anchor(anchor, manifest, journal, signer, report):
    order = [public_key for public_key, _, _ in journal.signers]
    for line in anchor:
        if line[0] == "head" and line[1] in (manifest["company"], manifest["site"]):
            report.count("anchors")
            # Whoever writes the chain of the site anew may leave that of the company as it is.
            report.heads += line[1] == manifest["site"]
            if journal.anchored[line[1], line[2]] != line[3]:
                report.find("anchor_head", "%s %d" % line[1:3])
        elif line[0] == "key" and line[1] == manifest["site"]:
            report.count("anchors")
            if journal.keys.get(line[2], {}).get("sha256") != line[3]:
                report.find("anchor_key", line[2])
        elif line[0] == "signer":
            report.count("anchors")
            reached = signer is not None and signer == line[1]
            if not reached and line[1] in order and signer in order:
                first, last = order.index(line[1]), order.index(signer)
                reached = first < last and all(it[2] is not None for it in journal.signers[first + 1: last + 1])
            if not reached:
                report.find("anchor_signer", SEAL)


def read_anchor(path):
    try:
        # Some editors put a mark before a text.
        with open(path, encoding="utf-8-sig", newline="") as file:
            texts = file.read().replace("\r\n", "\n").split("\n")
    except FileNotFoundError as error:
        raise NoAnchor("there is no anchor %s" % path) from error
    except UnicodeDecodeError as error:
        raise NoAnchor("the anchor %s is no text in UTF-8" % path) from error
    except OSError as error:
        raise NoAnchor("the anchor %s cannot be read: %s" % (path, error.strerror)) from error
    found = []
    for number, text in enumerate(texts, 1):
        fields = re.findall("[^ \t\f]+", text.split("#")[0])
        if fields:
            found.append(anchor_line(fields))
            if found[-1] is None:
                expected = "SCOPE SEQ HASH | SITE YYYY-MM SHA256 | ed25519 PUBLIC_KEY"
                raise NoAnchor("the anchor %s:%d cannot be read; expected: %s" % (path, number, expected))
    return found


def anchor_line(fields):
    if len(fields) == 2 and fields[0] == "ed25519" and is_hash(fields[1]):
        return "signer", fields[1]
    if len(fields) == 3 and is_id(fields[0]) and is_hash(fields[2]):
        scope, place, digest = fields
        if is_month(place):
            return "key", scope, place, digest
        if re.fullmatch("[0-9]{1,19}", place) and int(place) > 0:
            return "head", scope, int(place), digest
    return None


def verify(source, anchor):
    report = Report()
    manifest, raw = read_manifest(source)
    report.demo = manifest["demo"]
    check_files(source, manifest, report)
    signer = check_seal(source, raw, report)
    journal = Journal(source, manifest, anchor, report)
    # Without a journal every line and every attachment would be one too many: that it is missing is told once.
    if source.has(JOURNAL):
        journal.read()
        check_derived(source, manifest, journal, report)
        check_attachments(source, journal, report)
    check_signers(signer, journal.signers, report)
    check_anchor(anchor, manifest, journal, signer, report)
    return report


VERDICTS = {
    "altered": "altered: the places above are not as they were written.",
    "consistent": "internally consistent, not anchored: everything fits together, but it was not held against anything "
                  "noted elsewhere, so all of it might have been written anew. Please check with --anchor.",
    "about_another": "internally consistent, not anchored: everything fits together, but no line of the anchor is about this "
                     "company or site, so all of it might have been written anew. Please check with what was noted of "
                     "this site.",
    "without_entry": "internally consistent, not anchored: everything fits together, and with what was noted elsewhere, "
                     "but the anchor has no entry of this site's journal, so its entries might have been written anew. "
                     "Please check with a note that has a line SCOPE SEQ HASH of this site.",
    "anchored": "sound: everything fits together, and with what was noted elsewhere.",
}


def in_words(report, verdict, anchor_given):
    if verdict == "consistent" and anchor_given:
        return "without_entry" if report.counts["anchors"] else "about_another"
    return verdict


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("export")
    arguments.add_argument("--anchor", metavar="FILE")
    arguments.add_argument("--format", choices=["text", "jsonl"], default="text")
    asked = arguments.parse_args()
    try:
        anchor = read_anchor(asked.anchor) if asked.anchor is not None else []
    except NoAnchor as error:
        print("%s; nothing was checked" % error, file=sys.stderr)
        return 2
    try:
        report = verify(source_of(asked.export), anchor)
    except Unreadable as error:
        print("%s cannot be read, nothing was checked: %s" % (asked.export, error), file=sys.stderr)
        return 2
    except Exception as error:
        # Disks, ZIP files and those who make them have more ways to fail than can be listed; none may pass for a finding.
        said = "%s: %s" % (type(error).__name__, error)
        print("%s cannot be read to its end, nothing is said of it: %s" % (asked.export, said), file=sys.stderr)
        return 2
    verdict = report.verdict()
    if asked.format == "jsonl":
        for code, place in sorted(report.found):
            print(canonical({"code": CODES[code], "place": place}))
        print(canonical({"counts": report.counts, "demo": report.demo, "verdict": verdict}))
    else:
        for what, count in report.counts.items():
            if count:
                print("· %s: %d" % (what, count))
        for code, place in sorted(report.found):
            print("× %s: %s" % (place, CODES[code]))
        if report.demo:
            print("! Demo data　people and homes are made up")
        print(VERDICTS[in_words(report, verdict, asked.anchor is not None)])
    return 4 if verdict == "altered" else 0


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
