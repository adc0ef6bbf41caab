// Somebody in front of a page: what anybody does with a form, by the words that they see.

import assert from "node:assert/strict";

/** How long a page may take on a machine that is busy, in milliseconds. */
const PATIENCE = 60_000;

/** A label as it stands before a field, whether the field is required or not. */
const exactly = (label) => new RegExp(`^\\s*${label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*(必填)?\\s*$`);

export class Desk {
  /** Opens a browser of their own: nobody shares a session. */
  static async open(browser, address, screen = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-TW", ...screen });
    context.setDefaultTimeout(PATIENCE);
    context.setDefaultNavigationTimeout(PATIENCE);
    const page = await context.newPage();
    return Object.assign(new this(), { address, page, complaints: watch(page) });
  }

  leaves() {
    return this.page.context().close();
  }

  /** Goes to a page, which must be there. */
  async goesTo(path) {
    const answer = await this.page.goto(new URL(path, this.address).href);
    assert.ok(answer.ok(), `${path}: ${answer.status()} ${await this.alert()}`);
  }

  /** The path of the page on which they are. */
  get path() {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }

  get main() {
    return this.page.getByRole("main");
  }

  /** What the page says, in one line. */
  async reading() {
    return (await this.main.innerText()).replace(/\s+/g, " ");
  }

  async reads(...sentences) {
    const text = await this.reading();
    for (const sentence of sentences) {
      assert.ok(sentence instanceof RegExp ? sentence.test(text) : text.includes(sentence), `「${sentence}」 in: ${text}`);
    }
  }

  /** What the page says is wrong; empty when nothing is. */
  async alert() {
    const alerts = await this.page.getByRole("alert").allInnerTexts();
    return alerts.join(" ").replace(/\s+/g, " ").trim();
  }

  /** A part of the page, by its heading. */
  section(title) {
    return this.main.getByRole("region", { name: title, exact: true });
  }

  /** The rows of tables that say all of these words. */
  rows(...words) {
    return words.reduce((rows, word) => rows.filter({ hasText: word }), this.main.getByRole("row"));
  }

  field(label, within = this.main) {
    return within.getByLabel(exactly(label)).and(this.page.locator("input, textarea, select"));
  }

  async fills(label, words, within) {
    await this.field(label, within).fill(words);
  }

  async picks(label, word, within) {
    await this.field(label, within).selectOption({ label: word });
  }

  /** One of the words that stand side by side. */
  async chooses(legend, word, within = this.main) {
    await within.getByRole("group", { name: exactly(legend) }).getByLabel(word, { exact: true }).check();
  }

  async ticks(label, within = this.main) {
    await within.getByRole("checkbox", { name: label, exact: true }).check();
  }

  async unfolds(summary, within = this.main) {
    const details = within.locator("details", { has: this.page.locator("summary", { hasText: summary }) }).first();
    if ((await details.getAttribute("open")) === null) await details.locator("summary").first().click();
  }

  async follows(link, within = this.main) {
    await this.leadsOn(within.getByRole("link", { name: link }).first());
  }

  /** Presses a button that sends a form; what comes must not be a refusal. */
  async presses(button, within = this.main) {
    const answer = await this.sends(button, within);
    assert.ok(answer.ok(), `${button} on ${this.path}: ${answer.status()} ${await this.alert()}`);
  }

  /** Presses a button and is refused: what the page says. The page is the one that was filled in, and still full. */
  async isRefused(button, within = this.main) {
    const answer = await this.sends(button, within);
    const said = await this.alert();
    assert.ok(answer.status() >= 400 && said, `${button} on ${this.path} goes through: ${answer.status()}`);
    return said;
  }

  async sends(button, within) {
    const name = button instanceof RegExp ? button : new RegExp(`^${button}( [A-Z])?$`);
    return this.leadsOn(within.getByRole("button", { name }).first());
  }

  /** Clicks what leads to another page, and waits for that. */
  async leadsOn(target) {
    const [answer] = await Promise.all([this.page.waitForNavigation({ waitUntil: "domcontentloaded" }), target.click()]);
    return answer;
  }

  /** Draws a line in the box of this name. */
  async signs(name, within = this.main) {
    const canvas = within.getByLabel(name, { exact: true }).and(this.page.locator("canvas"));
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    await this.page.mouse.move(box.x + 20, box.y + 30);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + 90, box.y + 50, { steps: 4 });
    await this.page.mouse.up();
  }
}

/** What the scripts of a page complain of, as it comes. */
function watch(page) {
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  return complaints;
}
