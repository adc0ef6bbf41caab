import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./bundled.mjs";
import { visit } from "./examples.mjs";

const { begin, lacks, lines, unsigned, newMatter, reseen, unsign, wire } = await load("draft", "lacks", "shown");

const NOW = "2026-11-23 10:00";

function fresh(change = {}, of = visit()) {
  const { input } = begin(of, "me", NOW, "2026-11-23T02:00:00Z");
  return { ...input, ...change };
}

const WHOLE = {
  sections: [
    { section: "quality", rating: "satisfied", none: false, said: "" },
    { section: "shortcomings", rating: null, none: true, said: "" },
  ],
  rating: "satisfied",
  solved: "yes",
  site_check: "good",
};

const names = (found) =>
  found.map(({ field, section, matter }) => [field, section ?? matter].filter(Boolean).join(" "));

test("a new draft rates nothing, and asks for everything that the procedure asks for", () => {
  const input = fresh();
  assert.equal(input.rating, null);
  assert.ok(input.sections.every((it) => it.rating === null && !it.none));
  assert.deepEqual(names(lacks(visit(), input, NOW)), [
    "rated quality",
    "content shortcomings",
    "rating",
    "solved",
    "site_check",
  ]);
});

test("a whole record lacks nothing but signatures", () => {
  assert.deepEqual(lacks(visit(), fresh(WHOLE), NOW), []);
  assert.deepEqual(unsigned(visit(), fresh(WHOLE)), ["customer", "me"]);
});

test("a late visit, one in the future, and a channel for which a reason is asked", () => {
  const late = visit({ due: "2026-11-20" });
  assert.deepEqual(names(lacks(late, fresh(WHOLE), NOW)), ["late_reason"]);
  assert.deepEqual(names(lacks(visit(), fresh({ ...WHOLE, visited_at: "2026-11-23 10:01" }), NOW)), ["visited_at"]);
  const phone = fresh({ ...WHOLE, channel: "phone", site_check: null });
  assert.deepEqual(names(lacks(visit(), phone, NOW)), ["channel_reason"]);
  assert.deepEqual(unsigned(visit(), phone), ["me"], "a call needs no signature of the customer");
});

test("a reason that was typed for another channel stays in the draft, and is neither signed nor sent", () => {
  const typed = { ...WHOLE, channel_reason: "住戶要求" };
  assert.equal(wire(visit(), fresh({ ...typed, channel: "phone" })).channel_reason, "住戶要求");
  assert.equal(wire(visit(), fresh(typed)).channel_reason, "");
  globalThis.document = { documentElement: { lang: "zh-Hant" } };
  const signed = (input) => JSON.stringify(lines(visit(), input, (id) => id));
  assert.match(signed(fresh({ ...typed, channel: "phone" })), /住戶要求/);
  assert.doesNotMatch(signed(fresh(typed)), /住戶要求/);
});

test("what was found wanting is described", () => {
  for (const site_check of ["failed", "not_applicable"]) {
    assert.deepEqual(names(lacks(visit(), fresh({ ...WHOLE, site_check }), NOW)), ["site_check_words"]);
  }
});

test("dissatisfaction is put into words, and solved, or put right by somebody in time", () => {
  const rated = { ...WHOLE, rating: "dissatisfied" };
  assert.deepEqual(names(lacks(visit(), fresh(rated), NOW)), ["dissatisfaction"]);
  const with_ = (change) =>
    fresh({ ...rated, matters: [{ ...newMatter(true), said: "慢", outcome: "解釋", ...change }] });
  assert.deepEqual(names(lacks(visit(), with_({}), NOW)), ["rectification 1"]);
  const early = { rectification: { owner: "me", due: "2026-11-22" } };
  assert.deepEqual(names(lacks(visit(), with_(early), NOW)), ["rectification 1"]);
  assert.deepEqual(lacks(visit(), with_({ rectification: { owner: "me", due: "2026-11-23" } }), NOW), []);
  assert.deepEqual(lacks(visit(), with_({ settled: true }), NOW), []);
});

test("what is raised is answered, promised, or becomes a complaint of its own", () => {
  const with_ = (change) => fresh({ ...WHOLE, matters: [{ ...newMatter(false), said: "燈不亮", ...change }] });
  assert.deepEqual(names(lacks(visit(), with_({}), NOW)), ["outcome 1"]);
  assert.deepEqual(lacks(visit(), with_({ kind: "complaint" }), NOW), []);
  const promise = { answer_by: "2026-11-23 09:00", owner: "me", told_at: "", told_by: "me" };
  assert.deepEqual(names(lacks(visit(), with_({ promise }), NOW)), ["promise 1"]);
  assert.deepEqual(lacks(visit(), with_({ promise: { ...promise, answer_by: "2026-11-24 09:00" } }), NOW), []);
});

test("every visitor signs, and a refusal stands for the customer", () => {
  const two = visit({ visitors: [{ person: "me" }, { person: "other" }] });
  const refusal = { reason: "趕時間", witness: null, signature: null };
  const input = fresh({ ...WHOLE, refusal, visitor_signatures: [{ person: "other", ink: {} }] }, two);
  assert.deepEqual(unsigned(two, input), ["me"]);
});

test("who saw a refusal signs before the visitors, or is only named; the server is not told how", () => {
  const with_ = (change) =>
    fresh({ ...WHOLE, refusal: { reason: "趕時間", witness: "x", signature: null, ...change } });
  assert.deepEqual(unsigned(visit(), with_({})), ["witness", "me"]);
  assert.deepEqual(unsigned(visit(), with_({ signature: { strokes: "[]" } })), ["me"]);
  const absent = with_({ unsigned: true });
  assert.deepEqual(unsigned(visit(), absent), ["me"]);
  assert.deepEqual(wire(visit(), absent).refusal, { reason: "趕時間", witness: "x", signature: {} });
  assert.equal(unsign(absent).refusal, null);
});

test("a record that was sent back begins with its words and without its signatures", () => {
  const record = { ...fresh(WHOLE), customer_signature: { strokes: "[]" }, visitor_signatures: [{ person: "me" }] };
  const again = begin(visit({ sent_back: { by: "主管", opinion: "補", at: "", record } }), "me", NOW, "").input;
  assert.equal(again.sections[0].rating, "satisfied");
  assert.deepEqual([again.customer_signature, again.visitor_signatures], [null, []]);
});

test("a visit that changed takes the signatures with it, and no word", () => {
  const draft = {
    ...begin(visit(), "me", NOW, ""),
    input: { ...fresh(WHOLE), visitor_signatures: [{ person: "me" }] },
  };
  assert.equal(reseen(draft, visit()).input.visitor_signatures.length, 1);
  const taken = reseen(draft, visit({ revision: "r1b", state: "released" }));
  assert.equal(taken.input.visitor_signatures.length, 1, "that the form was taken changes nothing to look at");
  const changed = reseen(draft, visit({ revision: "r2", due: "2026-12-01" }));
  assert.deepEqual(changed.input.visitor_signatures, []);
  assert.equal(changed.input.rating, "satisfied");
  assert.equal(changed.seen.revision, "r2");
  assert.equal(unsign(draft.input).rating, "satisfied");
});
