import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./bundled.mjs";

const { measure, corrected, wall, wrongBy, daysBetween, reading, UNMEASURED } = await load("clock");

const A_DAY = 86_400_000;

test("the offset is measured against the middle of the question", () => {
  const asked = Date.parse("2026-11-22T00:00:00Z");
  const offset = measure("2026-11-23T00:00:01.000000Z", asked, asked + 2_000);
  assert.deepEqual(offset, { offset_ms: A_DAY, measured_at: "2026-11-22T00:00:02.000Z" });
  assert.equal(corrected(offset, asked).toISOString(), "2026-11-23T00:00:00.000Z");
  assert.equal(wrongBy(offset), -1440);
});

test("a clock that is a little wrong is not talked about", () => {
  assert.equal(wrongBy({ offset_ms: 50_000, measured_at: null }), 0);
});

test("both times go along, and that nothing was measured is said", () => {
  assert.deepEqual(reading(UNMEASURED, 0), { device: "1970-01-01T00:00:00.000Z", offset_ms: 0, measured_at: null });
});

test("the wall clock is the site's, also around midnight", () => {
  const at = new Date("2026-11-22T16:30:00Z");
  assert.equal(wall(at, "Asia/Shanghai"), "2026-11-23 00:30");
  assert.equal(wall(at, "UTC"), "2026-11-22 16:30");
});

test("days are counted over the end of a month", () => {
  assert.equal(daysBetween("2026-02-27 23:59", "2026-03-02"), 3);
  assert.equal(daysBetween("2026-03-02", "2026-03-01"), -1);
});
