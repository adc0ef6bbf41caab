// The visit, and the record of it.

import assert from "node:assert/strict";

export const visits = {
  /**
   * Visits a household and hands the record in.
   *
   * `rating` is what they say of the whole; `raises` what they bring up; `refuses` why they would not sign and who saw
   * it; `by` is the channel where it is not the planned one; `again` that the record was sent back.
   */
  async visits(it, { rating = "滿意", solved = "已解決", raises = [], refuses, by, channelReason, nextVisit, with: joint = [], again = false } = {}) {
    await this.goesTo(`${it.followUp}/visit`);
    if (by) await this.chooses("回訪方式", by);
    if (channelReason) await this.fills("改用其他方式的原因", channelReason);
    // A list written down by hand has homes and no names.
    const respondent = this.field("受訪人");
    if ((await respondent.inputValue()) === "") await respondent.fill(it.home.name);
    await this.chooses("與業主關係", "業主");
    for (const content of ["質量評價", "服務效果評價", "滿意程度", "總評"]) await this.chooses(content, rating);
    for (const nothing of await this.main.getByLabel("沒有", { exact: true }).all()) await nothing.check();
    await this.chooses("問題是否解決", solved);
    await this.chooses("現場查看", by === "電話" || it.byPhone ? "不適用" : "查看正常");
    if (by === "電話" || it.byPhone) await this.fills("查看情況，或不適用的原因", "電話回訪，未到現場");
    await this.raised(raises);
    if (nextVisit) await this.fills("約定下次回訪", nextVisit);
    const isOnSite = by !== "電話" && !it.byPhone;
    if (refuses) {
      await this.unfolds("住戶不願簽名");
      await this.ticks("拒簽");
      await this.fills("拒簽原因", refuses.why);
      await this.picks("見證同事", refuses.seenBy);
    } else if (isOnSite) {
      await this.signs("住戶簽名");
    }
    for (const name of [this.who.name, ...joint]) await this.signs(`回訪人簽名：${name}`);
    await this.presses("交記錄");
    await this.page.waitForURL(/\/records\/[0-9a-f-]{36}$/);
    it.record = this.path;
    await this.reads(isOnSite ? "上門" : "電話回訪", ...raises.map(({ said }) => said));
    if (refuses) await this.reads("拒簽", refuses.why, refuses.seenBy);
    this.estate.tally.visited(it, { rating, isOnSite, refuses, raises, again });
  },

  /** Says of a visit that went badly how it stands, as one who is accountable. */
  async answersFor(it, words) {
    await this.goesTo(it.followUp);
    await this.fills("這次回訪的情況和原因", words);
    await this.presses("記下說明");
    await this.reads(words);
  },

  /** What they bring up, one block each. */
  async raised(raises) {
    if (raises.length === 0) return;
    await this.unfolds("住戶新提出的意見");
    for (let count = 1; count < raises.length; count++) {
      // A block more comes with what was typed so far.
      await this.leadsOn(this.main.getByRole("button", { name: "再加一項" }));
      await this.unfolds("住戶新提出的意見");
    }
    for (const [index, one] of raises.entries()) {
      const block = this.main.getByRole("group", { name: `第 ${index + 1} 項`, exact: true });
      await this.chooses("性質", one.kind, block);
      await this.fills("住戶說", one.said, block);
      if (one.outcome) await this.fills("答復、做了什麼，或怎麼解釋", one.outcome, block);
      if (one.dissatisfied) await this.ticks("對處理不滿意", block);
      if (one.settled) await this.ticks("已當場答復或解決", block);
      if (one.owner) await this.picks("負責人", one.owner, block);
      if (one.answerBy) await this.fills("約定答復時間", one.answerBy, block);
      if (one.toldBy) await this.picks("由誰告知住戶", one.toldBy, block);
      if (one.rectifyBy) await this.fills("整改期限", one.rectifyBy, block);
    }
  },

  /** Opens the form of a visit that is not theirs, or not yet, and is told why not and by which clause. */
  async mayNotRecord(it, ...words) {
    await this.goesTo(`${it.followUp}/visit`);
    const said = await this.alert();
    for (const word of words) assert.ok(said.includes(word), `「${word}」 in: ${said}`);
  },
};
