// What a record still lacks, so that it is known before the customer leaves. The server looks again by the procedure's
// own rules; nothing here decides.

import type { Channel, MatterInput, RecordInput, Visit } from "./types";

/** One thing that is missing: a field by its name, with which section or matter (from 1) it is about. */
export interface Lack {
  field: string;
  section?: string;
  matter?: number;
}

/** What the form lacks, in its order; signatures are asked for afterwards. */
export function lacks(visit: Visit, input: RecordInput, now: string): Lack[] {
  return [
    ...ofTheTime(visit, input, now),
    ...ofTheChannel(visit, input),
    ...(input.respondent_name.trim() ? [] : [{ field: "respondent_name" }]),
    ...ofTheSections(visit, input),
    ...ofTheWhole(visit, input),
    ...input.matters.flatMap((_, index) => ofMatter(visit, input, index)),
  ];
}

function ofTheTime(visit: Visit, input: RecordInput, now: string): Lack[] {
  const found: Lack[] = [];
  if (!input.visited_at || input.visited_at > now) found.push({ field: "visited_at" });
  if (isLate(visit, input) && !input.late_reason.trim()) found.push({ field: "late_reason" });
  return found;
}

/** Whether the day of the visit lies after the last day in time. */
export function isLate(visit: Visit, input: RecordInput): boolean {
  return input.visited_at.slice(0, 10) > visit.due;
}

/** The channel that was chosen, where it is one of those allowed. */
export function chosen(visit: Visit, input: RecordInput): Channel | undefined {
  return visit.channels.find((it) => it.channel === input.channel);
}

/** Why this channel; empty where none has to be given, though one was typed before another was chosen. */
export function reasonAsked(visit: Visit, input: RecordInput): string {
  return chosen(visit, input)?.needs_reason ? input.channel_reason : "";
}

function ofTheChannel(visit: Visit, input: RecordInput): Lack[] {
  const channel = chosen(visit, input);
  if (!channel) return [{ field: "channel" }];
  return channel.needs_reason && !input.channel_reason.trim() ? [{ field: "channel_reason" }] : [];
}

function ofTheSections(visit: Visit, input: RecordInput): Lack[] {
  const answered = (id: string, rated: boolean) => {
    const section = input.sections.find((it) => it.section === id);
    return rated ? section?.rating : section?.none || section?.said.trim();
  };
  return visit.asks.sections
    .filter(({ section, rated }) => !answered(section, rated))
    .map(({ section, rated }) => ({ field: rated ? "rated" : "content", section }));
}

function ofTheWhole(visit: Visit, input: RecordInput): Lack[] {
  const { asks } = visit;
  const found: Lack[] = [];
  if (asks.rating && !input.rating) found.push({ field: "rating" });
  if (asks.solved && !input.solved) found.push({ field: "solved" });
  const silent = !input.site_check_words.trim();
  const described = input.site_check === "failed" || input.site_check === "not_applicable";
  if (asks.site_check && input.channel === "on_site" && !input.site_check) found.push({ field: "site_check" });
  else if (described && silent) found.push({ field: "site_check_words" });
  if (asks.settles_dissatisfaction && isDissatisfied(input) && !input.matters.some((it) => it.dissatisfaction)) {
    found.push({ field: "dissatisfaction" });
  }
  return found;
}

/** Whether any rating is 不滿意. */
export function isDissatisfied(input: RecordInput): boolean {
  return input.rating === "dissatisfied" || input.sections.some((it) => it.rating === "dissatisfied");
}

/** Whether a matter becomes a complaint of its own and needs no answer here. */
export function becomesEvent(visit: Visit, matter: MatterInput): boolean {
  return visit.asks.matter_becomes_event && matter.kind === "complaint" && !matter.dissatisfaction;
}

function ofMatter(visit: Visit, input: RecordInput, index: number): Lack[] {
  const it = input.matters[index];
  if (!it) return [];
  const { promise } = it;
  const found = [
    it.said.trim() ? null : "said",
    it.dissatisfaction ? ofDissatisfaction(visit, input, it) : ofRaised(visit, it),
    promise && !(promise.answer_by > input.visited_at && promise.owner && promise.told_by) ? "promise" : null,
  ];
  return found.filter((field) => field !== null).map((field) => ({ field, matter: index + 1 }));
}

/** Solved on the spot, or explained and put right by somebody; where the review decides, it may stay open. */
function ofDissatisfaction(visit: Visit, input: RecordInput, it: MatterInput): string | null {
  const { settles_dissatisfaction: settles } = visit.asks;
  if (!settles && !it.settled) return null;
  if (!it.outcome.trim()) return "outcome";
  const due = it.rectification?.due ?? "";
  const putRight = it.rectification?.owner && due >= input.visited_at.slice(0, 10);
  return it.settled || putRight ? null : "rectification";
}

function ofRaised(visit: Visit, it: MatterInput): string | null {
  const answered = it.settled && it.outcome.trim();
  return answered || it.promise || becomesEvent(visit, it) ? null : "outcome";
}

/** Whose signature is still missing, in the order in which people sign: the customer or who saw the refusal, then the visitors. */
export function unsigned(visit: Visit, input: RecordInput): ("customer" | "witness" | string)[] {
  const missing: string[] = [];
  const { refusal } = input;
  const asked = visit.asks.customer_signature && input.channel === "on_site";
  if (asked && !refusal && !input.customer_signature) missing.push("customer");
  if (refusal?.witness && !refusal.signature && !refusal.unsigned) missing.push("witness");
  if (visit.asks.visitors_sign) {
    const signed = new Set(input.visitor_signatures.map((it) => it.person));
    missing.push(...visit.visitors.map((it) => it.person).filter((person) => !signed.has(person)));
  }
  return missing;
}
