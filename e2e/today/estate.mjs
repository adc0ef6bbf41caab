// An estate with its desk, the line between it and the phones, and complaints that a visitor follows up.

import assert from "node:assert/strict";
import { join } from "node:path";

import { results, scratch, start } from "../support.mjs";
import { isFit, openLine, openPhone, signIn } from "./phone.mjs";
import { COMPLAINTS, releaseAll, takeIn } from "./stairwell.mjs";

/**
 * Who does what; the logins of the made-up estate. Under 篇2 nobody can stand in for anybody there; what two visit, an
 * officer has. What is given to somebody else meanwhile is therefore tried under 篇1 on the other database too.
 */
export const OFFICES = [
  { procedure: "kehu", database: "sqlite", planner: "service", visitor: "manager", severity: "major", reassigns: true },
  { procedure: "kehu", database: "postgres", planner: "service", visitor: "manager", severity: "major", reassigns: true, conflictsOnly: true },
  { procedure: "yezhu", database: "postgres", planner: "supervisor", visitor: "manager", severity: "major", officer: "officer" },
];

/** Opens the estate of an office, with complaints of a severity where it names one: the server, the desk of who plans, and a line to the phones. */
export async function openEstate(browser, office) {
  const folder = scratch();
  const args = ["demo", "--procedure", office.procedure, "--months", "1", "--data", join(folder.path, "data")];
  let database;
  if (office.database === "postgres") {
    database = await start("examples/database", [], { ready: /(postgres\S+)\n/ });
    args.push("--database-url", database.found);
  }
  const serve = (listen) => start("huiyin", [...args, "--listen", listen], { ready: /(http:\/\/127\S+)/ });
  let server = await serve("127.0.0.1:0");
  const line = await openLine(server.found);
  const phones = [];

  const at = {
    browser,
    folder: folder.path,
    line,
    address: line.address,
    /** A page of the desk where somebody is signed in. */
    async deskOf(login) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-TW" });
      const page = await context.newPage();
      await page.goto(`${line.address}sign-in`);
      await page.locator(`form:has(input[name=demo][value="${login}"]) button`).click();
      await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
      return page;
    },
    /** The visitor's phone, signed in unless said otherwise. */
    async phone({ unsigned = false, login = office.visitor, ...options } = {}) {
      line.cut = false;
      const opened = await openPhone(browser, options);
      phones.push(opened);
      if (!unsigned) await signIn(opened, line.address, login);
      return opened;
    },
    /** A follow-up that no test has touched. */
    next() {
      const followUp = at.followUps.shift();
      assert.ok(followUp, "there are enough complaints for all tests");
      return followUp;
    },
    async stopServer() {
      await server?.stop();
      server = undefined;
    },
    async startServer() {
      server = await serve(new URL(line.target).host);
    },
    /** The one record of a follow-up, as the desk sees it. */
    async recordOf(followUp) {
      await at.desk.goto(`${line.address}follow-ups/${followUp}`);
      const links = await at.desk.locator("a[href^='/records/']").evaluateAll((all) => all.map((it) => it.getAttribute("href")));
      const records = new Set(links.map((it) => it.split("/")[2]));
      assert.equal(records.size, 1, `${followUp} has one record, once`);
      await at.desk.goto(`${line.address}records/${[...records][0]}`);
      return at.desk;
    },
    /** What the desk shows of work that arrived too late, on a page that fits every screen. */
    async keptOf(followUp, name, axe) {
      const { desk } = at;
      await desk.goto(`${line.address}follow-ups/${followUp}`);
      await desk.locator(`a[href*="/follow-ups/${followUp}/conflicts/"]`).first().click();
      await desk.waitForURL(/\/conflicts\//);
      await isFit(desk, axe, `${name} at the desk`);
      for (const width of [390, 1280]) {
        await desk.setViewportSize({ width, height: 900 });
        await desk.screenshot({ path: `${results}conflict-${name}-${width}-${office.procedure}.png`, fullPage: true });
      }
      return desk.textContent("main");
    },
    async close() {
      for (const each of phones) await each.close().catch(() => undefined);
      await line.close();
      await at.stopServer();
      await database?.finish();
      folder.remove();
    },
  };

  at.desk = await at.deskOf(office.planner);
  if (office.severity) await takeIn(at.desk, line.address, office);
  await releaseAll(at.desk, line.address);
  at.first = await at.phone();
  const all = await carried(at.first);
  at.followUps = all.visits.filter((it) => /消防門關不攏/.test(it.summary)).map((it) => it.follow_up);
  assert.equal(at.followUps.length, office.severity ? COMPLAINTS : 0);
  return at;
}

/** All that the server gives the person whose phone it is. */
export function carried({ page }) {
  return page.evaluate(() => fetch("/today/data").then((answer) => answer.json()));
}
