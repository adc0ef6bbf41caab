// What the server sends and takes, as it is agreed, and what the phone keeps.

/** An answer of three: A, B, C on paper. */
export type Rating = "satisfied" | "fairly" | "dissatisfied";
/** How a customer is contacted. */
export type ChannelId = "on_site" | "phone" | "public_letter";
/** What a customer raises. */
export type MatterKind = "opinion" | "suggestion" | "complaint";

export interface Site {
  id: string;
  code: string;
  name: string;
  zone: string;
  privacy_notice: string;
}

export interface Colleague {
  site: string;
  id: string;
  name: string;
}

export interface Titled {
  id: string;
  title: string;
}

export interface Channel {
  channel: ChannelId;
  title: string;
  clauses: string[];
  needs_reason: "resident_request" | "planner_consent" | null;
}

export interface AskedSection {
  section: string;
  title: string;
  rated: boolean;
}

/** What the procedure asks of a record of this visit. */
export interface Asks {
  sections: AskedSection[];
  rating: boolean;
  solved: boolean;
  site_check: boolean;
  customer_signature: boolean;
  visitors_sign: boolean;
  /** The form has to be taken before, and is not taken yet. */
  form_first: boolean;
  form_signature: boolean;
  refusal: boolean;
  refusal_needs_witness: boolean;
  may_photograph: boolean;
  settles_dissatisfaction: boolean;
  matter_becomes_event: boolean;
}

export interface Earlier {
  round: number;
  visited_at: string;
  channel: string;
  rating: string | null;
  said: string[];
  visitors: string[];
  verdict: string;
}

export interface Visit {
  follow_up: string;
  revision: string;
  /** The number of the next command of this phone about it. */
  next_seq?: number;
  site: string;
  state: "released" | "taken" | "recorded" | "sent_back";
  number: string;
  category: Titled | null;
  severity: Titled | null;
  summary: string;
  departments: string[];
  completed_at: string | null;
  due: string;
  not_before: string;
  days_late: number;
  round: number;
  unit: { zone: string; building: string; floor: string; room: string; text: string };
  customer: { id: string | null; name: string; phone: string; wishes: string };
  residents: { id: string; name: string; role: string }[];
  earlier: Earlier[];
  promises: { said: string; answer_by: string; owner: string }[];
  visitors: { person: string; name: string; post: string }[];
  why: string[];
  clauses: string[];
  channels: Channel[];
  asks: Asks;
  /** The channel of the plan. */
  planned: string;
  sent_back: { by: string; opinion: string; at: string; record: Partial<RecordInput> } | null;
  tries: { tried_at: string; channel: string; card_left: boolean; note: string }[];
}

/** All that a visitor's phone may know. */
export interface Data {
  format: number;
  now: string;
  person: { id: string; name: string; lang?: string };
  device: string | null;
  session_ends: string | null;
  largest_file: number;
  sites: Site[];
  colleagues: Colleague[];
  visits: Visit[];
  /** The words of the clauses that the visits name. */
  clauses: Record<string, string>;
  /** What of this person's work was kept at the desk because it did not fit any more. */
  kept: KeptWork[];
}

/** Work that did not fit any more, and how it was settled at the desk. */
export interface KeptWork {
  command: string;
  settled: { entered: boolean; why: string | null; by: string | null } | null;
}

export interface Signature {
  strokes: string;
  name: string;
  signed_at: string;
  shown_text: string;
}

export interface SectionInput {
  section: string;
  rating: Rating | null;
  none: boolean;
  said: string;
}

export interface PromiseInput {
  answer_by: string;
  owner: string;
  told_at: string;
  told_by: string | null;
}

export interface MatterInput {
  kind: MatterKind;
  dissatisfaction: boolean;
  said: string;
  settled: boolean;
  outcome: string;
  promise: PromiseInput | null;
  rectification: { owner: string; due: string } | null;
}

export interface FileInput {
  attachment: string;
  shows: "site_check" | "matter";
  matter: number | null;
}

/** 拒簽. */
export interface RefusalInput {
  reason: string;
  witness: string | null;
  signature: Signature | null;
  /** The witness saw it, and is not here to sign. Only the phone knows this word. */
  unsigned?: boolean;
}

export interface RecordInput {
  visited_at: string;
  channel: ChannelId;
  channel_reason: string;
  late_reason: string;
  respondent: string | null;
  respondent_name: string;
  relation: string | null;
  sections: SectionInput[];
  rating: Rating | null;
  solved: string | null;
  site_check: string | null;
  site_check_words: string;
  customer_signature: Signature | null;
  refusal: RefusalInput | null;
  visitor_signatures: { person: string; ink: Signature }[];
  files: FileInput[];
  matters: MatterInput[];
  next_visit: string;
}

export interface TryInput {
  tried_at: string;
  channel: ChannelId | null;
  card_left: boolean;
  note: string;
}

/** The clock of the phone against the server's, as it was measured. */
export interface ClockReading {
  device: string;
  offset_ms: number;
  measured_at: string | null;
}

export type CommandKind = "take_form" | "record_visit" | "note_try";

/** What is sent: one thing that was done on the phone. */
export interface Command {
  id: string;
  follow_up: string;
  seq: number;
  revision: string;
  clock: ClockReading;
  kind: CommandKind;
  input: unknown;
}

/** Something that stands in the way of a record, at its field. */
export interface FieldFault {
  field: string;
  section?: string | null;
  matter?: number | null;
  words: string;
  clauses?: string[];
}

export type ConflictReason = "reassigned" | "settled" | "reopened" | "procedure" | "state" | "gone";

/** Why a command was not taken. */
export type Refused =
  | { status: "lacking"; fields: FieldFault[] }
  | { status: "conflict"; reason: ConflictReason; words: string; what_now: string; now: Visit | null }
  | { status: "refused"; words: string; clauses: string[]; what_now: string };

/** A command that waits on the phone. */
export interface Queued {
  /** The command's id. */
  id: string;
  person: string;
  follow_up: string;
  seq: number;
  /** Over all follow-ups, in the order in which things were done. */
  order: number;
  command: Command;
  /** The photos that must be there before. */
  files: string[];
  /** What the lists call it: number of the event, unit and name. */
  title: { number: string; unit: string; name: string };
  queued_at: string;
  /** How often it was sent in vain, and not before when it is sent again; milliseconds of the phone's clock. */
  attempts: number;
  next_at: number;
  /** Why nothing came back the last time. */
  trouble: string;
  /** Set once the server has said no. */
  refused: Refused | null;
}

/** A photo that waits on the phone. */
export interface KeptFile {
  id: string;
  person: string;
  follow_up: string;
  name: string;
  type: string;
  /** Not a `Blob`: Safari has lost those. */
  bytes: ArrayBuffer;
  sha256: string;
  done: boolean;
}

/** What was written down so far. */
export interface Draft {
  follow_up: string;
  person: string;
  /** The visit as it was seen while this was written. */
  seen: Visit;
  input: RecordInput;
  /** What the server found wrong when it was sent. */
  faults: FieldFault[];
  begun_at: string;
  saved_at: string;
}

/** What was taken in by the server: no personal data. */
export interface Sent {
  id: string;
  person: string;
  follow_up: string;
  number: string;
  kind: CommandKind;
  at: string;
}
