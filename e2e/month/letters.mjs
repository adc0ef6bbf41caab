// One letter to many households: drafted, approved, put up with a photo, and what it settles.

export const letters = {
  /** Drafts the letter that is offered for these cases; all of them are ticked. */
  async draftsLetter(cases, words) {
    await this.goesTo("/letters");
    await this.reads("可用公開信答復的事項", `${cases.length} 戶`, "11.1.10");
    await this.follows("擬公開信");
    for (const [label, text] of Object.entries(words)) await this.fills(label, text);
    await this.presses("交經理批准");
    await this.reads("待批准", words.標題);
    for (const it of cases) it.letter = this.path;
  },

  async approvesLetter(letter) {
    await this.goesTo(letter);
    await this.chooses("結果", "批准");
    await this.presses("簽署");
    await this.reads("待張貼");
  },

  /** Prints it, puts it up, and writes down where and until when, with a photo of it. */
  async putsUpLetter(letter, { place, from, until }) {
    await this.goesTo(letter);
    await this.follows("列印張貼");
    const sheet = await this.page.locator("body").innerText();
    const photo = await this.page.screenshot({ type: "jpeg" });
    await this.goesTo(letter);
    await this.fills("張貼地點", place);
    await this.fills("從哪一天", from);
    await this.fills("到哪一天", until);
    const file = this.main.locator("form", { has: this.page.getByRole("button", { name: "已張貼" }) }).locator("input[type=file]");
    await file.setInputFiles({ name: "大堂公告欄.jpg", mimeType: "image/jpeg", buffer: photo });
    await this.presses("已張貼");
    await this.reads("已以公開信完成回訪", place);
    await this.showsPhoto();
    return sheet;
  },

  /** A photo hangs on the page, and is really there. */
  async showsPhoto() {
    const photo = this.main.locator('img[src^="/attachments/"]').first();
    await photo.scrollIntoViewIfNeeded();
    await this.page.waitForFunction((image) => image.complete && image.naturalWidth > 0, await photo.elementHandle());
  },

  /** The rows behind a figure of the month's statistics. */
  async opensFigure(category, figure) {
    await this.opensStatistics();
    await this.leadsOn(this.rows(category).locator(`a[href*="figure=${figure}"]`).first());
  },
};
