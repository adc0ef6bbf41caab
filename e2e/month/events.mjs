// Events come in, are handled and completed.

/** One matter of one household, from its report to its last round. */
export class Case {
  constructor(home, about) {
    Object.assign(this, { home, ...about });
  }

  get unit() {
    return this.home.unit;
  }
}

export const events = {
  /** Registers what somebody says at the counter, by keyboard: H, the number of the home, the words, Ctrl+Enter. */
  async registers(it) {
    const { page } = this;
    await this.goesTo("/events/new");
    const search = page.getByRole("searchbox");
    await page.keyboard.press("h");
    await search.and(page.locator(":focus")).waitFor();
    await page.keyboard.type(it.unit, { delay: 40 });
    await this.leadsOn(this.main.getByRole("link", { name: it.home.name }).first());
    await this.chooses("類別", it.category);
    await this.fills("原話", it.summary);
    if (it.severity) await this.chooses("投訴等級", it.severity);
    if (it.kind || it.department) await this.unfolds("其他資料");
    if (it.kind) await this.fills("細類", it.kind);
    if (it.department) await this.picks("被投訴部門", it.department);
    await Promise.all([
      page.waitForURL(/\/events\/[0-9a-f-]{36}$/),
      this.field("原話").press("Control+Enter"),
    ]);
    await this.reads(it.summary);
    it.event = this.path;
  },

  /** The handling has ended: from now on the window runs. */
  async completes(it) {
    await this.goesTo(it.event);
    await this.presses("標為處理完畢");
    await this.reads("處理完畢");
  },

  /** Writes down who took part, one home a line, and says that it is all of them. */
  async handsInList(guests) {
    await this.goesTo(guests[0].event);
    await this.follows("填寫名單");
    await this.unfolds("照名單填");
    await this.fills("一次加多行", guests.map(({ unit }) => unit).join("\n"));
    await this.presses("加入名單");
    await this.presses("名單已齊");
    await this.reads(`名單 ${guests.length} 戶`);
  },
};

const COLUMNS =
  "event_id,site,category,kind,severity,summary,unit,zone,customer,phone,departments,respondent_department,reported_at,completed_at,contract_start,contract_end";

/** A file of events, as a work-order system writes it. */
export function eventsFile(rows) {
  const names = COLUMNS.split(",");
  const line = (row) => names.map((name) => row[name] ?? "").join(",");
  return `${[COLUMNS, ...rows.map((row) => line({ site: "CY", zone: "東區", ...row }))].join("\n")}\n`;
}

/** A file of those who took part in something, or got it: the events, each with its cases. */
export function listFile(events) {
  const lines = Object.entries(events).flatMap(([event, cases]) =>
    cases.map(({ home: { unit, name, phone } }) => [event, unit, name, phone].join(",")),
  );
  return `${["event_id,unit,customer,phone", ...lines].join("\n")}\n`;
}
