// Photos go to the server in pieces: what was cut off goes on where it stopped.

import { ask, json, type Trouble, trouble } from "./net";
import type { KeptFile } from "./types";

/** The largest piece that the server takes. */
export const PIECE = 256 * 1024;

export type Uploaded = { outcome: "done" } | { outcome: "unfit"; words: string } | Trouble;

/** SHA-256 in hexadecimal. */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sends what the server does not have yet of a file. */
export async function upload(file: KeptFile): Promise<Uploaded> {
  const path = `/today/files/${file.id}`;
  const query = new URLSearchParams({
    follow_up: file.follow_up,
    name: file.name,
    length: String(file.bytes.byteLength),
    sha256: file.sha256,
  });
  let response = await ask(`${path}?${query}`, { method: "PUT" });
  // Each piece moves on, or the server says from where: the number of rounds is bounded.
  for (let rounds = 2 * Math.ceil(file.bytes.byteLength / PIECE) + 8; rounds > 0; rounds--) {
    if (response?.status === 422) return unfit(response);
    if (!response || ![200, 201, 204, 409].includes(response.status)) return trouble(response);
    const said = await json(response);
    const received = Number(said?.["received"] ?? Number.NaN);
    if (said?.["done"] === true) return { outcome: "done" };
    if (!Number.isInteger(received)) return { outcome: "trouble", why: "answer" };
    if (received >= file.bytes.byteLength) {
      response = await ask(path);
      const finished = response?.status === 200 ? await json(response) : null;
      if (finished?.["done"] === true) return { outcome: "done" };
      if (response?.status === 422) return unfit(response);
      return response?.status === 200 ? { outcome: "trouble", why: "answer" } : trouble(response);
    }
    response = await ask(
      `${path}?offset=${received}`,
      {
        method: "PATCH",
        headers: { "content-type": "application/octet-stream" },
        body: file.bytes.slice(received, received + PIECE),
      },
      60_000,
    );
  }
  return { outcome: "trouble", why: "answer" };
}

async function unfit(response: Response): Promise<Uploaded> {
  const said = await json(response);
  return { outcome: "unfit", words: typeof said?.["words"] === "string" ? said["words"] : "" };
}
