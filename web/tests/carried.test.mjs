import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./bundled.mjs";

const { carried, local } = await load("carried");

const SITE = { id: "s", code: "CY", name: "翠園", zone: "Asia/Shanghai", privacy_notice: "" };
const told = (visit) => ({ format: 1, now: "", person: { id: "me" }, sites: [SITE], colleagues: [], visits: [visit] });

test("instants become the site's wall clock, and what a person wrote stays", () => {
  assert.equal(local("2026-11-22T16:30:00.000000Z", "Asia/Shanghai"), "2026-11-23 00:30");
  assert.equal(local("2026-11-22T09:30:00+08:00", "UTC"), "2026-11-22 01:30");
  assert.equal(local("2026-11-22 09:30", "UTC"), "2026-11-22 09:30");
  assert.equal(local(null, "UTC"), "");
});

test("what is in review has nothing personal, and still stands in the list", () => {
  const [visit] = carried(told({ follow_up: "f", site: "s", state: "recorded", number: "CY-1" })).visits;
  assert.equal(visit.unit.text, "CY-1");
  assert.deepEqual([visit.residents, visit.earlier, visit.channels, visit.asks.sections], [[], [], [], []]);
});

test("what is missing at the server is empty, never the word null", () => {
  const visit = {
    follow_up: "f",
    site: "s",
    unit: { zone: null, floor: 0, text: null },
    customer: { name: null },
    number: "CY-2",
  };
  const [read] = carried(told(visit)).visits;
  assert.deepEqual(read.unit, { zone: "", building: "", floor: "0", room: "", text: "CY-2" });
  assert.equal(read.customer.name, "");
});

test("a channel may need the resident's request, or the planner's consent", () => {
  const channels = [
    { channel: "on_site", needs_reason: false, needs_consent: false },
    { channel: "phone", needs_reason: false, needs_consent: true },
    { channel: "phone", needs_reason: true },
  ];
  const [read] = carried(told({ follow_up: "f", site: "s", channels })).visits;
  assert.deepEqual(
    read.channels.map((it) => it.needs_reason),
    [null, "planner_consent", "resident_request"],
  );
});

test("a form that this page does not know is not guessed at", () => {
  assert.equal(carried({ ...told({}), format: 2 }), null);
  assert.equal(carried(null), null);
});
