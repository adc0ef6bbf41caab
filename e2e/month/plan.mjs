// The plan: what waits in it, a change by hand, the release, the forms.

import assert from "node:assert/strict";

export const plan = {
  async opensPlan(of = this.estate.month) {
    await this.goesTo(`/plan?month=${of}`);
  },

  /** The row of a case that waits for its release. */
  waiting(it) {
    return this.main.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name: it.unit }) }).filter({ has: this.page.getByRole("link", { name: /^調整安排/ }) });
  },

  /** Which of these wait in the plan. */
  async finds(cases, of) {
    await this.opensPlan(of);
    const found = [];
    for (const it of cases) if (await this.waiting(it).count()) found.push(it);
    return found;
  },

  /** Changes who, when or how, with the reason. */
  async adjusts(it, { day, channel, visitor, why }) {
    await this.opensPlan(it.month);
    await this.leadsOn(this.waiting(it).getByRole("link", { name: /^調整安排/ }));
    if (day) await this.fills("安排在", day);
    if (channel) await this.chooses("回訪方式", channel);
    if (visitor) await this.main.getByRole("combobox").first().selectOption({ label: visitor });
    await this.fills("原因", why);
    await this.presses("存入計劃");
  },

  /** Releases these, and nothing else; who visits is told. */
  async releases(...cases) {
    await this.opensPlan(cases[0].month);
    const boxes = this.main.getByRole("checkbox", { name: /^放行 / });
    for (const box of await boxes.all()) await box.uncheck();
    for (const it of cases) {
      const row = this.waiting(it);
      assert.equal(await row.count(), 1, `${it.unit} waits once`);
      const link = await row.getByRole("link", { name: /^調整安排/ }).getAttribute("href");
      it.followUp = link.replace(/\/adjustment$/, "");
      it.visitors = this.estate.named(await row.innerText());
      await row.getByRole("checkbox", { name: `放行 ${it.unit}` }).check();
    }
    await this.presses("放行所選");
    for (const it of cases) assert.equal(await this.waiting(it).count(), 0, `${it.unit} waits no more`);
  },

  /** Signs for the forms of these. */
  async takesForms(...cases) {
    await this.goesTo("/sign-out-sheet");
    for (const box of await this.main.getByRole("checkbox", { name: /^領取 / }).all()) await box.uncheck();
    for (const it of cases) await this.main.getByRole("checkbox", { name: `領取 ${it.unit}` }).check();
    await this.signs("領表人簽名");
    await this.presses("簽收所選");
    for (const it of cases) await this.section("已領出").getByRole("row", { name: it.unit }).first().waitFor();
  },

  /** Has a notice that says so. */
  async isTold(words) {
    await this.goesTo("/notices");
    await this.reads(words);
  },

  /** Brings every form back that they have out. */
  async bringsBackForms() {
    await this.goesTo("/sign-out-sheet");
    const out = this.main.getByRole("button", { name: "交回", exact: true });
    let left = await out.count();
    assert.ok(left > 0, `${this.who.name} has forms out`);
    for (; left > 0; left--) await this.leadsOn(out.first());
    assert.equal(await out.count(), 0);
  },

  /** Every form of the month came back. */
  async seesEveryFormBack() {
    await this.goesTo("/sign-out-sheet");
    const rows = this.section("已領出").getByRole("row").filter({ has: this.page.getByRole("rowheader") });
    assert.ok((await rows.count()) > 0);
    for (const row of await rows.all()) {
      const back = (await row.getByRole("cell").last().innerText()).trim();
      assert.match(back, /\d\d:\d\d/, "the time at which it came back");
    }
  },

  /** One try to reach somebody, in vain. */
  async triesInVain(it, { at, channel, card = false, note }) {
    await this.goesTo(it.followUp);
    await this.unfolds("記一次聯繫不上");
    const tries = this.section("聯繫記錄");
    await this.fills("何時", at, tries);
    await this.chooses("回訪方式", channel, tries);
    if (card) await this.ticks("已留言卡", tries);
    await this.fills("情況", note, tries);
    await this.presses("記一次聯繫不上", tries);
    await this.reads(note);
  },

  /** Consents that somebody cannot be reached: the next of the draw takes their place. */
  async replaces(it, why) {
    await this.goesTo(`${it.followUp}/adjustment`);
    await this.fills("同意的理由", why);
    await this.presses("無法聯繫，結案");
  },
};
