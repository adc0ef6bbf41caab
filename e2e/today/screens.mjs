// Every screen of the visitor's page, one after the other, and what is tested on each; the pictures of the documentation
// are taken on the same way.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { results, root } from "../support.mjs";
import { carried } from "./estate.mjs";
import { allSent, begin, draw, fillIn, handIn, isFit, isInReach, show, sign } from "./phone.mjs";
import { had } from "./stairwell.mjs";

/** A photo of the made-up estate. */
const PHOTO = readFileSync(join(root, "crates/app/src/demo/place.jpg"));

/** What calls itself a chat app's browser. */
const CHATS = ["MicroMessenger/8.0.50", "AliApp(DingTalk/7.6.0)", "Lark/7.20 Feishu"];

/** The page as it opens inside a chat app. */
export async function inChat({ browser, address }, app = CHATS[0]) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 780 },
    locale: "zh-TW",
    userAgent: `Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36 ${app}`,
  });
  const page = await context.newPage();
  await page.goto(`${address}today/`);
  await page.locator("h1", { hasText: "請改用瀏覽器打開" }).waitFor();
  return page;
}

/** Says that nobody wants to sign, why, and which colleague saw it. */
export async function refuse(page, reason) {
  await page.locator("details.refusal summary").click();
  await page.fill("[name=refusal_reason]", reason);
  const witness = page.locator("select[name=witness]");
  const those = await witness.locator("option").evaluateAll((all) => all.map((it) => it.value).filter(Boolean));
  await witness.selectOption(those[0]);
}

/** Brings something into the middle of the screen. */
async function into(page, selector) {
  await page.locator(selector).first().evaluate((it) => it.scrollIntoView({ block: "center" }));
}

/**
 * Walks through the page with one visit and leaves nothing of it: `look` is called on each screen with its name.
 * The visit is one whose form nobody has taken.
 */
export async function tour(page, followUp, look) {
  await show(page, "#");
  await page.locator(".visit").first().waitFor();
  await look("list");
  await page.locator(".bar .btn", { hasText: "搜尋" }).click();
  await page.fill("#search", "西區 5");
  await look("search");
  await page.fill("#search", "");
  await page.locator(".bar .btn", { hasText: "搜尋" }).click();

  await show(page, `#visit/${followUp}`);
  await page.locator(".visit-form, canvas").first().waitFor();
  if (await page.locator("canvas").count()) {
    await draw(page);
    await look("take");
    await page.locator(".dock .primary").click();
    await page.locator(".visit-form").waitFor();
  }
  await page.locator("details.before summary").click();
  await look("visit");
  await page.locator("details.before summary").click();
  await page.locator(".dock .primary").click();
  await page.locator(".summary li").first().waitFor();
  await look("lacking");
  await fillIn(page, "樓道的燈還是暗", { photo: PHOTO });
  await into(page, ".photos");
  await look("photos");
  await page.locator(".raised .btn").first().click();
  await page.locator(".matter input[value=suggestion]").check();
  await page.fill("[name=matter-1-said]", "樓道的燈換亮一點");
  await page.locator(".matter input[value=promise]").check();
  const by = await page.inputValue("[name=visited_at]");
  const inTwoDays = new Date(Date.parse(`${by}Z`) + 2 * 86_400_000).toISOString().slice(0, 16);
  await page.fill("[name=matter-1-answer_by]", inTwoDays);
  await into(page, ".matter");
  await look("matter");

  await byPhone(page, look);

  await page.locator(".dock .primary").click();
  await page.locator("canvas").waitFor();
  await refuse(page, "趕著出門");
  await into(page, "details.refusal");
  await look("refusal");
  await page.locator("details.refusal .btn").click();
  await page.locator("h2.signer", { hasText: "見證" }).waitFor();
  await draw(page);
  await look("witness");
  await show(page, `#visit/${followUp}`);
  await page.locator(".others .btn", { hasText: "簽名作廢" }).click();
  await page.locator("dialog .btn.danger").click();
  await page.locator(".visit-form fieldset:not([disabled])").first().waitFor();

  await page.locator(".dock .primary").click();
  await draw(page);
  await look("sign");
  await page.locator(".dock .primary").click();
  await page.locator("h2.signer", { hasNotText: "住戶" }).waitFor();
  const before = await page.textContent("h2.signer");
  await sign(page);
  await page.waitForFunction((before) => document.querySelector("h2.signer")?.textContent !== before, before);
  if (await page.locator("canvas").count()) {
    await draw(page);
    await look("second");
    await page.locator(".dock .primary").click();
    await page.locator("canvas").waitFor({ state: "detached" });
  }
  await look("hand-in");
  await show(page, `#try/${followUp}`);
  await page.locator("input[name=channel][value=on_site]").check();
  await page.fill("[name=note]", "按鈴三次無人應門");
  await look("try");
  await show(page, "#phone");
  await page.locator(".known").waitFor();
  await look("phone");
}

/** The same visit by telephone, and back. */
async function byPhone(page, look) {
  const call = page.locator("input[name=channel][value=phone]");
  if (!(await call.count())) return;
  await call.check();
  const reason = page.locator("[name=channel_reason]");
  if (await reason.count()) await reason.fill("主管同意：住戶白天不在家");
  await page.evaluate(() => scrollTo(0, 0));
  await look("by-phone");
  await page.locator("input[name=channel][value=on_site]").check();
}

export function screens(at, { procedure, officer }, axe, themes) {
  test("whoever declines to sign has a witness who signs on the same phone, and it shows", async () => {
    const it = await at.phone(officer ? { login: officer } : {});
    const visitors = officer ? 2 : 1;
    const followUp = officer ? await had(it, visitors) : at.next();
    await it.context.setOffline(true);
    await begin(it.page, followUp);
    await fillIn(it.page, "不願簽名的住戶");
    await it.page.locator(".dock .primary").click();
    await it.page.locator("canvas").waitFor();
    await it.page.locator("details.refusal summary").click();
    await it.page.locator("details.refusal .btn").click();
    await it.page.locator(".refusal .error", { hasText: "拒簽原因" }).waitFor();
    await it.page.locator("details.refusal summary").click();
    await refuse(it.page, "趕著出門");
    await it.page.locator("details.refusal .btn").click();
    const signer = await it.page.locator("h2.signer", { hasText: "見證" }).textContent();
    const name = signer.match(/見證的(.+)簽名/)[1];
    const above = await it.page.textContent(".shown");
    assert.match(above, /趕著出門/, "the reason stands above what the witness signs");
    // Nobody signs for another, and nobody without a stroke.
    await it.page.locator(".dock .primary").click();
    await it.page.locator(".error", { hasText: "請在框內簽名" }).waitFor();
    await handIn(it.page, { signing: true });
    await it.context.setOffline(false);
    await allSent(it.page);
    const desk = await at.recordOf(followUp);
    const record = await desk.textContent("main");
    for (const words of ["趕著出門", "拒簽", name, "見證人"]) assert.ok(record.includes(words), words);
    await desk.locator("a[href$='/evidence']").first().click();
    await desk.waitForURL(/\/evidence$/);
    const evidence = desk.locator(".signoff", { hasText: "見證人" });
    assert.ok((await evidence.locator("svg path").count()) > 0, "the strokes of the witness");
    assert.equal(await desk.locator(".signoff svg").count(), visitors + 1, "and of everybody who visited");
    const text = await desk.textContent("main");
    assert.match(text, /本人在場見證/, "what stood above them");
    assert.match(text, new RegExp(`${name}`));
    await isFit(desk, axe, "evidence");
    await it.close();
  });

  test("every screen fits the narrowest phone and has nothing serious for axe", async () => {
    const it = at.first;
    // A phone whose clock goes with that of the demo, so that the pictures do not talk about it.
    const { now } = await carried(it);
    await it.page.clock.setSystemTime(Date.parse(now));
    await it.page.evaluate(() => dispatchEvent(new Event("online")));
    await it.page.waitForFunction(() => !/手機時鐘/.test(document.querySelector(".net-place")?.textContent ?? ""));
    for (const theme of themes) {
      await it.page.emulateMedia({ colorScheme: theme });
      await tour(it.page, at.next(), async (name) => {
        await isInReach(it.page, name);
        await isFit(it.page, axe, `${name}, ${theme}`);
        await it.page.screenshot({ path: `${results}today-${name}-${theme}-${procedure}.png` });
      });
    }
    assert.deepEqual(it.complaints, []);
  });
}

/** What Safari may clear away, on a phone that says it is one. */
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";

/** What only the browser decides: once is enough. */
export function chats(at, axe) {
  test("inside a chat app nothing can be begun, and the way out is shown", async () => {
    for (const app of CHATS) {
      const page = await inChat(at, app);
      assert.equal(await page.locator(".visit").count(), 0);
      assert.match(await page.textContent(".address"), /\/today\/$/);
      await page.locator(".btn", { hasText: "在瀏覽器打開" }).waitFor();
      await show(page, `#visit/${at.followUps[0]}`);
      assert.equal(await page.locator(".visit-form").count(), 0, "nor by an address");
      assert.deepEqual(await page.evaluate(() => indexedDB.databases()), [], "nothing is kept");
      await isFit(page, axe, app);
      await page.context().close();
    }
  });

  test("whoever has an iPhone is told what it may clear away, and how it stays", async () => {
    const it = await at.phone({ userAgent: IPHONE });
    await show(it.page, "#");
    const said = it.page.locator(".hints", { hasText: "七日未開" });
    await said.waitFor();
    assert.match(await said.textContent(), /加到主畫面/);
    await isFit(it.page, axe, "on an iPhone");
    await show(it.page, "#phone");
    await it.page.locator(".sub", { hasText: "七日未開" }).waitFor();
    await it.close();
  });
}
