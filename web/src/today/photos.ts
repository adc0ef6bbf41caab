// Photos: turned upright, scaled down and written anew on the phone, so that where and with what they were taken is gone.

import * as store from "./store";
import type { KeptFile } from "./types";
import { sha256 } from "./upload";

/** The longer side of a photo, in pixels: enough to read a meter, small enough for a stairwell's network. */
const LONGEST = 1600;
const QUALITY = 0.82;

export type Taken = { outcome: "kept"; id: string } | { outcome: "unreadable" | "too_large" | "no_room" };

/** The size to which a picture is scaled. */
export function scaled(width: number, height: number): [number, number] {
  const factor = Math.min(1, LONGEST / Math.max(width, height, 1));
  return [Math.max(1, Math.round(width * factor)), Math.max(1, Math.round(height * factor))];
}

/** Takes a photo in and keeps it. */
export async function takePhoto(chosen: File, person: string, followUp: string, largest: number): Promise<Taken> {
  const bytes = await rewritten(chosen);
  if (!bytes) return { outcome: "unreadable" };
  if (bytes.byteLength > largest) return { outcome: "too_large" };
  const id = crypto.randomUUID();
  const file: KeptFile = {
    id,
    person,
    follow_up: followUp,
    name: `${id.slice(0, 8)}.jpg`,
    type: "image/jpeg",
    bytes,
    sha256: await sha256(bytes),
    done: false,
  };
  try {
    await store.saveFile(file);
  } catch (error) {
    if (store.isFull(error)) return { outcome: "no_room" };
    throw error;
  }
  return { outcome: "kept", id };
}

async function rewritten(chosen: File): Promise<ArrayBuffer | null> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(chosen, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = scaled(picture.width, picture.height);
  const context = canvas.getContext("2d");
  if (!context) return null;
  // What is see-through would turn black.
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  canvas.width = 0;
  return blob ? blob.arrayBuffer() : null;
}

/** An address under which a kept photo can be shown; to be given back after use. */
export async function photoUrl(id: string): Promise<string | null> {
  const file = await store.file(id);
  return file ? URL.createObjectURL(new Blob([file.bytes], { type: file.type })) : null;
}
