// The style guide in a real browser: every part, in three languages, two themes and six widths.
//
// No page scrolls sideways, nothing breaks the content policy, axe finds nothing serious, and the helps of the scripts
// work. Pictures are left in results/ for people to look at.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";

import { build, launch, results, start } from "./support.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const LANGUAGES = ["zh-Hant", "zh-Hans", "en"];
const WIDTHS = [320, 360, 768, 1024, 1280, 1600];
const PAGES = {
  look: "/look",
  phone: "/look/phone",
  visit: "/look/phone/visit",
  "sign-in": "/look/sign-in",
  failure: "/look/failure/internal",
};
/** Pages that are answered with an error on purpose. */
const REFUSED = new Set(["sign-in", "failure"]);

let server;
let address;
let browser;

before(async () => {
  build("-p", "huiyin-web", "--example", "look");
  server = await start("examples/look", ["127.0.0.1:0"], { ready: /(http:\S+)\/look/ });
  address = server.found;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens a page as this reader sees it and hands it over with what its console complained of. */
async function open(path, { lang = "zh-Hant", theme = "light", width = 1280, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    locale: lang,
    ...options,
  });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(address + path);
  return { page, complaints, close: () => context.close() };
}

for (const [name, path] of Object.entries(PAGES)) {
  describe(path, () => {
    for (const lang of LANGUAGES) {
      test(`does not scroll sideways in ${lang}`, async () => {
        const { page, complaints, close } = await open(path, { lang });
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          const [needed, there] = await page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            return [scrollWidth, clientWidth];
          });
          const wide = needed > there ? await page.evaluate(widest) : "";
          assert.ok(needed <= there, `${width}: ${needed} > ${there}: ${wide}`);
        }
        const unexpected = complaints.filter((text) => !REFUSED.has(name) || !text.startsWith("Failed to load resource"));
        assert.deepEqual(unexpected, []);
        await close();
      });
    }

    for (const [lang, theme] of [
      ["zh-Hant", "light"],
      ["zh-Hant", "dark"],
      ["en", "light"],
    ]) {
      test(`has nothing serious for axe in ${lang}, ${theme}`, async () => {
        const { page, close } = await open(path, { lang, theme });
        for (const width of [360, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => globalThis.axe.run());
          const serious = violations
            .filter(({ impact }) => impact === "serious" || impact === "critical")
            .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
          assert.deepEqual(serious, [], `at ${width}`);
        }
        await close();
      });
    }

    test("is photographed", async () => {
      for (const [lang, theme, width] of [
        ["zh-Hant", "light", 320],
        ["zh-Hant", "light", 360],
        ["zh-Hant", "light", 768],
        ["zh-Hant", "light", 1280],
        ["zh-Hant", "dark", 360],
        ["zh-Hant", "dark", 1280],
        ["zh-Hans", "light", 1280],
        ["en", "light", 360],
        ["en", "light", 1280],
      ]) {
        const { page, close } = await open(path, { lang, theme, width });
        await page.screenshot({ path: `${results}${name}-${lang}-${theme}-${width}.png`, fullPage: true });
        await close();
      }
      const { page, close } = await open(path, { width: 794 });
      await page.emulateMedia({ media: "print" });
      await page.screenshot({ path: `${results}${name}-print.png`, fullPage: true });
      await close();
    });
  });
}

/** What sticks out to the right, for the message. */
function widest() {
  const edge = document.documentElement.clientWidth;
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > edge + 1 && !element.closest(".scroll"))
    .slice(-3)
    .map((element) => element.outerHTML.slice(0, 120))
    .join(" | ");
}

describe("the helps of the scripts", () => {
  test("a key brings the cursor to a field, but not while typing", async () => {
    const { page, close } = await open("/look");
    await page.keyboard.press("h");
    const focused = () => page.evaluate(() => document.activeElement.id);
    assert.equal(await focused(), "f-household");
    await page.keyboard.press("n");
    assert.equal(await focused(), "f-household");
    assert.equal(await page.inputValue("#f-household"), "n", "what stood there was selected");
    await close();
  });

  test("one box picks all, and the number follows", async () => {
    const { page, close } = await open("/look");
    const number = page.locator("[data-selected=row]");
    assert.equal(await number.textContent(), "1");
    await page.check("[data-select-all=row]");
    assert.equal(await number.textContent(), "3");
    await page.uncheck("[data-select-all=row]");
    assert.equal(await number.textContent(), "0");
    assert.ok(await page.locator("[data-needs-selection=row]").isDisabled());
    await close();
  });

  test("a signature becomes strokes", async () => {
    const { page, close } = await open("/look");
    const canvas = page.locator("[data-sign] canvas");
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    await page.mouse.move(box.x + 20, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 60, { steps: 8 });
    await page.mouse.up();
    const strokes = JSON.parse(await page.inputValue("input[name=signature]"));
    assert.equal(strokes.length, 1);
    assert.ok(strokes[0].length > 1 && strokes[0].every(([x, y]) => x >= 0 && x <= 1000 && y >= 0));
    await page.click("[data-sign-clear]");
    assert.equal(await page.inputValue("input[name=signature]"), "");
    await close();
  });
});

describe("without scripts", () => {
  const options = { javaScriptEnabled: false };

  test("a clause opens its card", async () => {
    const { page, close } = await open("/look", options);
    const card = page.locator('[id="c-kehu-11.1.4"]');
    assert.ok(!(await card.isVisible()));
    await page.locator('[popovertarget="c-kehu-11.1.4"]').first().click();
    assert.ok(await card.isVisible());
    await close();
  });

  test("the menu is a drawer on a narrow page and a column on a wide one", async () => {
    const { page, close } = await open("/look", { ...options, width: 360 });
    const entry = page.locator(".nav a").first();
    assert.ok(!(await entry.isVisible()));
    await page.click(".menu-open");
    assert.ok(await entry.isVisible());
    await page.screenshot({ path: `${results}menu-360.png` });
    await page.click(".menu-close");
    assert.ok(!(await entry.isVisible()));
    await page.setViewportSize({ width: 1280, height: 900 });
    assert.ok(await entry.isVisible());
    await close();
  });

  test("language and theme are chosen and kept", async () => {
    const { page, close } = await open("/look", options);
    await page.click('button[name=lang][value="en"]');
    assert.equal(new URL(page.url()).pathname, "/look");
    assert.equal(await page.getAttribute("html", "lang"), "en");
    await page.click("button[name=theme][value=dark]");
    assert.equal(await page.getAttribute("html", "data-theme"), "dark");
    await page.goto(`${address}/look/phone`);
    assert.equal(await page.getAttribute("html", "lang"), "en");
    await close();
  });
});
