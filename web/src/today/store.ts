// What the phone keeps, in IndexedDB: everything by the person it belongs to.

import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";

import { type Offset, UNMEASURED } from "./clock";
import type { Data, Draft, KeptFile, Queued, Sent, TryInput } from "./types";

const NAME = "huiyin-today";
/** How many lines of what was sent are kept, so that one can see that it arrived. */
const MOST_SENT = 60;
const BALLAST = "ballast";
/** Bytes: some dozens of signed records without photos. */
const ROOM_ASIDE = 1024 * 1024;

interface Kept {
  data: Data;
  /** Set when the server said that nobody is signed in. */
  signed_out: boolean;
  clock: Offset;
  /** The session is still to be ended at the server. */
  leaving: boolean;
  /** What was typed of a try that is not noted yet. */
  attempt: { person: string; follow_up: string; input: TryInput };
  order: number;
}

interface Schema extends DBSchema {
  kept: { key: string; value: unknown };
  drafts: { key: [string, string]; value: Draft };
  queue: { key: string; value: Queued };
  files: { key: string; value: KeptFile };
  sent: { key: string; value: Sent };
}

const STORES = ["kept", "drafts", "queue", "files", "sent"] as const;

let opened: Promise<IDBPDatabase<Schema>> | null = null;

function db(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>(NAME, 1, {
    upgrade(fresh) {
      fresh.createObjectStore("kept");
      fresh.createObjectStore("drafts", { keyPath: ["person", "follow_up"] });
      fresh.createObjectStore("queue", { keyPath: "id" });
      fresh.createObjectStore("files", { keyPath: "id" });
      fresh.createObjectStore("sent", { keyPath: "id" });
    },
    // Another tab deletes everything, or the browser lost the database: the next use opens it anew.
    blocking: () => forget(),
    terminated: () => forget(),
  });
  opened.catch(() => forget());
  return opened;
}

function forget(): void {
  void opened?.then(
    (old) => old.close(),
    () => undefined,
  );
  opened = null;
}

export async function kept<Key extends keyof Kept>(key: Key): Promise<Kept[Key] | undefined> {
  return (await (await db()).get("kept", key)) as Kept[Key] | undefined;
}

export async function keep<Key extends keyof Kept>(key: Key, value: Kept[Key]): Promise<void> {
  await (await db()).put("kept", value, key);
}

export async function dropKept(key: keyof Kept): Promise<void> {
  await (await db()).delete("kept", key);
}

export async function clock(): Promise<Offset> {
  return (await kept("clock")) ?? UNMEASURED;
}

export async function drafts(person: string): Promise<Draft[]> {
  return (await (await db()).getAll("drafts")).filter((it) => it.person === person);
}

export async function draft(person: string, followUp: string): Promise<Draft | undefined> {
  return (await db()).get("drafts", [person, followUp]);
}

export async function saveDraft(it: Draft): Promise<void> {
  await withRoom(async () => (await db()).put("drafts", it));
}

/** Whether a write failed because the phone is full. */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}

/**
 * Sets room aside that photos cannot take: what browsers say of the room that is left is not to be relied on, and words
 * and signatures must fit even when it is used up.
 */
export async function setRoomAside(): Promise<void> {
  const base = await db();
  if (await base.getKey("kept", BALLAST)) return;
  // What is all the same would be packed away to nothing.
  const ballast = new Uint8Array(ROOM_ASIDE);
  for (let at = 0; at < ROOM_ASIDE; at += 65_536) crypto.getRandomValues(ballast.subarray(at, at + 65_536));
  await base.put("kept", ballast, BALLAST);
}

/** Writes; where the phone is full, into the room that was set aside. */
async function withRoom(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isFull(error)) throw error;
    await (await db()).delete("kept", BALLAST);
    await write();
  }
}

export async function queue(person: string): Promise<Queued[]> {
  return (await (await db()).getAll("queue")).filter((it) => it.person === person);
}

/** Unsent work of anybody else who used this phone: how many drafts and commands. */
export async function sealedOfOthers(person: string | null): Promise<number> {
  const base = await db();
  const of = [...(await base.getAll("drafts")), ...(await base.getAll("queue"))].filter((it) => it.person !== person);
  return new Set(of.map((it) => `${it.person} ${it.follow_up}`)).size;
}

/** Puts a command behind all others; it is on the disk when this returns. `seq` is the number that the server awaits. */
export async function enqueue(it: Omit<Queued, "order">, replaces: string | null): Promise<void> {
  await withRoom(() => putBehind(it, replaces));
}

async function putBehind(it: Omit<Queued, "order">, replaces: string | null): Promise<void> {
  const tx = (await db()).transaction(["kept", "queue"], "readwrite", { durability: "strict" });
  const order = ((await tx.objectStore("kept").get("order")) as number | undefined) ?? 0;
  if (replaces) await tx.objectStore("queue").delete(replaces);
  const before = (await tx.objectStore("queue").getAll()).filter((other) => other.follow_up === it.follow_up);
  const seq = Math.max(it.seq, ...before.map((other) => other.seq + 1));
  await tx.objectStore("queue").put({ ...it, seq, order: order + 1, command: { ...it.command, seq } });
  await tx.objectStore("kept").put(order + 1, "order");
  await tx.done;
}

/** Changes a command that is still there; one that another tab has finished meanwhile stays finished. */
export async function updateQueued(id: string, change: Partial<Queued>): Promise<void> {
  const tx = (await db()).transaction("queue", "readwrite");
  const before = await tx.store.get(id);
  if (before) await tx.store.put({ ...before, ...change });
  await tx.done;
}

/** Lets everything be tried again at once. */
export async function retryNow(person: string): Promise<void> {
  const tx = (await db()).transaction("queue", "readwrite");
  for (const each of await tx.store.getAll()) {
    if (each.person === person && !each.refused) await tx.store.put({ ...each, next_at: 0 });
  }
  await tx.done;
}

/** The server has taken it in: nothing of it stays but the line that says so. */
export async function accepted(it: Queued, at: string): Promise<void> {
  const tx = (await db()).transaction(["queue", "drafts", "files", "sent"], "readwrite", { durability: "strict" });
  await tx.objectStore("queue").delete(it.id);
  if (it.command.kind === "record_visit") {
    await tx.objectStore("drafts").delete([it.person, it.follow_up]);
    for (const file of it.files) await tx.objectStore("files").delete(file);
  }
  const { id, person, follow_up, command, title } = it;
  await tx.objectStore("sent").put({ id, person, follow_up, number: title.number, kind: command.kind, at });
  const all = (await tx.objectStore("sent").getAll()).sort((one, other) => other.at.localeCompare(one.at));
  for (const old of all.slice(MOST_SENT)) await tx.objectStore("sent").delete(old.id);
  await tx.done;
}

/** Takes a draft away with its photos and with what was refused of it. */
export async function discard(person: string, followUp: string): Promise<void> {
  const tx = (await db()).transaction(["queue", "drafts", "files"], "readwrite");
  await tx.objectStore("drafts").delete([person, followUp]);
  for (const each of await tx.objectStore("queue").getAll()) {
    if (each.person === person && each.follow_up === followUp) await tx.objectStore("queue").delete(each.id);
  }
  for (const each of await tx.objectStore("files").getAll()) {
    if (each.person === person && each.follow_up === followUp) await tx.objectStore("files").delete(each.id);
  }
  await tx.done;
}

export async function dropQueued(id: string): Promise<void> {
  await (await db()).delete("queue", id);
}

export async function sent(person: string): Promise<Sent[]> {
  const all = (await (await db()).getAll("sent")).filter((it) => it.person === person);
  return all.sort((one, other) => other.at.localeCompare(one.at));
}

export async function saveFile(it: KeptFile): Promise<void> {
  await (await db()).put("files", it);
}

export async function file(id: string): Promise<KeptFile | undefined> {
  return (await db()).get("files", id);
}

export async function dropFile(id: string): Promise<void> {
  await (await db()).delete("files", id);
}

/** Whether anything unsent is kept here, whoever wrote it. To ask makes no database. */
export async function hasUnsent(): Promise<boolean> {
  const all = await indexedDB.databases?.();
  if (all && !all.some((it) => it.name === NAME)) return false;
  const base = await db();
  const [drafts, queue, attempt] = await Promise.all([
    base.count("drafts"),
    base.count("queue"),
    base.count("kept", "attempt"),
  ]);
  return drafts + queue + attempt > 0;
}

/** Nobody is signed in any more: people's data goes, what is unsent stays until the same person signs in. */
export async function seal(): Promise<void> {
  const tx = (await db()).transaction("kept", "readwrite", { durability: "strict" });
  await tx.store.delete("data");
  await tx.store.put(true, "signed_out");
  await tx.done;
}

/** Deletes all that is held for one person; what waits for others stays, sealed. */
export async function wipePerson(person: string): Promise<void> {
  const base = await db();
  const tx = base.transaction(STORES, "readwrite", { durability: "strict" });
  for (const name of ["drafts", "queue", "files", "sent"] as const) {
    for (let at = await tx.objectStore(name).openCursor(); at; at = await at.continue()) {
      if (at.value.person === person) await at.delete();
    }
  }
  for (const key of ["data", "attempt"]) await tx.objectStore("kept").delete(key);
  await tx.done;
}

/** Deletes everything, for this phone was cut off. */
export async function wipeAll(): Promise<void> {
  const tx = (await db()).transaction(STORES, "readwrite", { durability: "strict" });
  await Promise.all(STORES.map((name) => tx.objectStore(name).clear()));
  await tx.done;
  forget();
  await deleteDB(NAME);
}
