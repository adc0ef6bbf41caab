import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./bundled.mjs";
import { visit } from "./examples.mjs";

const { arrange, chatApp, directions, fill, isApple, matches, scaled, text, toStrokes } = await load(
  "arrange",
  "chat",
  "texts",
  "shown",
  "photos",
  "pad",
);

const at = (building, floor, due, days_late = 0) =>
  visit({ number: `${building}-${floor}-${due}`, due, days_late, unit: { ...visit().unit, building, floor } });

test("late ones come first, the latest of them on top; then building by building and floor by floor", () => {
  const groups = arrange([
    at("10棟", "2", "2026-11-30"),
    at("9棟", "11", "2026-12-01"),
    at("9棟", "3", "2026-12-02"),
    at("9棟", "3", "2026-11-30"),
    at("5棟", "1", "2026-11-20", 3),
    at("10棟", "1", "2026-11-10", 13),
  ]);
  const shown = groups.map(({ building, visits }) => [building, visits.map((it) => it.number)]);
  assert.deepEqual(shown, [
    [null, ["10棟-1-2026-11-10", "5棟-1-2026-11-20"]],
    ["9棟", ["9棟-3-2026-11-30", "9棟-3-2026-12-02", "9棟-11-2026-12-01"]],
    ["10棟", ["10棟-2-2026-11-30"]],
  ]);
});

const WORDS = { building: (n) => `${n} 棟`, floor: (n) => `${n} 樓`, room: (n) => `${n} 室` };

test("every word that is searched for must occur", () => {
  const finds = (search, of = visit()) => matches(of, search, WORDS);
  assert.ok(finds("６棟 羅"));
  assert.ok(finds("cy-2026"));
  assert.ok(!finds("羅 7棟"));
  assert.ok(finds(" "));
  const numbers = visit({ unit: { zone: "西區", building: "5", floor: "17", room: "01", text: "5-1701" } });
  for (const search of ["5 棟", "5棟", "西區 17 樓", "5-1701"]) assert.ok(finds(search, numbers), search);
  assert.ok(!finds("6 棟", numbers), "a number is looked for with the word that it counts");
});

test("the way is told in words, without parts that nobody knows", () => {
  assert.equal(directions(visit(), WORDS), "南區，6棟，20 樓，2003 室");
  const numbers = visit({ unit: { zone: "", building: "5", floor: "B1", room: "01A", text: "5-B101A" } });
  assert.equal(directions(numbers, WORDS), "5 棟，B1，01A");
  const bare = visit({ unit: { zone: "", building: "", floor: "", room: "", text: "會所" } });
  assert.equal(directions(bare, WORDS), "會所");
});

test("chat apps are known by what they call themselves, browsers are not mistaken for one", () => {
  const agents = {
    wechat: "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36 MicroMessenger/8.0.50",
    wecom: "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 wxwork/4.1.20 MicroMessenger/7.0.1",
    dingtalk: "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 AliApp(DingTalk/7.6.0)",
    feishu: "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36 Lark/7.20 Feishu",
  };
  for (const [app, agent] of Object.entries(agents)) assert.equal(chatApp(agent), app);
  const chrome = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36";
  const safari =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";
  assert.equal(chatApp(chrome), null);
  assert.equal(chatApp(safari), null);
  assert.ok(isApple(safari, 5) && !isApple(chrome, 5));
  assert.ok(isApple("Mozilla/5.0 (Macintosh; Intel Mac OS X)", 5), "an iPad that calls itself a Macintosh");
});

test("places are filled in, and what is unknown stays to be seen", () => {
  assert.equal(fill("待送 {n} 件", { n: 2 }), "待送 2 件");
  assert.equal(fill("{a}{b}", { a: "{b}" }), "{b}{b}");
});

test("photos shrink to the longer side and never grow", () => {
  assert.deepEqual(scaled(4000, 3000), [1600, 1200]);
  assert.deepEqual(scaled(3000, 4000), [1200, 1600]);
  assert.deepEqual(scaled(20, 10), [20, 10]);
});

test("strokes are thousandths of the width with milliseconds since the first point", () => {
  const groups = [
    {
      points: [
        { x: 50, y: 10, time: 1000 },
        { x: 100, y: -1, time: 1016 },
      ],
    },
    { points: [{ x: 1, y: 2, time: 1500 }] },
  ];
  assert.equal(toStrokes(groups, 200), "[[[250,50,0],[500,0,16]],[[5,10,500]]]");
});

test("what is signed is exactly the lines and what signing means", () => {
  assert.equal(
    text(
      [
        ["房號", "6棟2003"],
        ["總評", "滿意"],
      ],
      "同意。",
    ),
    "房號：6棟2003\n總評：滿意\n同意。",
  );
});
