// What the test itself did, counted as it does it, to be held against what the pages say at the end.

import assert from "node:assert/strict";

const EMPTY = { 應回訪: 0, 已回訪: 0, 上門: 0, 電話: 0, 滿意: 0, 較滿意: 0, 不滿意: 0 };
const EMPTY_OTHERS = { 抽中: 0, 按時: 0, 月末補抽: 0, 補抽按時: 0, 未回訪: 0, 無法聯繫: 0, 已評價: 0, 拒簽: 0, 不合格: 0, 意見: 0, 已處理: 0, 未處理: 0 };

export class Tally {
  constructor() {
    this.categories = new Map();
  }

  of(category) {
    if (!this.categories.has(category)) this.categories.set(category, { ...EMPTY, ...EMPTY_OTHERS });
    return this.categories.get(category);
  }

  /** Obligations whose windows close in the month. */
  owes(category, count = 1) {
    this.of(category).應回訪 += count;
  }

  /** Of these, so many are to be followed up. */
  picks(category, count = 1) {
    this.of(category).抽中 += count;
  }

  /** Somebody takes the place of who could not be reached, so late that they have days of their own. */
  picksLate(it) {
    it.late = true;
    this.of(it.category).月末補抽 += 1;
  }

  /** Somebody was picked, and cannot be reached: another is picked in their place, and counted instead. */
  unreachable(it) {
    this.of(it.category).無法聯繫 += 1;
  }

  /** A record was handed in. Only the first round is counted; another version of it replaces the one before. */
  visited(it, { rating, isOnSite, refuses, raises, again }) {
    const count = this.of(it.category);
    count.意見 += again ? 0 : raises.length;
    count.已處理 += again ? 0 : raises.length;
    if (it.visited) return;
    it.visited = true;
    count.已回訪 += 1;
    count[isOnSite ? "上門" : "電話"] += 1;
    count[it.late ? "補抽按時" : "按時"] += 1;
    count[rating] += 1;
    count.已評價 += 1;
    if (refuses) count.拒簽 += 1;
  }

  /** A letter answered it: done in time, and rated by nobody. */
  answeredByLetter(it) {
    const count = this.of(it.category);
    count.已回訪 += 1;
    count.按時 += 1;
    count.公開信 = (count.公開信 ?? 0) + 1;
  }

  nonconforming(it) {
    this.of(it.category).不合格 += 1;
  }

  /** Holds the two tables of the statistics against what was counted. */
  async holds(desk) {
    const shown = { ...(await table(desk, "各類回訪")) };
    const others = await table(desk, "其餘各項");
    assert.deepEqual(Object.keys(shown).sort(), [...this.categories.keys()].sort(), "the categories");
    for (const [category, counted] of this.categories) {
      const row = { ...shown[category], ...others[category] };
      const seen = Object.fromEntries(Object.keys(counted).map((name) => [name, Number(row[name])]));
      assert.deepEqual(seen, counted, category);
    }
  }
}

/** A table of figures by row and column; rows that are a part of another are left out. */
async function table(desk, title) {
  const region = desk.main.getByRole("region", { name: title, exact: true }).last();
  return region.getByRole("table").evaluate((table) => {
    const words = (cell) => cell.innerText.trim();
    const heads = [...table.tHead.rows[1].cells].slice(1).map(words);
    const rows = [...table.tBodies[0].rows].filter((row) => !row.classList.contains("in"));
    return Object.fromEntries(
      rows.map((row) => [
        row.cells[0].childNodes[0].textContent.trim(),
        Object.fromEntries([...row.cells].slice(1).map((cell, index) => [heads[index], words(cell)])),
      ]),
    );
  });
}
