// What may be sent next, and when again after a failure. Nothing here touches the phone or the network.

import type { Queued } from "./types";

const FIRST = 2_000;
const LONGEST = 10 * 60_000;

/** How long to wait after the n-th failure in a row, in milliseconds: doubling to ten minutes, spread by up to a quarter. */
export function retryAfter(attempts: number, chance = Math.random()): number {
  const doubled = FIRST * 2 ** Math.min(Math.max(attempts, 1) - 1, 20);
  return Math.round(Math.min(doubled, LONGEST) * (0.75 + chance / 4));
}

/** In the order in which things were done. */
export function inOrder(queue: readonly Queued[]): Queued[] {
  return [...queue].sort((one, other) => one.order - other.order || one.seq - other.seq);
}

/** The next to be sent: none overtakes an earlier one of its follow-up, also not one that was refused. */
export function nextToSend(queue: readonly Queued[], now: number): Queued | null {
  const held = new Set<string>();
  for (const each of inOrder(queue)) {
    if (held.has(each.follow_up)) continue;
    if (!each.refused && each.next_at <= now) return each;
    held.add(each.follow_up);
  }
  return null;
}

/** When something becomes due to be sent again; null where nothing waits for a time. */
export function nextTime(queue: readonly Queued[]): number | null {
  const times = queue.filter((each) => !each.refused).map((each) => each.next_at);
  return times.length > 0 ? Math.min(...times) : null;
}

/** What the tabs count. */
export function counted(queue: readonly Queued[]): { waiting: number; refused: number } {
  const refused = queue.filter((each) => each.refused).length;
  return { waiting: queue.length - refused, refused };
}
