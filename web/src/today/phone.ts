// What this phone allows: room, storage that stays, and what browsers may clear away.

/** Below this much room the page warns: about twenty photos. */
const LITTLE_ROOM = 20 * 1024 * 1024;

/** How much room is left, in bytes; null where the browser does not say. */
export async function roomLeft(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
  } catch {
    return null;
  }
}

/** Whether so little room is left that a warning is due. */
export function isScarce(room: number | null): boolean {
  return room !== null && room < LITTLE_ROOM;
}

/** Asks the browser to keep what is stored; whether it does. */
export async function askToPersist(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}

/** Whether the browser promised to keep what is stored. */
export async function isPersisted(): Promise<boolean> {
  try {
    return await navigator.storage.persisted();
  } catch {
    return false;
  }
}

/** Whether the page runs as a program of its own, from the home screen. */
export function isInstalled(): boolean {
  return (
    matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true
  );
}
