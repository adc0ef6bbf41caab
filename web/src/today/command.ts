// Puts something that was done among what waits to be sent.

import { reading } from "./clock";
import { reread, state, visit as known } from "./state";
import * as store from "./store";
import type { CommandKind, Visit } from "./types";

/** Keeps a command; it replaces an earlier one that the server refused. */
export async function enqueue(
  kind: CommandKind,
  visit: Visit,
  person: string,
  input: unknown,
  files: string[],
  replaces: string | null,
): Promise<void> {
  const id = crypto.randomUUID();
  await store.enqueue(
    {
      id,
      person,
      follow_up: visit.follow_up,
      seq: known(visit.follow_up)?.next_seq ?? 1,
      command: {
        id,
        follow_up: visit.follow_up,
        seq: 1,
        revision: visit.revision,
        clock: reading(state.clock),
        kind,
        input,
      },
      files,
      title: { number: visit.number, unit: visit.unit.text, name: visit.customer.name },
      queued_at: new Date().toISOString(),
      attempts: 0,
      next_at: 0,
      trouble: "",
      refused: null,
    },
    replaces,
  );
  // What waits is counted before anybody looks.
  await reread();
}
