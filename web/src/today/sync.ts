// Sends what waits, in order, and fetches what is new. One tab at a time does it.

import { measure } from "./clock";
import { type Answered, ask, fetchData, sendCommand, type Trouble } from "./net";
import { nextTime, nextToSend, retryAfter } from "./queue";
import { reread, state, tell } from "./state";
import * as store from "./store";
import { t } from "./texts";
import type { Data, Queued } from "./types";
import { upload } from "./upload";

let timer: ReturnType<typeof setTimeout> | undefined;
let again = false;
/** How often in a row the server could not even be asked what is new. */
let failures = 0;

/** Talks with the server: who is signed in and what is new, then all that waits. */
export async function sync(): Promise<void> {
  if (state.syncing) {
    again = true;
    return;
  }
  state.syncing = true;
  tell();
  try {
    await alone(run);
  } finally {
    state.syncing = false;
    await reread();
    await schedule();
  }
  if (again) {
    again = false;
    await sync();
  }
}

/** Tries everything again now: the network has come back, or somebody asks for it. */
export async function syncNow(): Promise<void> {
  if (state.data) await store.retryNow(state.data.person.id);
  await sync();
}

/** Runs while no other tab does. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (!("locks" in navigator)) return work();
  await navigator.locks.request("huiyin-today-sync", { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}

async function run(): Promise<void> {
  if (await store.kept("leaving")) {
    if (!(await endSession())) return;
  }
  if (!(await refresh())) return;
  let moved = false;
  for (;;) {
    const person = state.data?.person.id;
    if (!person) return;
    const next = nextToSend(await store.queue(person), Date.now());
    if (!next) break;
    const answered = await send(next);
    if (answered.outcome === "done" || answered.outcome === "refused") moved = true;
    if (!(await take(next, answered))) return;
    await reread();
  }
  if (moved) await refresh();
}

/** Ends a session that was left while there was no network. */
async function endSession(): Promise<boolean> {
  const response = await ask("/today/sign-out", {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    // What others left unsent on this phone stays, sealed.
    body: "keep=1",
  });
  // Whoever is signed out already is signed out.
  if (!response || !(response.ok || response.status === 401)) {
    state.line = "offline";
    return false;
  }
  await store.dropKept("leaving");
  await store.keep("signed_out", true);
  return true;
}

/** Fetches what is new; whether somebody is signed in. */
async function refresh(): Promise<boolean> {
  const fetched = await fetchData();
  if (fetched.outcome !== "data") {
    await troubled(fetched);
    return false;
  }
  const { data, asked, answered } = fetched;
  await store.keep("clock", measure(data.now, asked, answered));
  await store.keep("data", data);
  await store.keep("signed_out", false);
  await settle(data);
  state.line = "online";
  failures = 0;
  await reread();
  return true;
}

/** Takes over what the desk decided about work that did not fit any more. */
async function settle({ kept, person }: Data): Promise<void> {
  const refused = (await store.queue(person.id)).filter((it) => it.refused?.status === "conflict");
  for (const it of refused) {
    const settled = kept.find((other) => other.command === it.id)?.settled;
    if (settled?.entered) await store.accepted(it, new Date().toISOString());
    else if (settled && it.refused?.status === "conflict") {
      const what_now = t("today-set-aside", { name: settled.by ?? "", why: settled.why ?? "" });
      await store.updateQueued(it.id, { refused: { ...it.refused, what_now } });
    }
  }
}

async function troubled(what: Trouble): Promise<void> {
  if (what.outcome === "cut_off") {
    await store.wipeAll();
    state.line = "cut_off";
    state.data = null;
  } else if (what.outcome === "signed_out") {
    await store.seal();
    state.line = "signed_out";
  } else {
    failures += 1;
    state.line = what.why === "offline" ? "offline" : "trouble";
  }
}

/** Photos first, then the command that names them. */
async function send(next: Queued): Promise<Answered> {
  for (const id of next.files) {
    const file = await store.file(id);
    if (!file || file.done) continue;
    const uploaded = await upload(file);
    if (uploaded.outcome === "unfit") {
      const { words } = uploaded;
      return { outcome: "refused", refused: { status: "lacking", fields: [{ field: "files", words }] } };
    }
    if (uploaded.outcome === "elsewhere") continue;
    if (uploaded.outcome !== "done") return uploaded;
    await store.saveFile({ ...file, done: true });
  }
  return sendCommand(next.command);
}

/** Keeps what came of it; whether the next may be tried. */
async function take(sent: Queued, answered: Answered): Promise<boolean> {
  switch (answered.outcome) {
    case "done":
      await store.accepted(sent, new Date().toISOString());
      return true;
    case "refused":
      await store.updateQueued(sent.id, { refused: answered.refused, trouble: "", attempts: 0 });
      return true;
    case "renumber": {
      // Nothing of this follow-up is before it on this phone, so the number is what is wrong.
      const command = { ...sent.command, seq: answered.seq };
      const next_at = sent.command.seq === answered.seq ? Date.now() + retryAfter(sent.attempts + 1) : 0;
      await store.updateQueued(sent.id, { command, seq: answered.seq, attempts: sent.attempts + 1, next_at });
      return true;
    }
    case "trouble": {
      const attempts = sent.attempts + 1;
      const next_at = Date.now() + retryAfter(attempts);
      await store.updateQueued(sent.id, { attempts, next_at, trouble: answered.why });
      // Without a network nothing else arrives either; a server that stumbles over one may take another.
      if (answered.why === "offline") await troubled(answered);
      return answered.why !== "offline";
    }
    default:
      await troubled(answered);
      return false;
  }
}

/** Comes back when something may be tried again. */
async function schedule(): Promise<void> {
  clearTimeout(timer);
  const at = nextTime(state.queue);
  if (state.line === "signed_out" || state.line === "cut_off") return;
  if (at === null && failures === 0) return;
  const wait = failures > 0 ? retryAfter(failures) : Math.max((at ?? 0) - Date.now(), 1_000);
  timer = setTimeout(() => void sync(), wait);
}
