// What the phone keeps: without a network, after the browser was closed, when the session ends, when it is full, when
// somebody signs out, and when it is lost.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { results } from "../support.mjs";
import { carried } from "./estate.mjs";
import { allSent, begin, fillIn, handIn, held, isFit, noise, plugIn, record, show, signIn, unplug } from "./phone.mjs";
import { cutOff, fill, sees } from "./stairwell.mjs";

const SHORTCOMINGS = "[name=content-shortcomings]";

/** Types, and waits until the page says that the last keystroke is kept; then it is. */
async function type(page, words) {
  const before = await page.getAttribute(".saved", "data-at");
  await page.fill(SHORTCOMINGS, words);
  await page.waitForFunction((before) => document.querySelector(".saved").dataset.at !== before, before);
  assert.match(JSON.stringify(await held(page, "drafts")), new RegExp(words));
}

/** Nothing of anybody is shown, nor kept; what is unsent is only counted. */
async function isSealed(page) {
  await page.locator(".sealed").waitFor();
  assert.doesNotMatch(await page.textContent("body"), /住戶\d/, "nothing of anybody is shown");
  assert.deepEqual(await held(page, "kept").then((all) => all.filter((each) => each?.visits)), [], "nor kept");
}

export function keeping(at, { procedure, visitor }, axe) {
  test("five visits are recorded without any network, outlive the browser, and arrive once each", async () => {
    const mine = Array.from({ length: 5 }, at.next);
    const folder = join(at.folder, "phone");
    let it = await at.phone({ folder });
    const picture = await noise(it.page, 300);
    await unplug(at.line, it);
    await at.stopServer();
    for (const [index, followUp] of mine.slice(0, 4).entries()) {
      await record(it.page, followUp, `離線第 ${index} 份`, index === 0 ? { photo: picture } : {});
    }
    // The fifth is left in the middle of a word, and the browser is closed.
    await begin(it.page, mine[4]);
    await type(it.page, "離線第 4 份，寫到一");
    await it.close();

    it = await at.phone({ folder, unsigned: true });
    await it.context.setOffline(true);
    await it.page.goto(`${at.address}today/`);
    await it.page.locator(".visit").first().waitFor();
    assert.equal((await held(it.page, "queue")).filter((each) => each.command.kind === "record_visit").length, 4);
    await begin(it.page, mine[4]);
    assert.equal(await it.page.inputValue(SHORTCOMINGS), "離線第 4 份，寫到一");
    await fillIn(it.page, "離線第 4 份");
    await handIn(it.page);
    await it.page.locator(".net", { hasText: "離線" }).waitFor();
    await isFit(it.page, axe, "waiting");
    await it.page.screenshot({ path: `${results}today-waiting-${procedure}.png` });

    await at.startServer();
    await plugIn(at.line, it);
    await allSent(it.page);
    assert.deepEqual(await held(it.page, "drafts"), [], "what has arrived is not kept");
    assert.deepEqual(await held(it.page, "files"), []);
    for (const [index, followUp] of mine.entries()) {
      const page = await at.recordOf(followUp);
      assert.match(await page.textContent("main"), new RegExp(`離線第 ${index} 份`));
      assert.ok((await page.locator(".sign svg path").count()) >= 2, "both signatures are drawn");
      assert.match(await page.textContent("main"), /未改動/);
      if (index === 0) await sees(page, 300);
    }
    assert.deepEqual(it.complaints, []);
    await it.close();
  });

  test("a session that ends leaves the drafts, sealed until the same person comes back", async () => {
    const [followUp, begun] = [at.next(), at.next()];
    const it = await at.phone();
    await begin(it.page, begun);
    await type(it.page, "還沒寫完");
    await allSent(it.page);
    await it.context.setOffline(true);
    await record(it.page, followUp, "登入到期前寫的");
    await it.context.clearCookies({ name: "huiyin" });
    await it.context.setOffline(false);
    await it.page.locator(".net", { hasText: "未登入" }).waitFor();
    await show(it.page, "#");
    await isSealed(it.page);
    await isFit(it.page, axe, "signed out");
    await it.page.screenshot({ path: `${results}today-signed-out-${procedure}.png` });
    await signIn(it, at.address, visitor);
    await allSent(it.page);
    assert.match(await (await at.recordOf(followUp)).textContent("main"), /登入到期前寫的/);
    await begin(it.page, begun);
    assert.equal(await it.page.inputValue(SHORTCOMINGS), "還沒寫完");
    await it.close();
  });

  test("a session that ends without any network seals the phone by itself", async () => {
    const it = await at.phone();
    const { session_ends } = await carried(it);
    const begun = at.followUps[0];
    await begin(it.page, begun);
    await type(it.page, "離線寫的");
    await it.context.setOffline(true);
    await it.page.clock.setSystemTime(Date.parse(session_ends) + 86_400_000);
    await show(it.page, "#");
    await isSealed(it.page);
    assert.equal((await held(it.page, "drafts")).length, 1, "what was written is still there");
    await it.close();
  });

  test("a full phone says so, and keeps what is typed as soon as there is room", async () => {
    const followUp = at.next();
    const it = await at.phone();
    // It is told before it bites: there is little room left, where the browser says so.
    await it.page.evaluate(() => {
      navigator.storage.estimate = async () => ({ quota: 100 * 1024 * 1024, usage: 93 * 1024 * 1024 });
    });
    await show(it.page, "#phone");
    await it.page.locator(".known", { hasText: "尚餘 7 MB" }).waitFor();
    await show(it.page, "#");
    await it.page.locator(".hints", { hasText: "只剩 7 MB" }).waitFor();
    await isFit(it.page, axe, "little room");
    const picture = await noise(it.page, 1200);
    await begin(it.page, followUp);
    // The first thing written sets room aside for words.
    await type(it.page, "滿之前");
    await it.page.evaluate(fill);
    await it.page.locator("input[type=file]").first().setInputFiles({ name: "p.png", mimeType: "image/png", buffer: picture });
    await it.page.locator(".error", { hasText: "手機空間不足" }).waitFor();
    assert.equal(await it.page.locator(".photos img").count(), 0);
    await it.page.fill(SHORTCOMINGS, "文字還存得下");
    await show(it.page, "#");
    await it.page.locator(".hints", { hasText: "手機滿了" }).waitFor();
    await begin(it.page, followUp);
    assert.equal(await it.page.inputValue(SHORTCOMINGS), "文字還存得下");
    await it.page.evaluate(() => globalThis.empty());
    await fillIn(it.page, "騰出空間後", { photo: picture });
    await handIn(it.page);
    await allSent(it.page);
    await sees(await at.recordOf(followUp), 1200);
    await it.close();
  });

  test("signing out deletes what the phone holds, and asks where something is unsent", async () => {
    const it = await at.phone();
    await begin(it.page, at.followUps[0]);
    await type(it.page, "不會送出的");
    await show(it.page, "#phone");
    await isFit(it.page, axe, "phone");
    await it.page.screenshot({ path: `${results}today-phone-${procedure}.png` });
    await it.page.locator(".btn.danger").click();
    await it.page.locator("dialog", { hasText: "還有 1 件未送出" }).waitFor();
    await isFit(it.page, axe, "signing out");
    await it.page.locator("dialog .btn").first().click();
    assert.equal((await held(it.page, "drafts")).length, 1, "not yet");
    await it.page.locator(".btn.danger").first().click();
    await it.page.locator("dialog .btn.danger").click();
    await it.page.locator(".net", { hasText: "未登入" }).waitFor();
    for (const store of ["drafts", "queue", "files", "sent"]) assert.deepEqual(await held(it.page, store), [], store);
    assert.equal(await it.page.evaluate(() => fetch("/today/data").then((answer) => answer.status)), 401);
    await it.close();
  });

  test("signing out at the desk in the same browser says what is unsent, and seals it", async () => {
    const followUp = at.followUps[0];
    const it = await at.phone({ viewport: { width: 1280, height: 800 } });
    await begin(it.page, followUp);
    await type(it.page, "在工作台登出前寫的");
    const desk = await it.context.newPage();
    const leaves = async () => {
      await desk.goto(`${at.address}account`);
      await desk.locator("form[action='/sign-out'] > button").click();
    };
    await leaves();
    const asks = desk.locator("dialog.leaving[open]", { hasText: "未送出" });
    await asks.waitFor();
    await isFit(desk, axe, "leaving the desk");
    await desk.screenshot({ path: `${results}leaving-${procedure}.png` });
    await asks.locator("[data-stay]").click();
    assert.match(desk.url(), /\/account$/, "nobody is signed out yet");
    await leaves();
    await asks.locator("button[type=submit]").click();
    await desk.waitForURL(/\/sign-in/);
    await show(it.page, "#");
    await it.page.reload();
    await isSealed(it.page);
    await signIn(it, at.address, visitor);
    await begin(it.page, followUp);
    assert.equal(await it.page.inputValue(SHORTCOMINGS), "在工作台登出前寫的");
    // Where nothing is unsent the browser forgets all of it, without a question.
    await it.page.locator(".others .btn", { hasText: "刪去草稿" }).click();
    await it.page.locator("dialog .btn.danger").click();
    await it.page.locator(".visit").first().waitFor();
    await allSent(it.page);
    await it.page.close();
    await leaves();
    await desk.waitForURL(/\/sign-in/);
    assert.deepEqual(await desk.evaluate(() => indexedDB.databases()), []);
    await it.close();
  });

  test("a phone that was cut off at the desk deletes everything", async () => {
    const it = await at.phone();
    await begin(it.page, at.followUps[0]);
    await type(it.page, "手機丟了");
    await show(it.page, "#");
    const { device, person } = await carried(it);
    await cutOff(await at.deskOf("manager"), { address: at.address, person: person.id, device });
    await it.page.evaluate(() => dispatchEvent(new Event("online")));
    await it.page.locator("h1", { hasText: "這部手機已停用" }).waitFor();
    await isFit(it.page, axe, "cut off");
    const left = await it.page.evaluate(() => indexedDB.databases());
    assert.ok(left.every((each) => each.name !== "huiyin-today"), "not even the database is left");
    await it.close();
  });
}
