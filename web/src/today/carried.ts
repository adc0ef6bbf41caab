// What the server tells, made into what the screens show: instants become the site's wall clock, and nothing is missing.

import { wall } from "./clock";
import type { Channel, Data, Earlier, RecordInput, Site, Titled, Visit } from "./types";

type Told = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const list = (value: unknown): Told[] => (Array.isArray(value) ? (value as Told[]) : []);
const titled = (value: unknown): Titled | null => (value ? (value as Titled) : null);

/** An instant on the clock of a place; what is none stays as it is. */
export function local(value: unknown, zone: string): string {
  const said = text(value);
  if (!/^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/.test(said)) return said.replace("T", " ").slice(0, 16);
  return wall(new Date(said), zone);
}

/** All that a visitor carries; null where it is of a form that this page does not know. */
export function carried(told: Told | null): Data | null {
  if (told?.["format"] !== 1) return null;
  const data = told as unknown as Data;
  const visits = list(told["visits"]).map((it) => visit(it, data.sites));
  return { ...data, clauses: data.clauses ?? {}, kept: data.kept ?? [], visits };
}

/** One visit. */
export function visit(told: Told, sites: readonly Site[]): Visit {
  const zone = sites.find((it) => it.id === told["site"])?.zone ?? "Asia/Shanghai";
  const unit = (told["unit"] ?? {}) as Told;
  const customer = (told["customer"] ?? {}) as Told;
  const back = told["sent_back"] as Told | null | undefined;
  return {
    ...(told as unknown as Visit),
    severity: titled(told["severity"]),
    summary: text(told["summary"]),
    departments: (told["departments"] as string[]) ?? [],
    completed_at: told["completed_at"] ? local(told["completed_at"], zone) : null,
    planned: text(told["channel"]),
    unit: {
      zone: text(unit["zone"]),
      building: text(unit["building"]),
      floor: unit["floor"] === null || unit["floor"] === undefined ? "" : String(unit["floor"]),
      room: text(unit["room"]),
      text: text(unit["text"]) || text(told["number"]),
    },
    customer: {
      id: text(customer["id"]) || null,
      name: text(customer["name"]),
      phone: text(customer["phone"]),
      wishes: ((customer["wishes"] as string[]) ?? []).join("、"),
    },
    residents: list(told["residents"]).map((it) => ({
      id: text(it["id"]),
      name: text(it["name"]),
      role: text(it["role"]),
    })),
    earlier: list(told["earlier"]).map((it) => earlier(it, zone)),
    promises: list(told["promises"]).map((it) => ({
      said: text(it["said"]),
      answer_by: it["answer_by"] ? local(it["answer_by"], zone) : text(it["put_right_by"]),
      owner: text(it["owner"]),
    })),
    visitors: list(told["visitors"]).map((it) => ({
      person: text(it["person"]),
      name: text(it["name"]),
      post: text(it["post"]),
    })),
    why: (told["why"] as string[]) ?? [],
    clauses: (told["clauses"] as string[]) ?? [],
    channels: list(told["channels"]).map(channel),
    tries: list(told["tries"]).map((it) => ({
      tried_at: local(it["tried_at"], zone),
      channel: text(it["channel"]),
      card_left: it["card_left"] === true,
      note: text(it["note"]),
    })),
    asks: asks((told["asks"] ?? {}) as Told),
    sent_back: back
      ? {
          by: text(back["by"]),
          opinion: text(back["opinion"]),
          at: local(back["at"], zone),
          record: record((back["record"] ?? {}) as Partial<RecordInput>, zone),
        }
      : null,
  };
}

function channel(it: Told): Channel {
  const consent = it["needs_consent"] === true ? "planner_consent" : null;
  return {
    channel: text(it["channel"]) as Channel["channel"],
    title: text(it["title"]),
    clauses: (it["clauses"] as string[]) ?? [],
    needs_reason: it["needs_reason"] === true ? "resident_request" : consent,
  };
}

function asks(it: Told): Visit["asks"] {
  const is = (name: string) => it[name] === true;
  return {
    sections: list(it["sections"]) as unknown as Visit["asks"]["sections"],
    rating: is("rating"),
    solved: is("solved"),
    site_check: is("site_check"),
    customer_signature: is("customer_signature"),
    visitors_sign: is("visitor_signatures"),
    form_first: is("form_first"),
    form_signature: is("form_signature"),
    refusal: is("refusal"),
    refusal_needs_witness: is("refusal_needs_witness"),
    may_photograph: is("may_photograph"),
    settles_dissatisfaction: is("dissatisfaction_settled_in_record"),
    matter_becomes_event: is("complaint_becomes_event"),
  };
}

function earlier(it: Told, zone: string): Earlier {
  const said = list(it["said"]).filter((one) => text(one["said"]));
  return {
    round: Number(it["round"]),
    visited_at: local(it["visited_at"], zone),
    channel: text(it["channel"]),
    rating: text(it["rating"]) || null,
    said: said.map((one) => `${text(one["title"])}：${text(one["said"])}`),
    visitors: ((it["visitors"] as (string | null)[]) ?? []).map(text).filter(Boolean),
    verdict: titled(it["verdict"])?.title ?? "",
  };
}

/** What a record said that came back, with its times on the site's clock. */
function record(it: Partial<RecordInput>, zone: string): Partial<RecordInput> {
  const matters = it.matters?.map((matter) => ({
    ...matter,
    promise: matter.promise && {
      ...matter.promise,
      answer_by: local(matter.promise.answer_by, zone),
      told_at: local(matter.promise.told_at, zone),
    },
  }));
  return { ...it, visited_at: local(it.visited_at, zone), ...(matters ? { matters } : {}) };
}
