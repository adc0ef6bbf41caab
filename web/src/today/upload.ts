// Photos go to the server in pieces: what was cut off goes on where it stopped.

import { ask, json, type Trouble, trouble } from "./net";
import type { KeptFile } from "./types";

/** The largest piece that the server takes. */
export const PIECE = 256 * 1024;
/** A piece may take longer than a question: milliseconds. */
const PATIENCE = 60_000;

/** `elsewhere`: this visit is not this person's any more, which the command itself is told, and kept. */
export type Uploaded = { outcome: "done" } | { outcome: "elsewhere" } | { outcome: "unfit"; words: string } | Trouble;

/** SHA-256 in hexadecimal. */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** How far the server has come with a file: done, so many bytes, or no answer that says so. */
type Progress = { received: number } | Uploaded;

/** Sends what the server does not have yet of a file. */
export async function upload(file: KeptFile): Promise<Uploaded> {
  const { byteLength } = file.bytes;
  let progress = await announce(file);
  // Each piece moves on, or the server says from where: the number of rounds is bounded.
  for (let rounds = 2 * Math.ceil(byteLength / PIECE) + 8; rounds > 0 && "received" in progress; rounds--) {
    const { received } = progress;
    progress = received < byteLength ? await piece(file, received) : await finished(file);
  }
  return "received" in progress ? { outcome: "trouble", why: "answer" } : progress;
}

async function announce(file: KeptFile): Promise<Progress> {
  const { follow_up, name, sha256: hash } = file;
  const query = new URLSearchParams({ follow_up, name, length: String(file.bytes.byteLength), sha256: hash });
  return read(await ask(`/today/files/${file.id}?${query}`, { method: "PUT" }));
}

async function piece(file: KeptFile, from: number): Promise<Progress> {
  const init = {
    method: "PATCH",
    headers: { "content-type": "application/octet-stream" },
    body: file.bytes.slice(from, from + PIECE),
  };
  return read(await ask(`/today/files/${file.id}?offset=${from}`, init, PATIENCE));
}

/** All bytes are there: whether the server has judged the file, too. */
async function finished(file: KeptFile): Promise<Progress> {
  const progress = await read(await ask(`/today/files/${file.id}`));
  // All received but not done would go round in circles.
  return "received" in progress ? { outcome: "trouble", why: "answer" } : progress;
}

async function read(response: Response | null): Promise<Progress> {
  if (response?.status === 403 || response?.status === 404) return { outcome: "elsewhere" };
  if (response?.status === 422 || response?.status === 413) {
    const words = (await json(response))?.["words"];
    return { outcome: "unfit", words: typeof words === "string" ? words : "" };
  }
  if (!response || ![200, 201, 409].includes(response.status)) return trouble(response);
  const said = await json(response);
  if (said?.["done"] === true) return { outcome: "done" };
  const received = said?.["received"];
  if (Number.isInteger(received)) return { received: received as number };
  return { outcome: "trouble", why: "answer" };
}
