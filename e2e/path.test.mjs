// The whole path in a real browser, on both databases and under two procedures: a file of events comes in, a complaint
// is registered by keyboard and completed, its follow-up released, recorded, reviewed, and counted.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { build, launch, results, root, scratch, start } from "./support.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const EVENTS = join(root, "crates/testkit/examples/events.csv");

/** Who does what; the logins of the made-up estate. */
const OFFICES = [
  { procedure: "kehu", database: "sqlite", planner: "service", visitor: "manager", takesForms: false },
  { procedure: "yezhu", database: "postgres", planner: "supervisor", visitor: "manager", takesForms: true },
];

let browser;

before(async () => {
  build("-p", "huiyin");
  build("-p", "huiyin-testkit", "--example", "database");
  browser = await launch();
});

after(() => browser?.close());

/** Somebody at a desk, signed in by one click on their post. */
async function signIn(address, login, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-TW", ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  await page.goto(`${address}sign-in`);
  await page.locator(`form:has(input[name=demo][value="${login}"]) button`).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  return page;
}

/** Nothing serious for axe, nothing wider than the screen, and a picture. */
async function look(page, name) {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const [needed, there] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    assert.ok(needed <= there, `${name} at ${width}: ${needed} > ${there}`);
    await page.screenshot({ path: `${results}${name}-${width}.png`, fullPage: true });
  }
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const serious = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  assert.deepEqual(serious, [], name);
}

for (const office of OFFICES) {
  const { procedure, database, planner, visitor } = office;

  describe(`under ${procedure} on ${database}`, () => {
    let folder;
    let server;
    let held;
    let address;
    let desk;
    let event;
    let followUp;
    let record;

    before(async () => {
      folder = scratch();
      const where = ["--data", join(folder.path, "data")];
      if (database === "postgres") {
        held = await start("examples/database", [], { ready: /(postgres\S+)\n/ });
        where.push("--database-url", held.found);
      }
      const args = ["demo", "--procedure", procedure, "--months", "1", "--listen", "127.0.0.1:0", ...where];
      server = await start("huiyin", args, { ready: /(http:\/\/127\S+)/ });
      address = server.found.endsWith("/") ? server.found : `${server.found}/`;
      desk = await signIn(address, planner);
    });

    after(async () => {
      await server?.stop();
      await held?.finish();
      folder?.remove();
    });

    test("the desk says what is owed", async () => {
      await desk.goto(address);
      assert.match(await desk.textContent("main"), /到期與逾期/);
      await look(desk, `desk-${procedure}`);
      // The picture in the README: HUIYIN_README=yes npm run path.
      if (procedure === "kehu" && process.env.HUIYIN_README) {
        await desk.setViewportSize({ width: 1280, height: 900 });
        await desk.screenshot({ path: join(root, "docs/images/desk.png") });
      }
    });

    test("a file of events is looked into, taken in, and harmless when it comes again", async () => {
      for (const expected of [/新增\s*24/, /原已相同\s*24/]) {
        await desk.goto(`${address}imports`);
        await desk.check("input[name=kind][value=events]");
        await desk.locator("input[type=file]").setInputFiles(EVENTS);
        await desk.locator("form[action='/imports/files'] button.primary").click();
        await throughSteps(desk, `import-${procedure}`);
        assert.match(await desk.textContent("main"), expected);
      }
    });

    test("what is typed before the page is ready is looked for too", async () => {
      const page = await desk.context().newPage();
      await page.route("**/app-*.js", async (route) => {
        await page.locator("[data-key=H]").fill("3-0101");
        await route.continue();
      });
      await page.goto(`${address}events/new`);
      await page.locator("#found a").first().waitFor();
      await page.close();
    });

    test("a complaint is registered by keyboard", async () => {
      await desk.goto(`${address}events/new`);
      await desk.keyboard.press("h");
      await desk.locator("[data-key=H]:focus").waitFor();
      // As fast as a person types: each pause asks for what is there so far.
      await desk.keyboard.type("3-0101", { delay: 60 });
      const household = desk.locator("#found a").first();
      await household.waitFor().catch(async () => {
        const [typed, found] = [await desk.inputValue("[data-key=H]"), await desk.textContent("#found")];
        assert.fail(`nobody is found for ${typed}: ${found}`);
      });
      await household.click();
      await desk.check("input[name=category][value=complaint]");
      await desk.fill("[name=summary]", "消防通道又堆滿雜物，推不開門");
      await desk.check("input[name=severity][value=major]");
      await look(desk, `intake-${procedure}`);
      await desk.locator("[name=summary]").press("Control+Enter");
      await desk.waitForURL(/\/events\/[0-9a-f-]{36}$/);
      event = new URL(desk.url()).pathname;
      assert.match(await desk.textContent("main"), /推不開門/);
    });

    test("it is found by its words, and completed among others", async () => {
      await desk.goto(`${address}events?q=${encodeURIComponent("消防通道又堆滿")}`);
      await desk.locator("input[name=events]").first().check();
      assert.equal(await desk.textContent("[data-selected=events]"), "1");
      await look(desk, `events-${procedure}`);
      await desk.locator("button[data-needs-selection=events]").click();
      await desk.goto(address + event.slice(1));
      assert.match(await desk.textContent("main"), /處理完畢/);
      await look(desk, `event-${procedure}`);
    });

    test("its follow-up is released once people may know of it", async () => {
      await desk.goto(`${address}demo/clock`);
      await desk.locator("button[name=step]").nth(1).click();
      await desk.goto(address + event.slice(1));
      const link = desk.locator("a[href^='/follow-ups/']").first();
      followUp = await link.getAttribute("href");
      await desk.goto(address + followUp.slice(1));
      const plan = await desk.locator(".crumb a").first().getAttribute("href");
      await desk.goto(address + plan.slice(1));
      const id = followUp.split("/").at(-1);
      await desk.locator(`input[name=follow_ups]`).evaluateAll((boxes, id) => {
        for (const box of boxes) box.checked = box.value === id;
      }, id);
      await desk.locator(`input[name=follow_ups][value="${id}"]`).dispatchEvent("change");
      await look(desk, `plan-${procedure}`);
      await desk.locator("form[action='/plan/release'] button.primary").click();
      await desk.goto(address + followUp.slice(1));
      assert.match(await desk.textContent("main"), /已放行/);
    });

    test("the visitor takes the form, visits and hands the record in, on a phone", async () => {
      const phone = await signIn(address, visitor, { viewport: { width: 390, height: 844 }, hasTouch: true });
      if (office.takesForms) {
        await phone.goto(`${address}sign-out-sheet`);
        await look(phone, `sheet-${procedure}`);
        await phone.setViewportSize({ width: 390, height: 844 });
        await draw(phone, "[data-sign] canvas");
        await phone.locator("form[action='/sign-out-sheet'] button.primary").click();
      }
      await phone.goto(address + followUp.slice(1));
      await phone.locator("a[href$='/visit']").click();
      await look(phone, `visit-${procedure}`);
      await phone.setViewportSize({ width: 390, height: 844 });
      await phone.locator("form[action$='/visit'] button.primary").click();
      for (const field of ["quality", "effect", "satisfaction", "rating"]) {
        await phone.check(`input[name=${field}][value=satisfied]`);
      }
      await phone.check("[name=shortcomings_none]");
      await phone.check("[name=suggestions_none]");
      await phone.check("input[name=relation][value=owner]");
      await phone.locator("form[action$='/visit'] button.primary").click();
      assert.match(await phone.textContent("main"), /請選問題是否解決/, "what is lacking is said");
      assert.ok(await phone.isChecked("input[name=quality][value=satisfied]"), "what was chosen stays");
      await phone.check("input[name=solved][value=yes]");
      await phone.check("input[name=site_check][value=good]");
      await draw(phone, "[data-sign] canvas");
      await draw(phone, "[data-sign] canvas", 1);
      await phone.locator("form[action$='/visit'] button.primary").click();
      await phone.waitForURL(/\/records\/[0-9a-f-]{36}$/);
      record = new URL(phone.url()).pathname;
      assert.match(await phone.textContent("main"), /未改動/);
      await look(phone, `record-${procedure}`);
      assert.deepEqual(phone.complaints, []);
      await phone.context().close();
    });

    test("the reviewer reads it and signs", async () => {
      await desk.goto(`${address}records`);
      assert.ok((await desk.locator(`#wait a[href="${record}"]`).count()) === 1, "it waits for the review");
      await look(desk, `records-${procedure}`);
      await desk.goto(address + record.slice(1));
      await desk.check("input[name=verdict][value=accepted]");
      await desk.fill("[name=opinion]", "已閱，處理妥當");
      await desk.locator("form[action$='/review'] button.primary").click();
      await desk.goto(address + record.slice(1));
      assert.match(await desk.textContent("main"), /已閱，處理妥當/);
    });

    test("the month counts it, and the figure opens its rows", async () => {
      await desk.goto(address + followUp.slice(1));
      const plan = new URL(await desk.locator(".crumb a").first().getAttribute("href"), address);
      const month = plan.searchParams.get("month");
      await desk.goto(`${address}statistics?month=${month}`);
      await look(desk, `statistics-${procedure}`);
      const figure = desk.locator("a[href*='category=complaint'][href*='figure=done']").first();
      await figure.click();
      assert.ok((await desk.locator(`main a[href="${event}"]`).count()) >= 1, "its row is there");
    });

    for (const path of ["open", "people", "units", "procedure", "account"]) {
      test(`/${path} can be looked at`, async () => {
        await desk.goto(address + path);
        await look(desk, `${path}-${procedure}`);
      });
    }

    test("no script complained", () => assert.deepEqual(desk.complaints, []));
  });
}

/** Goes through the steps of an import to what came of it. */
async function throughSteps(page, name) {
  for (let turn = 0; turn < 60; turn++) {
    await page.waitForLoadState();
    if (await page.locator("meta[http-equiv=refresh]").count()) {
      await page.waitForTimeout(300);
      await page.reload();
      continue;
    }
    const step = page.locator("form[action$='/columns'] button.primary, form[action$='/run'] button.primary");
    if ((await step.count()) === 0) return;
    await look(page, name);
    await step.first().click();
  }
}

/** Draws a line in a box. */
async function draw(page, selector, which = 0) {
  const canvas = page.locator(selector).nth(which);
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  await page.mouse.move(box.x + 20, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + 50, { steps: 6 });
  await page.mouse.up();
}
