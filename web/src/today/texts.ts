// The words of the page, as the shell brings them in the reader's language.

import type { AddressWords } from "./arrange";

let texts: Record<string, string> = {};

/** Takes the words over from the shell. */
export function readTexts(page: Document): void {
  texts = JSON.parse(page.getElementById("texts")?.textContent || "{}") as Record<string, string>;
}

/** The language the page is in. */
export function language(): string {
  return document.documentElement.lang;
}

/** A sentence with its places filled in. */
export function t(key: string, places: Record<string, string | number> = {}): string {
  return fill(texts[key] ?? key, places);
}

/** Puts values where a pattern says `{name}`. */
export function fill(pattern: string, places: Record<string, string | number>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole));
}

/** The choices of a form, in its order, with the texts that name them. */
const CHOICES: Record<string, Record<string, string>> = {
  rating: {
    satisfied: "today-rating-satisfied",
    fairly: "today-rating-fairly",
    dissatisfied: "today-rating-dissatisfied",
  },
  solved: { yes: "today-solved-yes", no: "today-solved-no", disputed: "today-solved-disputed" },
  site_check: {
    good: "today-site-check-good",
    failed: "today-site-check-failed",
    not_applicable: "today-site-check-not-applicable",
  },
  relation: {
    owner: "today-relation-owner",
    tenant: "today-relation-tenant",
    family: "today-relation-family",
    agent: "today-relation-agent",
  },
  matter: {
    opinion: "today-matter-opinion",
    suggestion: "today-matter-suggestion",
    complaint: "today-matter-complaint",
  },
  channel: {
    on_site: "today-channel-on-site",
    phone: "today-channel-phone",
    public_letter: "today-channel-public-letter",
  },
};

/** What an id of the trade is called: `word("rating", "fairly")`. */
export function word(kind: string, id: string | null | undefined): string {
  const key = id ? CHOICES[kind]?.[id] : undefined;
  return key ? t(key) : (id ?? "");
}

/** The choices of a kind, in the order of the form: id and title. */
export function choices(kind: string): [string, string][] {
  return Object.entries(CHOICES[kind] ?? {}).map(([id, key]) => [id, t(key)]);
}

/** `3月4日` of a day or a time on the site's clock. */
export function day(text: string): string {
  const at = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return text;
  return new Intl.DateTimeFormat(language(), { timeZone: "UTC", month: "long", day: "numeric" }).format(at);
}

/** Day and minute of a time on the site's clock, or of an instant on the phone's. */
export function moment(text: string): string {
  if (/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d$/.test(text)) return `${day(text)} ${text.slice(11, 16)}`;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return text;
  const style = { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat(language(), style).format(at);
}

/** `上門或電話`. */
export function either(words: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: "disjunction" }).format(words);
}

/** What the parts of an address are called. */
export const ADDRESS: AddressWords = {
  building: (n) => t("today-building", { n }),
  floor: (n) => t("today-floor", { n }),
  room: (n) => t("today-room-no", { n }),
};

/** A number of minutes as one says it: minutes, hours or days. */
export function duration(minutes: number): string {
  const [unit, size] =
    minutes < 120 ? (["minute", 1] as const) : minutes < 2880 ? (["hour", 60] as const) : (["day", 1440] as const);
  const style = { style: "unit", unit, unitDisplay: "long" } as const;
  return new Intl.NumberFormat(language(), style).format(Math.round(minutes / size));
}
