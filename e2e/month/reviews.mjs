// Who reads the records, what is decided on those that are not good enough, and what is left open until it is settled.

import assert from "node:assert/strict";

export const reviews = {
  /** Reads a record that waits for them, and signs. */
  async reviews(it, verdict, opinion) {
    await this.goesTo("/records");
    const waits = this.section("等我審核").getByRole("row").filter({ hasText: it.unit });
    await this.leadsOn(waits.getByRole("link").first());
    assert.equal(this.path, it.record, `the record of ${it.unit} waits for ${this.who.name}`);
    await this.chooses("結論", verdict);
    await this.fills("意見", opinion);
    await this.presses("簽署並看下一份");
    await this.goesTo(it.record);
    await this.reads(opinion);
  },

  /** Has nothing to read of this one. */
  async hasNothingToRead(it) {
    await this.goesTo("/records");
    assert.equal(await this.section("等我審核").getByRole("row").filter({ hasText: it.unit }).count(), 0);
  },

  /** Writes on the record how it is handled. */
  async decides(it, opinion) {
    await this.goesTo(it.record);
    await this.follows("寫處理意見");
    await this.fills("處理意見", opinion);
    await this.presses(/^寫處理意見/);
    await this.goesTo(it.record);
    await this.reads(opinion);
  },

  /** The complaint that a record opened. */
  async followsComplaint(it, about) {
    await this.goesTo(it.record);
    await this.follows("另立的投訴");
    return Object.assign(about, { event: this.path });
  },

  /** Writes what became of something that was raised. */
  async settles(said, outcome) {
    await this.goesTo("/open");
    await this.leadsOn(this.rows(said).getByRole("link", { name: "寫明結果" }));
    await this.fills("結果", outcome);
    await this.presses("寫明結果");
    await this.goesTo("/open");
    assert.equal(await this.rows(said).count(), 0, `${said} is open no more`);
  },
};
