// A record as it begins, and as it begins again after it was sent back.

import { reasonAsked } from "./lacks";
import type { ChannelId, Draft, MatterInput, RecordInput, Visit } from "./types";

const UNSIGNED = { customer_signature: null, visitor_signatures: [], refusal: null };

/** A new draft: nothing is rated, and everything that is filled in is a fact of the plan or the clock. */
export function begin(visit: Visit, person: string, now: string, device: string): Draft {
  const input = visit.sent_back ? again(visit, visit.sent_back.record, now) : empty(visit, now);
  return { follow_up: visit.follow_up, person, seen: visit, input, faults: [], begun_at: device, saved_at: device };
}

function firstChannel(visit: Visit): ChannelId {
  const planned = visit.channels.find((it) => it.channel === visit.planned && it.channel !== "public_letter");
  if (planned) return planned.channel;
  const free = visit.channels.find((it) => it.needs_reason === null && it.channel !== "public_letter");
  return free?.channel ?? visit.channels[0]?.channel ?? "on_site";
}

function empty(visit: Visit, now: string): RecordInput {
  const sections = visit.asks.sections.map(({ section }) => ({ section, rating: null, none: false, said: "" }));
  return {
    visited_at: now,
    channel: firstChannel(visit),
    channel_reason: "",
    late_reason: "",
    respondent: visit.customer.id,
    respondent_name: visit.customer.name,
    relation: visit.residents.find((it) => it.id === visit.customer.id)?.role ?? null,
    sections,
    rating: null,
    solved: null,
    site_check: null,
    site_check_words: "",
    customer_signature: null,
    refusal: null,
    visitor_signatures: [],
    files: [],
    matters: [],
    next_visit: "",
  };
}

/** All that the record said, and no signature: none carries over. */
function again(visit: Visit, said: Partial<RecordInput>, now: string): RecordInput {
  const fresh = empty(visit, now);
  const sections = fresh.sections.map((section) => ({
    ...section,
    ...said.sections?.find((it) => it.section === section.section),
  }));
  const known = Object.keys(fresh).map((key) => [
    key,
    said[key as keyof RecordInput] ?? fresh[key as keyof RecordInput],
  ]);
  return { ...(Object.fromEntries(known) as RecordInput), sections, ...UNSIGNED };
}

/** Takes every signature away, because what was signed is about to change. */
export function unsign(input: RecordInput): RecordInput {
  return { ...input, ...UNSIGNED };
}

/** Whether anybody signed. */
export function isSigned(input: RecordInput): boolean {
  return Boolean(input.customer_signature || input.refusal || input.visitor_signatures.length > 0);
}

/** Something that the customer raises. */
export function newMatter(dissatisfaction: boolean): MatterInput {
  return {
    kind: "opinion",
    dissatisfaction,
    said: "",
    settled: false,
    outcome: "",
    promise: null,
    rectification: null,
  };
}

/** The draft seen against what the visit is now: all that was written stays; sections that are asked for anew are added. */
export function reseen(draft: Draft, visit: Visit): Draft {
  const known = new Set(draft.input.sections.map((it) => it.section));
  const added = visit.asks.sections
    .filter(({ section }) => !known.has(section))
    .map(({ section }) => ({ section, rating: null, none: false, said: "" }));
  const input = { ...draft.input, sections: [...draft.input.sections, ...added] };
  return { ...draft, seen: visit, input: differs(draft.seen, visit) ? unsign(input) : input };
}

/** Whether something changed that a visitor should look at again: not that the form was taken meanwhile. */
export function differs(before: Visit, now: Visit): boolean {
  const looked = ({
    state,
    number,
    category,
    severity,
    summary,
    completed_at,
    due,
    round,
    visitors,
    channels,
    asks,
    sent_back,
    unit,
  }: Visit) =>
    JSON.stringify([
      state === "taken" ? "released" : state,
      [number, category, severity, summary, completed_at, due, round],
      visitors.map(({ person }) => person).sort(),
      [channels, asks, unit.text, sent_back?.at],
    ]);
  return looked(before) !== looked(now);
}

/** A record as the server takes it: what is empty is empty there, too, and a reason is given only where one is asked for. */
export function wire(visit: Visit, input: RecordInput): unknown {
  const { refusal, customer_signature, ...rest } = input;
  return {
    ...rest,
    channel_reason: reasonAsked(visit, input),
    customer_signature: customer_signature ?? {},
    refusal: refusal && { reason: refusal.reason, witness: refusal.witness, signature: refusal.signature ?? {} },
  };
}
