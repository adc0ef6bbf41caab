// The phone's clock is not believed: how far it is from the server's is measured, and both go along.

import type { ClockReading } from "./types";

/** How far the server's clock is ahead of the phone's, and when that was measured by the phone's. */
export interface Offset {
  offset_ms: number;
  measured_at: string | null;
}

export const UNMEASURED: Offset = { offset_ms: 0, measured_at: null };

/** From an answer: the server's time against the middle of the time that the question took. */
export function measure(serverNow: string, asked: number, answered: number): Offset {
  const middle = (asked + answered) / 2;
  return {
    offset_ms: Math.round(Date.parse(serverNow) - middle),
    measured_at: new Date(answered).toISOString(),
  };
}

/** What goes along with a command. */
export function reading(offset: Offset, device = Date.now()): ClockReading {
  return { device: new Date(device).toISOString(), ...offset };
}

/** The time as well as it is known. */
export function corrected(offset: Offset, device = Date.now()): Date {
  return new Date(device + offset.offset_ms);
}

/** Minutes by which the phone is wrong, where anybody would notice. */
export function wrongBy(offset: Offset): number {
  const minutes = Math.round(-offset.offset_ms / 60_000);
  return Math.abs(minutes) >= 2 ? minutes : 0;
}

/** `YYYY-MM-DD HH:MM` on the clock of a place. */
export function wall(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(at);
  const part = (type: string) => parts.find((it) => it.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}`;
}

/** Days from one day to another, both `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to.slice(0, 10)}T00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00Z`)) / 86_400_000);
}
