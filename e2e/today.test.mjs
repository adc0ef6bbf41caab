// The visitor's page on a phone, on both databases and under two procedures, with everything that goes wrong in a
// stairwell: no network, a line that breaks, answers that get lost, two phones, a plan that changed, a session that ended.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe } from "node:test";

import { build, launch } from "./support.mjs";
import { conflicts } from "./today/conflicts.mjs";
import { OFFICES, openEstate } from "./today/estate.mjs";
import { keeping } from "./today/keeping.mjs";
import { chats, screens } from "./today/screens.mjs";
import { sending, sendingMany } from "./today/sending.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** TODAY_ONLY=kehu runs one of them. */
const asked = OFFICES.filter((it) => [it.procedure, undefined].includes(process.env.TODAY_ONLY));

// Both at once: most of the time is spent waiting for a page.
describe("the visitor's page", { concurrency: true }, () => {
  let browser;

  before(async () => {
    build("-p", "huiyin");
    build("-p", "huiyin-testkit", "--example", "database");
    browser = await launch();
  });

  after(() => browser?.close());

  for (const [number, office] of asked.entries()) {
    describe(`a phone under ${office.procedure} on ${office.database}`, { concurrency: 1 }, () => {
      const at = {};

      before(async () => Object.assign(at, await openEstate(browser, office)));
      after(() => at.close?.());

      if (!office.conflictsOnly) {
        keeping(at, office, axe);
        sending(at, office);
      }
      conflicts(at, office, axe);
      if (office.conflictsOnly) return;
      // What no database has a part in is looked at once, in light and dark.
      screens(at, office, axe, number === 0 ? ["light", "dark"] : ["light"]);
      if (number === 0) {
        sendingMany(at);
        chats(at, axe);
      }
    });
  }
});
