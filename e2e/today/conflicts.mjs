// What does not fit any more when it arrives: shown to the visitor and at the desk, with both versions.

import assert from "node:assert/strict";
import { test } from "node:test";

import { results } from "../support.mjs";
import { allSent, begin, held, isFit, plugIn, record, show, unplug, wakesUp } from "./phone.mjs";
import { reassign, recordAtDesk, reopen, underAnotherVersion } from "./stairwell.mjs";

export function conflicts(at, office, axe) {
  const { procedure, visitor, reassigns } = office;

  /** The phone shows what came back: why, how to go on, and every word of it. */
  async function cameBack({ page }, words, reason) {
    await page.locator(".tabs a[href='#returned'] .n", { hasText: /^1$/ }).waitFor();
    await show(page, "#returned");
    await page.locator(".mark.fail").waitFor();
    await page.locator("details summary").click();
    const text = await page.textContent(".list");
    assert.match(text, words, "nothing that was written is lost");
    assert.match(text, reason, "it says why");
    assert.match(text, /請/, "and how to go on");
    await isFit(page, axe, "returned");
  }

  /** A record that is signed without a network while `meanwhile` happens at the desk; then the network comes back. */
  async function conflict(name, { words, meanwhile, reason, atDesk }) {
    const it = await at.phone();
    const followUp = at.next();
    await begin(it.page, followUp);
    await allSent(it.page);
    await unplug(at.line, it);
    await record(it.page, followUp, words);
    at.line.cut = false;
    await meanwhile(followUp, it);
    await plugIn(at.line, it);
    await cameBack(it, new RegExp(words), reason);
    const kept = await at.keptOf(followUp, name, axe);
    for (const said of [words, ...atDesk]) assert.ok(kept.includes(said), `the desk reads 「${said}」 in ${kept}`);
    return { followUp, it };
  }

  test("two phones with the same visit: one record, and the words of both", async () => {
    const followUp = at.next();
    const [one, two] = [await at.phone(), await at.phone()];
    for (const each of [one, two]) {
      await begin(each.page, followUp);
      await allSent(each.page);
    }
    await unplug(at.line, one, two);
    await record(one.page, followUp, "第一部手機寫的");
    await record(two.page, followUp, "第二部手機寫的");
    await plugIn(at.line, one);
    await allSent(one.page);
    await plugIn(at.line, two);
    await cameBack(two, /第二部手機寫的/, /已另有記錄/);
    await two.page.screenshot({ path: `${results}today-returned-${procedure}.png` });
    assert.match(await (await at.recordOf(followUp)).textContent("main"), /第一部手機寫的/);
    const kept = await at.keptOf(followUp, "two-phones", axe);
    for (const words of [/第一部手機寫的/, /第二部手機寫的/]) assert.match(kept, words, "side by side");
    await one.close();
    await two.close();
  });

  const given = "a visit that was given to somebody else meanwhile is kept for both to see, and taken after all";
  if (reassigns) test(given, async () => {
    let before;
    const { followUp: mine, it } = await conflict("reassigned", {
      words: "改派前已經去過",
      async meanwhile(followUp) {
        before = await reassign(at.desk, at.address, followUp);
      },
      reason: /已改由他人/,
      atDesk: ["回訪人", "還沒有記錄", "調整回送的人"],
    });
    // It is as it was again, and the desk takes it, with a reason.
    await reassign(at.desk, at.address, mine, before);
    await at.keptOf(mine, "reassigned-back", axe);
    await at.desk.fill("[name=why]", "確實去過");
    await at.desk.locator("button[name=how][value=enter]").click();
    await at.desk.waitForURL(/\/records\//);
    assert.match(await at.desk.textContent("main"), /改派前已經去過/);
    await wakesUp(it.page);
    await it.page.locator(".tabs a[href='#returned'] .n", { hasText: /^0$/ }).waitFor();
    assert.deepEqual(await held(it.page, "drafts"), [], "the phone keeps nothing of what was taken");
    await it.close();
  });

  test("a visit that was recorded at the desk meanwhile is kept beside that record", async () => {
    const { followUp, it } = await conflict("settled", {
      words: "手機上記的",
      async meanwhile(followUp) {
        const desk = await at.deskOf(visitor);
        await recordAtDesk(desk, at.address, followUp, "工作台記的");
        await desk.context().close();
      },
      reason: /已另有記錄/,
      atDesk: ["工作台記的", "退回現有記錄"],
    });
    assert.match(await (await at.recordOf(followUp)).textContent("main"), /工作台記的/, "nobody's words are overwritten");
    await it.close();
  });

  test("a visit of an event that was reopened meanwhile is kept for who handles it", async () => {
    const { followUp, it } = await conflict("reopened", {
      words: "重新處理前去過",
      meanwhile: (followUp) => reopen(at.desk, at.address, followUp, "門又關不攏"),
      reason: /已重新處理/,
      atDesk: ["另排回訪"],
    });
    await at.desk.fill("[name=why]", "已轉告工程部");
    await at.desk.locator("button[name=how][value=set_aside]").click();
    await at.desk.waitForURL(new RegExp(`/follow-ups/${followUp}$`));
    assert.match(await at.desk.textContent("main"), /不採用/);
    await wakesUp(it.page);
    await it.page.locator(".visit p", { hasText: "已轉告工程部" }).waitFor();
    assert.match(await it.page.textContent(".list"), /重新處理前去過/, "set aside at the desk, it can still be read");
    await it.close();
  });

  test("a visit that was made under another version of the procedure is kept, and may be taken", async () => {
    const { it } = await conflict("procedure", {
      words: "按舊版規程記的",
      meanwhile: (_, it) => underAnotherVersion(it.page),
      reason: /另一版規程/,
      atDesk: ["採用"],
    });
    await it.close();
  });
}
