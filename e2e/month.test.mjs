// One month of an estate in a real browser, from its first file to the archived batch: under each procedure on SQLite,
// and under one on PostgreSQL. Every post does its part at a desk of its own. The parts of the month are in month/.

import { after, before, describe, test } from "node:test";

import { Month } from "./month/calendar.mjs";
import { Estate } from "./month/estate.mjs";
import { joint } from "./month/joint.mjs";
import { kehu } from "./month/kehu.mjs";
import { OFFICES } from "./month/offices.mjs";
import { Post } from "./month/post.mjs";
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
/** `npm run month -- --test-name-pattern` picks by name; this picks before anything is started. */
const ONLY = process.env.MONTH_ONLY?.split(",");

let browser;

before(async () => {
  build("-p", "huiyin");
  build("-p", "huiyin-testkit", "--example", "database");
  browser = await launch();
});

after(() => browser?.close());

for (const { office, database, story } of STORIES) {
  if (ONLY && !ONLY.includes(`${office}-${database}`)) continue;
  describe(`a month under ${office} on ${database}`, () => {
    let estate;
    const staff = new Map();
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
        try {
          await chapter(estate, (login) => Post.at(estate, login));
        } catch (error) {
          broken = true;
          for (const [login, desk] of [...staff, ["admin", estate.administrator]]) {
            await desk?.page.screenshot({ path: `${results}month-${office}-${login}.png`, fullPage: true });
          }
          throw error;
        }
      });
    }
  });
}
