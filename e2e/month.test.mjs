// One month of an estate in a real browser, from its first file to the archived batch: under each procedure on SQLite,
// and under one on PostgreSQL. Every post does its part at a desk of its own. The parts of the month are in month/.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Month } from "./month/calendar.mjs";
import { Estate } from "./month/estate.mjs";
import { joint } from "./month/joint.mjs";
import { kehu } from "./month/kehu.mjs";
import { OFFICES } from "./month/offices.mjs";
import { Tally } from "./month/tally.mjs";
import { build, launch, results } from "./support.mjs";

/** The clauses that pages name where they refuse. */
const YEZHU = { plan: "四.1", form: "四.2", planner: "服務中心主管", close: "四.6" };
const WUYE = { plan: "4.1", form: "4.5", planner: "客服組主任", close: "4.7", escalated: "4.6" };
const STORIES = [
  { office: "kehu", database: "sqlite", story: kehu },
  { office: "yezhu", database: "sqlite", story: joint(YEZHU) },
  { office: "wuye", database: "sqlite", story: joint(WUYE) },
  { office: "kehu", database: "postgres", story: kehu },
];
/** Only these, as in `kehu-postgres,wuye-sqlite`. */
const ONLY = process.env.MONTH_ONLY?.split(",");

let browser;

before(async () => {
  build("-p", "huiyin");
  build("-p", "huiyin-testkit", "--example", "database");
  browser = await launch({ light: true });
});

after(() => browser?.close());

// Two at a time, as a machine with two cores can; within a month one thing comes after another.
describe("a month", { concurrency: 2 }, () => {
  for (const { office, database, story } of STORIES) {
    const name = `${office}-${database}`;
    if (!ONLY || ONLY.includes(name)) describe(`under ${office} on ${database}`, { concurrency: 1 }, () => live(name, office, database, story));
  }
});

function live(name, office, database, story) {
  const staff = new Map();
  let estate;
  let broken = false;

  before(async () => {
    estate = await Estate.begin(browser, OFFICES[office], database);
    Object.assign(estate, { month: Month.october(), tally: new Tally(), staff });
  });

  after(async () => {
    for (const desk of staff.values()) await desk.leaves();
    await estate?.ends();
  });

  for (const [title, chapter] of Object.entries(story)) {
    test(title, async (it) => {
      // Each chapter goes on where the one before it ended.
      if (broken) return it.skip("the month broke off before");
      broken = true;
      try {
        await chapter(estate);
        broken = false;
      } finally {
        if (broken) await photograph(name, [...staff, ["admin", estate.administrator]]);
      }
    });
  }

  test("no script complained", () => {
    for (const [login, { complaints }] of staff) assert.deepEqual(complaints, [], login);
  });
}

/** What everybody saw when it broke off. */
async function photograph(name, desks) {
  for (const [login, desk] of desks) {
    await desk?.page.screenshot({ path: `${results}month-${name}-${login}.png`, fullPage: true });
  }
}
