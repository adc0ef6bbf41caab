import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./bundled.mjs";
import { queued } from "./examples.mjs";

const { retryAfter, nextToSend, nextTime, counted } = await load("queue");

test("the time between tries doubles to ten minutes, and is never longer", () => {
  const times = [1, 2, 3, 4, 9, 10, 1000].map((attempts) => retryAfter(attempts, 1));
  assert.deepEqual(times, [2_000, 4_000, 8_000, 16_000, 512_000, 600_000, 600_000]);
  assert.equal(retryAfter(3, 0), 6_000, "phones that failed together do not come back together");
});

test("things are sent in the order in which they were done", () => {
  const queue = [queued("c", "f2", 3), queued("a", "f1", 1), queued("b", "f1", 2)];
  assert.equal(nextToSend(queue, 10).id, "a");
});

test("nothing overtakes an earlier one of its follow-up, waiting or refused", () => {
  const waits = [queued("take", "f1", 1, { next_at: 99 }), queued("record", "f1", 2), queued("other", "f2", 3)];
  assert.equal(nextToSend(waits, 10).id, "other");
  const refused = [queued("take", "f1", 1, { refused: { status: "refused" } }), queued("record", "f1", 2)];
  assert.equal(nextToSend(refused, 10), null);
});

test("the next time is that of the first that may be tried again", () => {
  const queue = [queued("a", "f1", 1, { next_at: 50 }), queued("b", "f2", 2, { next_at: 20 })];
  assert.equal(nextTime(queue), 20);
  assert.equal(nextTime([queued("a", "f1", 1, { refused: { status: "refused" } })]), null);
});

test("what waits and what was refused is counted apart", () => {
  const queue = [queued("a", "f1", 1), queued("b", "f2", 2, { refused: { status: "lacking", fields: [] } })];
  assert.deepEqual(counted(queue), { waiting: 1, refused: 1 });
});
