// A draft that is being written: every keystroke is kept at once.

import { begin, differs, reseen } from "./draft";
import { askToPersist } from "./phone";
import { nowAt, state, tell, visit } from "./state";
import * as store from "./store";
import { t } from "./texts";
import type { Draft, RecordInput } from "./types";

export interface Editing {
  draft: Draft;
  /** Whether the visit changed since this was begun. */
  changed: boolean;
  /** Keeps a change. */
  set(change: Partial<RecordInput>): void;
  /** Called whenever what was written last is kept. */
  kept: () => void;
  /** Keeps the whole draft and waits until it is kept. */
  put(draft: Draft): Promise<boolean>;
}

/** Opens the draft of a follow-up, or a new one; null where this person has nothing to do with it. */
export async function edit(followUp: string): Promise<Editing | null> {
  const person = state.data?.person.id;
  if (!person) return null;
  const now = visit(followUp);
  const before = await store.draft(person, followUp);
  if (!before && (!now || now.state === "recorded")) return null;
  const changed = Boolean(before && now && differs(before.seen, now));
  const device = new Date().toISOString();
  const draft = before
    ? now && now.state !== "recorded"
      ? reseen(before, now)
      : before
    : begin(now as NonNullable<typeof now>, person, nowAt((now as NonNullable<typeof now>).site), device);
  const editing: Editing = {
    draft,
    changed,
    kept: () => undefined,
    set(change) {
      void editing.put({ ...editing.draft, input: { ...editing.draft.input, ...change } });
    },
    async put(whole) {
      editing.draft = { ...whole, saved_at: new Date().toISOString() };
      const last = editing.draft;
      const kept = await keep(last);
      if (kept) askOnce();
      if (kept && last === editing.draft) editing.kept();
      return kept;
    },
  };
  return editing;
}

async function keep(draft: Draft): Promise<boolean> {
  try {
    await store.saveDraft(draft);
    if (state.unkept) {
      state.unkept = "";
      tell();
    }
    return true;
  } catch (error) {
    state.full = store.isFull(error);
    state.unkept = state.full ? t("today-unkept-full") : t("today-unkept-line");
    tell();
    return false;
  }
}

let asked = false;

/** Asks the browser, once there is something to lose, not to clear it away. */
function askOnce(): void {
  if (asked) return;
  asked = true;
  void askToPersist();
  // A phone that is full already says so at the next photo.
  store.setRoomAside().catch(() => undefined);
}

/** A draft that this tab is just letting go of. */
let letGo: Promise<unknown> = Promise.resolve();

/** Holds a draft for this tab until the release is called; null where another tab has it. */
export async function hold(followUp: string): Promise<(() => void) | null> {
  if (!("locks" in navigator)) return () => undefined;
  await letGo;
  return new Promise((held) => {
    const request = navigator.locks.request(`huiyin-draft-${followUp}`, { ifAvailable: true }, (lock) => {
      if (!lock) {
        held(null);
        return undefined;
      }
      return new Promise<void>((release) =>
        held(() => {
          letGo = request;
          release();
        }),
      );
    });
  });
}
