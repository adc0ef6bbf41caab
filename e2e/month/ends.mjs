// The month's end: statistics, papers, tasks, the archive.

import assert from "node:assert/strict";

export const ends = {
  async opensStatistics() {
    await this.goesTo(`/statistics?month=${this.estate.month}`);
  },

  /** Closes the statistics of the month after the list of what is missing. */
  async closesStatistics(...said) {
    await this.opensStatistics();
    await this.follows("結本月統計");
    await this.reads(...said);
    await this.presses("簽署並結帳");
    await this.reads("結帳");
  },

  /** The paper of the month. */
  async opensPaper(kind) {
    await this.goesTo("/analysis");
    await this.leadsOn(this.rows(kind).getByRole("link", { name: this.estate.month.words, exact: true }));
  },

  /** What somebody was given to do. */
  async opensTask(action) {
    await this.goesTo("/analysis");
    await this.leadsOn(this.rows(action).getByRole("link").first());
  },

  async finishesTask(action, outcome) {
    await this.opensTask(action);
    await this.fills("實施情況", outcome);
    await this.presses("寫明完成情況");
    await this.reads(outcome);
  },

  async checksTask(action, found) {
    await this.opensTask(action);
    await this.chooses("效果", "有效");
    await this.fills("驗證情況", found);
    await this.presses("驗證效果");
    await this.reads("驗證有效", found);
  },

  /** Collects what was reviewed. */
  async collectsBatch() {
    await this.goesTo("/archive");
    await this.presses("收齊移交");
  },

  async opensBatch() {
    await this.goesTo("/archive");
    await this.leadsOn(this.section("各批記錄").getByRole("row").nth(1).getByRole("link").first());
  },

  async hasNothingOpen(...meant) {
    await this.goesTo("/open");
    if (meant.length === 0) await this.reads("0 件未了");
    else await this.reads(`${meant.length} 件未了`, ...meant);
    assert.ok(!(await this.alert()));
  },
};
