// Who uses the page and how it stands with the server: what every screen begins with.

import { corrected, type Offset, UNMEASURED, wall } from "./clock";
import * as store from "./store";
import type { Data, Draft, Queued, Site, Visit } from "./types";

/** How the last talk with the server ended. */
export type Line = "unknown" | "online" | "offline" | "trouble" | "signed_out" | "cut_off";

export interface State {
  line: Line;
  syncing: boolean;
  /** Everything for whoever is signed in; null where nobody is, or the session has ended. */
  data: Data | null;
  clock: Offset;
  queue: Queued[];
  drafts: Draft[];
  /** Pieces of unsent work that are not shown, because whoever wrote them is not signed in. */
  sealed: number;
  /** The last keystroke could not be kept. */
  unkept: string;
  /** Something did not fit onto the phone. */
  full: boolean;
}

export const state: State = {
  line: "unknown",
  syncing: false,
  data: null,
  clock: UNMEASURED,
  queue: [],
  drafts: [],
  sealed: 0,
  unkept: "",
  full: false,
};

const listeners = new Set<() => void>();
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("huiyin-today") : null;

/** Calls back whenever something changed, in this tab or another. */
export function listen(changed: () => void): void {
  listeners.add(changed);
  if (channel) channel.onmessage = () => void reread(false);
}

/** Tells the screens of this tab. */
export function tell(): void {
  for (const each of listeners) each();
}

/** Reads again what is kept, and tells everybody. */
export async function reread(others = true): Promise<void> {
  if (state.line === "cut_off") {
    // Nothing is kept any more; to look would make the database anew.
    Object.assign(state, { data: null, queue: [], drafts: [], sealed: 0 });
    tell();
    return;
  }
  const data = (await store.kept("data")) ?? null;
  const signedOut = (await store.kept("signed_out")) ?? false;
  state.clock = await store.clock();
  if (data && !signedOut && isOver(data, state.clock)) {
    // The session's end has passed on this phone.
    await store.seal();
    return reread(others);
  }
  state.data = signedOut ? null : data;
  if (signedOut) state.line = "signed_out";
  const person = state.data?.person.id ?? null;
  state.queue = person ? await store.queue(person) : [];
  state.drafts = person ? await store.drafts(person) : [];
  state.sealed = await store.sealedOfOthers(person);
  tell();
  if (others) channel?.postMessage("changed");
}

function isOver(data: Data, clock: Offset): boolean {
  return data.session_ends !== null && corrected(clock).getTime() > Date.parse(data.session_ends);
}

/** The visit as the server told it last. */
export function visit(followUp: string): Visit | undefined {
  return state.data?.visits.find((it) => it.follow_up === followUp);
}

export function site(id: string): Site | undefined {
  return state.data?.sites.find((it) => it.id === id);
}

/** Now at a site, `YYYY-MM-DD HH:MM`, by the server's clock as far as it is known. */
export function nowAt(siteId: string): string {
  return wall(corrected(state.clock), site(siteId)?.zone ?? "Asia/Shanghai");
}

/** The latest time that is not in the future: the measured clock may be out by a little, in either direction. */
export function latestAt(siteId: string): string {
  const soon = new Date(corrected(state.clock).getTime() + 2 * 60_000);
  return wall(soon, site(siteId)?.zone ?? "Asia/Shanghai");
}

/** What waits of a follow-up. */
export function queued(followUp: string): Queued[] {
  return state.queue.filter((it) => it.follow_up === followUp);
}
