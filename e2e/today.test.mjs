// The visitor's page on a phone, on both databases and under two procedures, with everything that goes wrong in a
// stairwell: no network, a line that breaks, answers that get lost, two phones, a plan that changed, a session that ended.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import {
  allSent,
  begin,
  fillIn,
  handIn,
  held,
  isFit,
  isReady,
  noise,
  openLine,
  openPhone,
  plugIn,
  record,
  show,
  signIn,
  unplug,
} from "./phone.mjs";
import { COMPLAINTS, cutOff, fill, note, queueUp, releaseAll, sees, takeIn } from "./stairwell.mjs";
import { build, launch, results, root, scratch, start } from "./support.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Who does what; the logins of the made-up estate. Under 篇2 only the manager follows up a grave complaint. */
const OFFICES = [
  { procedure: "kehu", database: "sqlite", planner: "service", visitor: "manager", reassigns: true },
  { procedure: "yezhu", database: "postgres", planner: "supervisor", visitor: "manager", reassigns: false },
];

let browser;

before(async () => {
  build("-p", "huiyin");
  build("-p", "huiyin-testkit", "--example", "database");
  browser = await launch();
});

after(() => browser?.close());

for (const office of OFFICES) {
  const { procedure, database, planner, visitor } = office;

  describe(`a phone under ${procedure} on ${database}`, () => {
    let folder;
    let serverArgs;
    let server;
    let held_;
    let line;
    let desk;
    let followUps;
    const phones = [];

    /** A phone that is signed in. */
    async function phone(name, options) {
      line.cut = false;
      const opened = await openPhone(folder.path, name, options);
      phones.push(opened);
      if (!options?.unsigned) await signIn(opened, line.address, visitor);
      return opened;
    }

    /** A follow-up that no test has touched. */
    function next() {
      const followUp = followUps.shift();
      assert.ok(followUp, "there are enough complaints for all tests");
      return followUp;
    }

    /** The one record of a follow-up, as the desk sees it. */
    async function recordOf(followUp) {
      await desk.goto(`${line.address}follow-ups/${followUp}`);
      const links = await desk.locator("a[href^='/records/']").evaluateAll((all) => all.map((it) => it.getAttribute("href")));
      const records = new Set(links.map((it) => it.split("/")[2]));
      assert.equal(records.size, 1, `${followUp} has one record, once`);
      const path = `records/${[...records][0]}`;
      await desk.goto(line.address + path);
      return desk;
    }

    /** What the desk shows of work that arrived too late. */
    async function keptOf(followUp) {
      await desk.goto(`${line.address}follow-ups/${followUp}`);
      await desk.locator(`a[href*="/follow-ups/${followUp}/conflicts/"]`).first().click();
      await desk.waitForURL(/\/conflicts\//);
      return desk.textContent("main");
    }

    before(async () => {
      folder = scratch();
      serverArgs = ["demo", "--procedure", procedure, "--months", "1", "--data", join(folder.path, "data")];
      if (database === "postgres") {
        held_ = await start("examples/database", [], { ready: /(postgres\S+)\n/ });
        serverArgs.push("--database-url", held_.found);
      }
      server = await start("huiyin", [...serverArgs, "--listen", "127.0.0.1:0"], { ready: /(http:\/\/127\S+)/ });
      line = await openLine(server.found);
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-TW" });
      desk = await context.newPage();
      await desk.goto(`${line.address}sign-in`);
      await desk.locator(`form:has(input[name=demo][value="${planner}"]) button`).click();
      await desk.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
      await takeIn(desk, line.address);
      await releaseAll(desk, line.address);
      const first = await phone("first");
      const all = await first.page.evaluate(() => fetch("/today/data").then((answer) => answer.json()));
      followUps = all.visits.filter((it) => /消防門關不攏/.test(it.summary)).map((it) => it.follow_up);
      assert.equal(followUps.length, COMPLAINTS);
    });

    after(async () => {
      for (const each of phones) await each.close().catch(() => undefined);
      await line?.close();
      await server?.stop();
      await held_?.finish();
      folder?.remove();
    });

    test("five visits are recorded without any network, outlive the browser, and arrive once each", async () => {
      const mine = Array.from({ length: 5 }, next);
      let it = await phone("five");
      const picture = await noise(it.page, 300);
      await unplug(line, it);
      await server.stop();
      for (const [index, followUp] of mine.slice(0, 4).entries()) {
        await record(it.page, followUp, `離線第 ${index} 份`, index === 0 ? { photo: picture } : {});
      }
      // The fifth is left in the middle of a word, and the browser is closed.
      await begin(it.page, mine[4]);
      await it.page.fill("[name=content-shortcomings]", "離線第 4 份，寫到一");
      await it.page.waitForFunction(() => /每一筆即存/.test(document.querySelector(".saved")?.textContent ?? ""));
      await it.close();

      it = await phone("five", { unsigned: true });
      await it.context.setOffline(true);
      await it.page.goto(`${line.address}today/`);
      await it.page.locator(".visit").first().waitFor();
      assert.equal((await held(it.page, "queue")).filter((each) => each.command.kind === "record_visit").length, 4);
      await begin(it.page, mine[4]);
      assert.equal(await it.page.inputValue("[name=content-shortcomings]"), "離線第 4 份，寫到一");
      await fillIn(it.page, "離線第 4 份");
      await handIn(it.page);
      await it.page.locator(".net", { hasText: "離線" }).waitFor();
      await it.page.screenshot({ path: `${results}today-waiting-${procedure}.png` });

      server = await start("huiyin", [...serverArgs, "--listen", new URL(server.found).host], { ready: /(http:\/\/127\S+)/ });
      await plugIn(line, it);
      await allSent(it.page);
      assert.deepEqual(await held(it.page, "drafts"), [], "what has arrived is not kept");
      assert.deepEqual(await held(it.page, "files"), []);
      for (const [index, followUp] of mine.entries()) {
        const page = await recordOf(followUp);
        assert.match(await page.textContent("main"), new RegExp(`離線第 ${index} 份`));
        assert.ok((await page.locator(".sign svg path").count()) >= 2, "both signatures are drawn");
        assert.match(await page.textContent("main"), /未改動/);
        if (index === 0) await sees(page, 300);
      }
      assert.deepEqual(it.complaints, []);
      await it.close();
    });

    test("an upload that breaks in the middle goes on where it stopped", async () => {
      const followUp = next();
      const it = await phone("upload");
      await begin(it.page, followUp);
      await fillIn(it.page, "照片傳到一半斷了", { photo: await noise(it.page, 1500) });
      line.pieces = 0;
      line.breakAtPiece = 2;
      const from = line.seen.length;
      await handIn(it.page);
      await it.page.waitForFunction(() => /離線/.test(document.querySelector(".net")?.textContent ?? ""));
      assert.ok(line.cut, "it broke");
      line.cut = false;
      await show(it.page, "#waiting");
      await it.page.evaluate(() => dispatchEvent(new Event("online")));
      await allSent(it.page);
      const offsets = line.seen.slice(from).filter((each) => each.method === "PATCH" && each.status === 200);
      const sent = offsets.map((each) => Number(new URL(each.path, line.address).searchParams.get("offset")));
      assert.ok(sent.length >= 3, "several pieces");
      assert.equal(new Set(sent).size, sent.length, "no piece that had arrived was sent again");
      await sees(await recordOf(followUp), 1500);
      await it.close();
    });

    test("an answer that gets lost after the commit changes nothing", async () => {
      const followUp = next();
      const it = await phone("lost");
      await begin(it.page, followUp);
      await fillIn(it.page, "答復丟了");
      line.loseAnswers = 1;
      const from = line.seen.length;
      await handIn(it.page);
      await allSent(it.page);
      const sent = line.seen.slice(from).filter((each) => each.path === "/today/commands");
      assert.equal(sent.length, 2, "it was sent twice");
      assert.deepEqual(sent[0].answer, sent[1].answer, "with the same answer");
      assert.match(await (await recordOf(followUp)).textContent("main"), /答復丟了/);
      await it.close();
    });

    test("two tabs at once, and the same command twice in parallel, have one effect", async () => {
      const followUp = next();
      const it = await phone("tabs");
      const other = await it.context.newPage();
      await other.goto(`${line.address}today/`);
      await isReady(other);
      await begin(it.page, followUp);
      await show(other, `#visit/${followUp}`);
      await other.locator(".empty").waitFor();
      assert.match(await other.textContent(".empty"), /另一個分頁/, "a draft is open in one tab only");
      await fillIn(it.page, "兩個分頁");
      await it.context.setOffline(true);
      await handIn(it.page);
      const [waiting] = await held(it.page, "queue");
      await it.context.setOffline(false);
      const send = (page) => page.evaluate((command) => fetch("/today/commands", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(command) }).then((answer) => answer.status), waiting.command);
      const statuses = await Promise.all([send(it.page), send(other), send(other), send(it.page)]);
      assert.ok(statuses.every((status) => [200, 409, 503].includes(status)) && statuses.includes(200), String(statuses));
      for (const page of [it.page, other]) await page.evaluate(() => dispatchEvent(new Event("online")));
      await allSent(it.page);
      assert.match(await (await recordOf(followUp)).textContent("main"), /兩個分頁/);
      await it.close();
    });

    test("what overtakes an earlier one waits for it", async () => {
      const followUp = next();
      const it = await phone("order");
      await it.context.setOffline(true);
      await note(it.page, followUp, "按鈴無人");
      await note(it.page, followUp, "電話無人接");
      const waiting = (await held(it.page, "queue")).sort((one, two) => one.order - two.order);
      assert.deepEqual(waiting.map((each) => each.seq), [1, 2]);
      await it.context.setOffline(false);
      const early = await it.page.evaluate((command) => fetch("/today/commands", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(command) }).then((answer) => answer.status), waiting[1].command);
      assert.notEqual(early, 200, "the second is not taken before the first");
      await it.page.evaluate(() => dispatchEvent(new Event("online")));
      await allSent(it.page);
      await desk.goto(`${line.address}follow-ups/${followUp}`);
      const text = await desk.textContent("main");
      assert.equal(text.split("按鈴無人").length, 2, "the first, once");
      assert.equal(text.split("電話無人接").length, 2, "the second, once");
      await it.close();
    });

    test("two phones with the same visit: one record, and the words of both", async () => {
      const followUp = next();
      const one = await phone("one");
      const two = await phone("two");
      for (const each of [one, two]) {
        await begin(each.page, followUp);
        await allSent(each.page);
      }
      await unplug(line, one, two);
      await record(one.page, followUp, "第一部手機寫的");
      await record(two.page, followUp, "第二部手機寫的");
      await plugIn(line, one);
      await allSent(one.page);
      await plugIn(line, two);
      await two.page.locator(".tabs a[href='#returned'] .n", { hasText: /^1$/ }).waitFor();
      await show(two.page, "#returned");
      await two.page.locator(".mark.fail").waitFor();
      await two.page.locator("details summary").click();
      assert.match(await two.page.textContent(".list"), /第二部手機寫的/, "nothing that was written is lost");
      await isFit(two.page, axe, "returned");
      await two.page.screenshot({ path: `${results}today-returned-${procedure}.png` });
      assert.match(await (await recordOf(followUp)).textContent("main"), /第一部手機寫的/);
      assert.match(await keptOf(followUp), /第二部手機寫的/, "the desk sees the other version, too");
      await one.close();
      await two.close();
    });

    const kept = "a visit that was given to somebody else meanwhile is kept for both to see";
    if (office.reassigns) test(kept, async () => {
      const followUp = next();
      const it = await phone("reassigned");
      await begin(it.page, followUp);
      await allSent(it.page);
      await it.context.setOffline(true);
      await record(it.page, followUp, "改派前已經去過");
      await desk.goto(`${line.address}follow-ups/${followUp}/adjustment`);
      const visitorField = desk.locator("select[name=visitor_0]");
      const others = await visitorField.locator("option").evaluateAll((all) => all.filter((each) => each.value && !each.selected).map((each) => each.value));
      await visitorField.selectOption(others[0]);
      await desk.fill("[name=why]", "當值調換");
      await desk.locator("form[action$='/adjustment'] button[type=submit]").last().click();
      await it.context.setOffline(false);
      await show(it.page, "#returned");
      await it.page.locator(".mark.fail").waitFor();
      await it.page.locator("details summary").click();
      assert.match(await it.page.textContent(".list"), /改派前已經去過/);
      assert.match(await keptOf(followUp), /改派前已經去過/);
      await it.close();
    });

    test("a session that ends leaves the drafts, sealed until the same person comes back", async () => {
      const [followUp, begun] = [next(), next()];
      const it = await phone("session");
      await begin(it.page, begun);
      await it.page.fill("[name=content-shortcomings]", "還沒寫完");
      await allSent(it.page);
      await it.context.setOffline(true);
      await record(it.page, followUp, "登入到期前寫的");
      await it.context.clearCookies({ name: "huiyin" });
      await it.context.setOffline(false);
      await it.page.locator(".net", { hasText: "未登入" }).waitFor();
      await show(it.page, "#");
      await it.page.locator(".sealed").waitFor();
      assert.doesNotMatch(await it.page.textContent("body"), /住戶\d/, "nothing of anybody is shown");
      assert.deepEqual(await held(it.page, "kept").then((all) => all.filter((each) => each?.visits)), [], "nor kept");
      await isFit(it.page, axe, "signed out");
      await it.page.screenshot({ path: `${results}today-signed-out-${procedure}.png` });
      await signIn(it, line.address, visitor);
      await allSent(it.page);
      assert.match(await (await recordOf(followUp)).textContent("main"), /登入到期前寫的/);
      await begin(it.page, begun);
      assert.equal(await it.page.inputValue("[name=content-shortcomings]"), "還沒寫完");
      await it.close();
    });

    test("a full phone says so, and keeps what is typed as soon as there is room", async () => {
      const followUp = next();
      const it = await phone("full");
      const picture = await noise(it.page, 1200);
      await begin(it.page, followUp);
      // The first thing written sets room aside for words.
      await it.page.fill("[name=content-shortcomings]", "滿之前");
      await it.page.waitForFunction(() => /每一筆即存/.test(document.querySelector(".saved")?.textContent ?? ""));
      await it.page.evaluate(fill);
      await it.page.locator("input[type=file]").first().setInputFiles({ name: "p.png", mimeType: "image/png", buffer: picture });
      await it.page.locator(".error", { hasText: "手機空間不足" }).waitFor();
      assert.equal(await it.page.locator(".photos img").count(), 0);
      await it.page.fill("[name=content-shortcomings]", "文字還存得下");
      await show(it.page, "#");
      await it.page.locator(".hints", { hasText: "手機滿了" }).waitFor();
      await begin(it.page, followUp);
      assert.equal(await it.page.inputValue("[name=content-shortcomings]"), "文字還存得下");
      await it.page.evaluate(() => globalThis.empty());
      await fillIn(it.page, "騰出空間後", { photo: picture });
      await handIn(it.page);
      await allSent(it.page);
      await sees(await recordOf(followUp), 1200);
      await it.close();
    });

    test("a clock that is wrong by a day is measured, and the visit has the server's time", async () => {
      const followUp = next();
      const it = await phone("clock", { unsigned: true });
      const wrong = Date.now() - 86_400_000;
      await it.page.clock.setSystemTime(wrong);
      await signIn(it, line.address, visitor);
      await it.page.locator(".net", { hasText: "手機時鐘差約" }).waitFor();
      const [now] = await it.page.evaluate(() => fetch("/today/data").then((answer) => answer.json())).then((data) => [data.now]);
      await begin(it.page, followUp);
      const shown = await it.page.inputValue("[name=visited_at]");
      const wall = new Date(Date.parse(now) + 8 * 3_600_000).toISOString();
      assert.equal(shown.slice(0, 10), wall.slice(0, 10), "the day is the server's");
      await fillIn(it.page, "時鐘慢一天");
      const from = line.seen.length;
      await handIn(it.page);
      await allSent(it.page);
      const sent = line.seen.slice(from).find((each) => each.path === "/today/commands" && /record_visit/.test(each.body));
      const { clock } = JSON.parse(sent.body);
      const real = Date.parse(now) - wrong;
      assert.ok(Math.abs(clock.offset_ms - real) < 600_000, "both times go along");
      assert.match(await (await recordOf(followUp)).textContent("main"), /時鐘慢一天/);
      await it.close();
    });

    test("signing out deletes what the phone holds, and asks where something is unsent", async () => {
      const followUp = next();
      const it = await phone("leaving");
      await begin(it.page, followUp);
      await it.page.fill("[name=content-shortcomings]", "不會送出的");
      await show(it.page, "#phone");
      await isFit(it.page, axe, "phone");
      await it.page.screenshot({ path: `${results}today-phone-${procedure}.png` });
      await it.page.locator(".btn.danger").click();
      await it.page.locator("dialog", { hasText: "還有 1 件未送出" }).waitFor();
      await it.page.locator("dialog .btn").first().click();
      assert.equal((await held(it.page, "drafts")).length, 1, "not yet");
      await it.page.locator(".btn.danger").first().click();
      await it.page.locator("dialog .btn.danger").click();
      await it.page.locator(".net", { hasText: "未登入" }).waitFor();
      for (const store of ["drafts", "queue", "files", "sent"]) assert.deepEqual(await held(it.page, store), [], store);
      assert.equal(await it.page.evaluate(() => fetch("/today/data").then((answer) => answer.status)), 401);
      await it.close();
    });

    test("a phone that was cut off at the desk deletes everything", async () => {
      const followUp = next();
      const it = await phone("stolen");
      await begin(it.page, followUp);
      await it.page.fill("[name=content-shortcomings]", "手機丟了");
      await show(it.page, "#");
      const { device, person } = await it.page.evaluate(() => fetch("/today/data").then((answer) => answer.json()));
      await cutOff(await browser.newContext({ locale: "zh-TW" }), { address: line.address, login: visitor, person: person.id, device });
      await it.page.evaluate(() => dispatchEvent(new Event("online")));
      await it.page.locator("h1", { hasText: "這部手機已停用" }).waitFor();
      await isFit(it.page, axe, "cut off");
      const left = await it.page.evaluate(() => indexedDB.databases());
      assert.ok(left.every((each) => each.name !== "huiyin-today"), "not even the database is left");
      await it.close();
    });

    test("two hundred waiting records go out in order, each once", async () => {
      const it = await phone("many");
      const arrived = [];
      await it.context.route("**/today/commands", (route) => {
        const { id, seq } = route.request().postDataJSON();
        arrived.push(`${id} ${seq}`);
        return route.fulfill({ json: { status: "done", answer: {} } });
      });
      const { person } = await it.page.evaluate(() => fetch("/today/data").then((answer) => answer.json()));
      await it.context.setOffline(true);
      const expected = await it.page.evaluate(queueUp, person.id);
      await it.page.reload();
      await it.page.locator(".tabs .n", { hasText: /^200$/ }).waitFor();
      await it.context.setOffline(false);
      await allSent(it.page);
      assert.deepEqual(arrived, expected);
      await it.close();
    });

    test("inside a chat app nothing can be begun, and the way out is shown", async () => {
      for (const app of ["MicroMessenger/8.0.50", "AliApp(DingTalk/7.6.0)", "Lark/7.20 Feishu"]) {
        const context = await browser.newContext({
          viewport: { width: 360, height: 780 },
          locale: "zh-TW",
          userAgent: `Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36 ${app}`,
        });
        const page = await context.newPage();
        await page.goto(`${line.address}today/`);
        await page.locator("h1", { hasText: "請改用瀏覽器打開" }).waitFor();
        assert.equal(await page.locator(".visit").count(), 0);
        assert.match(await page.textContent(".address"), /\/today\/$/);
        await isFit(page, axe, app);
        await page.screenshot({ path: `${results}today-chat-${procedure}.png` });
        await context.close();
      }
    });

    test("every screen fits the narrowest phone, in light and dark, and has nothing serious for axe", async () => {
      const it = phones[0];
      // A phone whose clock goes with that of the demo, so that the pictures do not talk about it.
      const { now } = await it.page.evaluate(() => fetch("/today/data").then((answer) => answer.json()));
      await it.page.clock.setSystemTime(Date.parse(now));
      await show(it.page, "#");
      await it.page.evaluate(() => dispatchEvent(new Event("online")));
      await it.page.waitForFunction(() => !/手機時鐘/.test(document.querySelector(".net-place")?.textContent ?? ""));
      for (const theme of ["light", "dark"]) {
        const followUp = next();
        await it.page.emulateMedia({ colorScheme: theme });
        const look = async (name) => {
          await isFit(it.page, axe, `${name}, ${theme}`);
          await it.page.screenshot({ path: `${results}today-${name}-${theme}-${procedure}.png` });
          // The picture in docs/concepts/phone.md: HUIYIN_README=yes npm run today.
          if (process.env.HUIYIN_README && procedure === "kehu" && theme === "light" && name === "sign") {
            await it.page.screenshot({ path: join(root, `docs/images/phone-${name}.png`) });
          }
        };
        await show(it.page, "#");
        await it.page.locator(".visit").first().waitFor();
        await look("list");
        await begin(it.page, followUp);
        await it.page.locator("details.before summary").click();
        await it.page.locator(".dock .primary").click();
        await it.page.locator(".summary li").first().waitFor();
        await look("lacking");
        await fillIn(it.page, "都看過");
        await it.page.locator(".raised .btn").first().click();
        await it.page.locator(".matter input[value=settled]").check();
        await look("matter");
        await it.page.locator(".matter > .btn.plain").click();
        await it.page.locator(".dock .primary").click();
        await it.page.locator("canvas").waitFor();
        await look("sign");
        await show(it.page, `#try/${followUp}`);
        await it.page.locator(".dock .primary").click();
        await look("try");
        await show(it.page, "#waiting");
        await it.page.locator(".list .empty, .list .visit").first().waitFor();
        await look("waiting-none");
      }
      assert.deepEqual(it.complaints, []);
    });
  });
}
