// Questions to the server, and what can come back.

import { carried } from "./carried";
import type { Command, Data, Refused } from "./types";

const PATIENCE = 30_000;

/** Nobody is signed in, this phone was cut off, or nothing useful came back: with why, in a word. */
export type Trouble = { outcome: "signed_out" } | { outcome: "cut_off" } | { outcome: "trouble"; why: string };

/** Taken, not taken, or not yet: one before it has not arrived, and its number is another. */
export type Answered =
  | { outcome: "done" }
  | { outcome: "refused"; refused: Refused }
  | { outcome: "renumber"; seq: number }
  | Trouble;

export type FetchedData = { outcome: "data"; data: Data; asked: number; answered: number } | Trouble;

/** Asks; null where nothing came back in time. */
export async function ask(path: string, init: RequestInit = {}, patience = PATIENCE): Promise<Response | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const response = await fetch(path, {
      credentials: "same-origin",
      redirect: "manual",
      signal: stop.signal,
      ...init,
    });
    // The body belongs to the answer: a connection that breaks within it is no answer.
    const body = await response.arrayBuffer();
    // What leads elsewhere leads to the sign-in, and has no status that could be built again.
    if (response.type === "opaqueredirect") return new Response(null, { status: 401 });
    const empty = response.status === 204 || response.status === 304;
    return new Response(empty ? null : body, { status: response.status, headers: response.headers });
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** The answer as JSON; null where it is none. */
export async function json(response: Response): Promise<Record<string, unknown> | null> {
  try {
    return (await response.json()) as Record<string, unknown>;
  } catch {
    return null;
  }
}

/** What every answer can say instead of what was asked for. */
export async function trouble(response: Response | null): Promise<Trouble> {
  if (!response) return { outcome: "trouble", why: "offline" };
  if (response.status === 401) {
    const said = await json(response);
    return { outcome: said?.["problem"] === "cut_off" ? "cut_off" : "signed_out" };
  }
  return { outcome: "trouble", why: String(response.status) };
}

/** All that this visitor may know. */
export async function fetchData(): Promise<FetchedData> {
  const asked = Date.now();
  const response = await ask("/today/data", { cache: "no-store" });
  const answered = Date.now();
  if (response?.status !== 200) return trouble(response);
  const data = carried(await json(response));
  if (!data) return { outcome: "trouble", why: "format" };
  return { outcome: "data", data, asked, answered };
}

/** Sends one command. */
export async function sendCommand(command: Command): Promise<Answered> {
  const response = await ask("/today/commands", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(command),
  });
  if (!response) return trouble(null);
  if (response.status === 200) {
    const said = await json(response);
    return said?.["status"] === "done" ? { outcome: "done" } : { outcome: "trouble", why: "answer" };
  }
  if ([400, 403, 404, 409, 422].includes(response.status)) {
    const said = await json(response);
    const status = said?.["status"];
    if (status === "lacking" || status === "conflict" || status === "refused") {
      return { outcome: "refused", refused: said as unknown as Refused };
    }
    const next = said?.["next"];
    if (status === "wait" && Number.isInteger(next)) return { outcome: "renumber", seq: next as number };
    // Not there, or not readable: it would be no better the next time.
    const words = said?.["words"];
    if (typeof words === "string") {
      return { outcome: "refused", refused: { status: "refused", words, clauses: [], what_now: "" } };
    }
    return { outcome: "trouble", why: String(response.status) };
  }
  return trouble(response);
}
