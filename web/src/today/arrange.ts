// The day's visits in the order of a walk: late ones first, then building by building, floor by floor.

import type { Visit } from "./types";

/** Visits under one heading. */
export interface Group {
  /** The building; null for what is late. */
  building: string | null;
  visits: Visit[];
}

const natural = new Intl.Collator("zh-Hant", { numeric: true });

function along(one: Visit, other: Visit): number {
  return (
    natural.compare(one.unit.zone, other.unit.zone) ||
    natural.compare(one.unit.building, other.unit.building) ||
    natural.compare(one.unit.floor, other.unit.floor) ||
    one.due.localeCompare(other.due) ||
    natural.compare(one.unit.room, other.unit.room) ||
    one.number.localeCompare(other.number)
  );
}

/** Late ones with the longest wait first; the others by building, floor and due day. */
export function arrange(visits: readonly Visit[]): Group[] {
  const late = visits.filter((visit) => visit.days_late > 0);
  late.sort((one, other) => other.days_late - one.days_late || along(one, other));
  const groups: Group[] = late.length > 0 ? [{ building: null, visits: late }] : [];
  const inTime = visits.filter((visit) => visit.days_late <= 0).sort(along);
  for (const visit of inTime) {
    const last = groups.at(-1);
    if (last && last.building === visit.unit.building) last.visits.push(visit);
    else groups.push({ building: visit.unit.building, visits: [visit] });
  }
  return groups;
}

/** Whether every word that was typed occurs in what the list shows, the way to go included. */
export function matches(visit: Visit, search: string, words: AddressWords): boolean {
  const text = [
    directions(visit, words),
    visit.unit.text,
    visit.unit.zone,
    visit.unit.building,
    visit.unit.room,
    visit.customer.name,
    visit.customer.phone,
    visit.number,
    visit.summary,
    visit.category?.title,
  ];
  const folded = fold(text.join(" "));
  const asked = fold(search).split(/\s+/);
  return asked.every((part) => folded.includes(part));
}

/** In one width and case; a number and the word it counts are one word: `5 棟`. */
function fold(text: string): string {
  const alike = text.normalize("NFKC").toLowerCase();
  return alike.replace(/(\d)\s+(?=\p{Script=Han})/gu, "$1");
}

/** How the parts of an address are called where they are bare numbers. */
export interface AddressWords {
  building(number: string): string;
  floor(number: string): string;
  room(number: string): string;
}

const bare = (part: string, word: (number: string) => string) => (/^\d+$/.test(part) ? word(part) : part);

/** A building by its name. */
export function buildingName(building: string, words: AddressWords): string {
  return bare(building, words.building);
}

/** Which way to go, in words. */
export function directions(visit: Visit, words: AddressWords): string {
  const { zone, building, floor, room, text } = visit.unit;
  const named = [zone, buildingName(building, words), bare(floor, words.floor), bare(room, words.room)];
  const parts = named.filter((part) => part);
  return parts.length > 1 ? parts.join("，") : text;
}
