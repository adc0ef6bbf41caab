// What the tests of the visitor's page share: a line that can be cut, phones, and the hand that fills them in.

import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";

import { chromium } from "playwright-core";

import { LAUNCH } from "../support.mjs";

/** How a phone looks at things: 360×780, a touch screen. */
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, locale: "zh-TW", timezoneId: "Asia/Shanghai" };

/** A line between phones and the server. It can be cut, lose answers, and break in the middle of a file. */
export async function openLine(target) {
  const line = {
    target,
    /** No network: every connection breaks. */
    cut: false,
    /** How many answers to commands are lost after they were given. */
    loseAnswers: 0,
    /** Break at this piece of a file, counted from 1; then the line is cut. */
    breakAtPiece: 0,
    /** What went through: method, path and status. */
    seen: [],
    pieces: 0,
  };
  const server = http.createServer((request, response) => void pass(line, request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  line.address = `http://127.0.0.1:${server.address().port}/`;
  line.close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return line;
}

async function pass(line, request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const isPiece = request.method === "PATCH" && request.url.startsWith("/today/files/");
  if (isPiece) line.pieces += 1;
  if (isPiece && line.breakAtPiece === line.pieces) {
    line.cut = true;
    line.breakAtPiece = 0;
    await forward(line, request, body.subarray(0, body.length / 2), { ...request.headers }).catch(() => undefined);
  }
  if (line.cut) return request.socket.destroy();
  try {
    const answer = await forward(line, request, body, request.headers);
    line.seen.push({ method: request.method, path: request.url, status: answer.status, body, answer: answer.body });
    if (request.url === "/today/commands" && line.loseAnswers > 0) {
      line.loseAnswers -= 1;
      return request.socket.destroy();
    }
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  } catch {
    request.socket.destroy();
  }
}

/** Asks the server itself. A body that is shorter than announced is one that was cut off. */
function forward(line, request, body, headers) {
  return new Promise((resolve, reject) => {
    const onward = http.request(new URL(request.url, line.target), { method: request.method, headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
      answer.on("error", reject);
    });
    onward.on("error", reject);
    onward.write(body);
    if (Number(headers["content-length"] ?? body.length) > body.length) onward.destroy(new Error("cut off"));
    else onward.end();
  });
}

/** A phone; where it has a folder what it keeps outlives the browser. */
export async function openPhone(browser, { folder, ...options } = {}) {
  const context = folder
    ? await chromium.launchPersistentContext(folder, { ...PHONE, ...LAUNCH, ...options })
    : await browser.newContext({ ...PHONE, ...options });
  const complaints = [];
  context.on("weberror", (error) => complaints.push(String(error.error())));
  const page = context.pages()[0] ?? (await context.newPage());
  return { context, page, complaints, close: () => context.close() };
}

/** Signs in and waits until the phone holds everything it needs. */
export async function signIn({ page }, address, login) {
  await page.goto(`${address}sign-in?back=/today/`);
  await page.locator(`form:has(input[name=demo][value="${login}"]) button`).click();
  await page.waitForURL(/\/today\//);
  await isReady(page);
}

/** The list stands, and the page is kept for the time without a network. */
export async function isReady(page) {
  await page.locator(".screen .bar h1").waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => !document.querySelector(".net")?.textContent.includes("正在連網"));
}

/** Without any network: neither the phone's nor the server's end of it. */
export async function unplug(line, ...phones) {
  line.cut = true;
  for (const { context } of phones) await context.setOffline(true);
}

export async function plugIn(line, ...phones) {
  line.cut = false;
  for (const { context } of phones) await context.setOffline(false);
}

/** The phone looks for the network again. */
export function wakesUp(page) {
  return page.evaluate(() => dispatchEvent(new Event("online")));
}

/** Goes to a screen of the page without asking the network for it. */
export async function show(page, hash) {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, hash);
}

/** Draws in the box on the screen. */
export async function draw(page) {
  const canvas = page.locator("canvas");
  await canvas.waitFor();
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  await page.mouse.move(box.x + 30, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 90, { steps: 6 });
  await page.mouse.move(box.x + 200, box.y + 40, { steps: 6 });
  await page.mouse.up();
}

/** Draws, and confirms. */
export async function sign(page) {
  await draw(page);
  await page.locator(".dock .primary").click();
}

/** Takes the form where it must be taken first. */
export async function begin(page, followUp) {
  await show(page, `#visit/${followUp}`);
  await page.locator(".visit-form, canvas").first().waitFor();
  if (await page.locator("canvas").count()) {
    await sign(page);
    await page.locator(".visit-form").waitFor();
  }
}

/** Fills in a visit with which everybody is content. */
export async function fillIn(page, words, { photo } = {}) {
  const there = page.locator("input[name=channel][value=on_site]");
  if (await there.count()) await there.check();
  const late = page.locator("[name=late_reason]");
  if (await late.count()) await late.fill("住戶出差");
  for (const group of await page.locator(".choice:has(input[value=satisfied])").all()) {
    await group.locator("input[value=satisfied]").check();
  }
  await page.fill("[name=content-shortcomings]", words);
  await page.check("[name=suggestions_none]");
  const solved = page.locator("input[name=solved][value=yes]");
  if (await solved.count()) await solved.check();
  await page.check("input[name=site_check][value=good]");
  if (photo) {
    await page.locator("input[type=file]").first().setInputFiles({ name: "p.png", mimeType: "image/png", buffer: photo });
    await page.locator(".photos img").first().waitFor();
  }
}

/** Signs as everybody who has to, and hands the record in; `signing` where the first of them is asked already. */
export async function handIn(page, { signing = false } = {}) {
  if (!signing) await page.locator(".dock .primary").click();
  await page.locator("canvas").waitFor();
  for (let turn = 0; turn < 5; turn++) {
    if ((await page.locator("canvas").count()) === 0) break;
    const who = await page.locator("h2.signer").textContent();
    await sign(page);
    await page.waitForFunction((who) => document.querySelector("h2.signer")?.textContent !== who, who);
  }
  await page.locator(".dock .primary").click();
  await page.waitForURL(/#waiting$/);
}

/** Records a visit from beginning to end. */
export async function record(page, followUp, words, options) {
  await begin(page, followUp);
  await fillIn(page, words, options);
  await handIn(page);
}

/** Waits until nothing waits any more. */
export async function allSent(page) {
  await show(page, "#waiting");
  await page.waitForFunction(() => /沒有待送/.test(document.querySelector(".list")?.textContent ?? ""), null, { timeout: 180_000 });
}

/** Everything of a store of the page's database. */
export function held(page, store) {
  return page.evaluate(
    (store) =>
      new Promise((done) => {
        const open = indexedDB.open("huiyin-today");
        open.onsuccess = () => {
          const base = open.result;
          if (!base.objectStoreNames.contains(store)) {
            base.close();
            return done([]);
          }
          const all = base.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => {
            base.close();
            done(JSON.parse(JSON.stringify(all.result)));
          };
        };
      }),
    store,
  );
}

/** A picture that does not shrink when it is packed: noise. */
export async function noise(page, side = 900, type = "image/png", height = side) {
  const data = await page.evaluate(async ({ side, type, height }) => {
    const canvas = document.createElement("canvas");
    canvas.width = side;
    canvas.height = height;
    const context = canvas.getContext("2d");
    const picture = context.createImageData(side, height);
    let seed = 1;
    for (let at = 0; at < picture.data.length; at++) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      picture.data[at] = at % 4 === 3 ? 255 : (seed >> 16) & 255;
    }
    context.putImageData(picture, 0, 0);
    const blob = await new Promise((done) => canvas.toBlob(done, type));
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  }, { side, type, height });
  return Buffer.from(data, "base64");
}

/** One hand is enough: what goes on is where the thumb is, and nothing that is pressed is smaller than it. */
export async function isInReach(page, name) {
  const [small, high] = await page.evaluate(() => {
    const box = (it) => it.getBoundingClientRect();
    const found = (those, wrong) =>
      [...document.querySelectorAll(those)]
        .filter((it) => it.checkVisibility() && wrong(box(it)))
        .map((it) => `${it.outerHTML.slice(0, 80)} ${JSON.stringify(box(it))}`);
    return [
      found(".btn, .tabs a, .choice label, .screen select, .screen summary", ({ height }) => height < 36),
      found(".dock .primary, .tabs a", ({ top }) => top < (2 * innerHeight) / 3),
    ];
  });
  assert.deepEqual(small, [], `${name}: too small for a thumb`);
  assert.deepEqual(high, [], `${name}: what goes on is out of the thumb's reach`);
}

/** Nothing serious for axe, and nothing wider than the narrowest phone. */
export async function isFit(page, axe, name) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const [needed, there, widest] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = [...document.querySelectorAll("body *")].filter((it) => it.getBoundingClientRect().right > clientWidth + 1);
    return [scrollWidth, clientWidth, wide.slice(0, 3).map((it) => it.outerHTML.slice(0, 120)).join(" | ")];
  });
  assert.ok(needed <= there, `${name}: ${needed} > ${there}: ${widest}`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const serious = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  assert.deepEqual(serious, [], name);
  await page.setViewportSize(before);
}
