// The pictures of docs/concepts/phone.md: the real page at 360 × 780 with a made-up estate, one of each screen.
// `npm run pictures` takes them all anew.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import UPNG from "upng-js";

import { build, launch, root } from "./support.mjs";
import { carried, openEstate } from "./today/estate.mjs";
import { allSent, begin, plugIn, record, show, unplug } from "./today/phone.mjs";
import { inChat, tour } from "./today/screens.mjs";
import { note, recordAtDesk } from "./today/stairwell.mjs";

/** Under 篇2 two people visit, and there is a bit of everything: late ones, promises, records that came back. */
const OFFICE = { procedure: "yezhu", database: "sqlite", planner: "supervisor", visitor: "officer" };
/** Colours of a picture: enough for paper, ink and a photo in the corner. */
const COLOURS = 64;
/** All of them together, in bytes. */
const MOST = 1_000_000;

const place = join(root, "docs/images/phone");
rmSync(place, { recursive: true, force: true });
mkdirSync(place, { recursive: true });

build("-p", "huiyin");
const browser = await launch();
const at = await openEstate(browser, OFFICE);
try {
  await take();
} finally {
  await at.close();
  await browser.close();
}
const bytes = readdirSync(place).reduce((sum, name) => sum + statSync(join(place, name)).size, 0);
assert.ok(bytes < MOST, `the pictures are ${bytes} bytes, at most ${MOST}`);
console.log(`${readdirSync(place).length} pictures, ${bytes} bytes`);

async function take() {
  const { page } = at.first;
  const shoot = async (name, of = page) => {
    const taken = UPNG.decode(new Uint8Array(await of.screenshot()).buffer);
    const small = UPNG.encode(UPNG.toRGBA8(taken), taken.width, taken.height, COLOURS);
    writeFileSync(join(place, `${name}.png`), Buffer.from(small));
  };
  // A phone whose clock goes with the estate's, so that no picture talks about it.
  const data = await carried(at.first);
  const inTime = async (of) => {
    await of.clock.setSystemTime(Date.parse(data.now));
    await of.evaluate(() => dispatchEvent(new Event("online")));
    await of.waitForFunction(() => !/手機時鐘/.test(document.querySelector(".net-place")?.textContent ?? ""));
  };
  await inTime(page);
  const fresh = data.visits.filter((it) => it.state === "released" && it.visitors.length === 2 && it.days_late <= 0);
  const repairs = data.visits.filter((it) => it.category.id === "repair" && it.state === "released");
  assert.ok(fresh.length > 0 && repairs.length > 3, "the estate has something to visit");

  await tour(page, fresh[0].follow_up, shoot);

  // Without a network: a try and two visits wait; one of them was recorded at the desk meanwhile.
  const [tried, visited, twice] = repairs.map((it) => it.follow_up);
  await begin(page, twice);
  await allSent(page);
  await unplug(at.line, at.first);
  await note(page, tried, "按鈴三次無人應門");
  await record(page, visited, "水壓還是小");
  await record(page, twice, "手機上記的");
  await show(page, "#waiting");
  await page.locator(".visit").nth(2).waitFor();
  await shoot("waiting");
  await show(page, "#");
  await page.locator(".net", { hasText: "離線" }).waitFor();
  await page.locator(".bar .btn", { hasText: "搜尋" }).click();
  await page.fill("#search", repairs[1].unit.text);
  await shoot("offline");
  await page.fill("#search", "");
  await page.locator(".bar .btn", { hasText: "搜尋" }).click();
  at.line.cut = false;
  const desk = await at.deskOf(OFFICE.visitor);
  await recordAtDesk(desk, at.address, twice, "工作台記的");
  await plugIn(at.line, at.first);
  await page.locator(".tabs a[href='#returned'] .n", { hasText: /^1$/ }).waitFor();
  await allSent(page);
  await shoot("sent");
  await show(page, "#returned");
  await page.locator(".mark.fail").waitFor();
  await page.locator("details summary").click();
  await shoot("returned");
  await at.desk.setViewportSize({ width: 780, height: 900 });
  await at.desk.goto(`${at.address}follow-ups/${twice}`);
  await at.desk.locator(`a[href*="/follow-ups/${twice}/conflicts/"]`).first().click();
  await at.desk.waitForURL(/\/conflicts\//);
  await shoot("conflict-at-desk", at.desk.locator("main"));

  await page.emulateMedia({ colorScheme: "dark" });
  await show(page, "#");
  await page.locator(".visit").first().waitFor();
  await shoot("dark");
  await page.emulateMedia({ colorScheme: "light" });

  const chat = await inChat(at);
  await shoot("chat", chat);

  // The session ends while something is unsent.
  await page.locator(".tabs a[href='#']").click();
  await at.first.context.clearCookies({ name: "huiyin" });
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.locator(".sealed").waitFor();
  await shoot("sealed");
}
