// What happens at the desk in the tests of the visitor's page, and what is done to a phone there.

import assert from "node:assert/strict";

import { show } from "./phone.mjs";

/** Complaints that the visitor follows up. */
export const COMPLAINTS = 20;

/** Grave complaints, one for each of as many homes, completed an hour ago. */
function complaints() {
  const wall = (hours) => new Date(Date.now() + (8 - hours) * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
  const rows = Array.from({ length: COMPLAINTS }, (_, index) => {
    const home = `${(index % 5) + 1}-${String(Math.floor(index / 5) + 3).padStart(2, "0")}01`;
    const people = `住戶${index},1380000${String(1000 + index)}`;
    return `P${index},CY,complaint,消防,major,第 ${index} 樓道消防門關不攏,${home},,${people},工程部,${wall(5)},${wall(1)}`;
  });
  const titles = "event_id,site,category,kind,severity,summary,unit,zone,customer,phone,departments,reported_at,completed_at";
  return Buffer.from([titles, ...rows].join("\n"));
}

/**
 * Fills a phone up, as its page sees it: nothing fits any more but what fits into the room that was set aside, once that
 * is given back. Browsers have a switch for it that the one of the tests does not obey.
 */
export function fill() {
  const { put, delete: drop } = IDBObjectStore.prototype;
  let given = 0;
  IDBObjectStore.prototype.put = function (value, ...key) {
    const size = value?.bytes?.byteLength ?? 1_000;
    if (size > given) throw new DOMException("full", "QuotaExceededError");
    given -= size;
    return put.call(this, value, ...key);
  };
  IDBObjectStore.prototype.delete = function (key) {
    if (key === "ballast") given += 1_000_000;
    return drop.call(this, key);
  };
  globalThis.empty = () => Object.assign(IDBObjectStore.prototype, { put, delete: drop });
}

/** Takes the file of complaints in. */
export async function takeIn(desk, address) {
  await desk.goto(`${address}imports`);
  await desk.check("input[name=kind][value=events]");
  await desk.locator("input[type=file]").setInputFiles({ name: "p.csv", mimeType: "text/csv", buffer: complaints() });
  await desk.locator("form[action='/imports/files'] button.primary").click();
  for (let turn = 0; turn < 60; turn++) {
    await desk.waitForLoadState();
    if (await desk.locator("meta[http-equiv=refresh]").count()) {
      await desk.waitForTimeout(300);
      await desk.reload();
      continue;
    }
    const step = desk.locator("form[action$='/columns'] button.primary, form[action$='/run'] button.primary");
    if ((await step.count()) === 0) break;
    await step.first().click();
  }
  assert.match(await desk.textContent("main"), new RegExp(`新增\\s*${COMPLAINTS}`));
  // People may know of them from the next morning on.
  await desk.goto(`${address}demo/clock`);
  await desk.locator("button[name=step]").nth(1).click();
}

/** Releases all that is planned, this month and the next. */
export async function releaseAll(desk, address) {
  await desk.goto(`${address}plan`);
  const next = await desk.locator("a[href^='/plan?month=']").evaluateAll((all) => all.map((it) => it.getAttribute("href")));
  for (const path of ["/plan", ...next.filter((it) => !it.includes("by="))]) {
    await desk.goto(new URL(path, address).href);
    const boxes = desk.locator("form[action='/plan/release'] input[name=follow_ups]");
    if ((await boxes.count()) === 0) continue;
    for (const box of await boxes.all()) await box.check();
    await desk.locator("form[action='/plan/release'] button.primary").click();
    await desk.waitForLoadState();
  }
}

/** Shuts a phone out, at the desk of who manages the staff. */
export async function cutOff(context, { address, login, person, device }) {
  const page = await context.newPage();
  await page.goto(`${address}sign-in?back=/people/${person}`);
  await page.locator(`form:has(input[name=demo][value="${login}"]) button`).click();
  await page.waitForURL(/\/people\//);
  await page.locator(`form[action$="/devices/${device}/revocation"] button`).click();
  await page.waitForLoadState();
  await context.close();
}

/** Notes a try in vain. */
export async function note(page, followUp, words) {
  await show(page, `#try/${followUp}`);
  await page.locator("input[name=channel][value=on_site]").check();
  await page.fill("[name=note]", words);
  await page.locator(".dock .primary").click();
  await page.waitForFunction(() => !location.hash.startsWith("#try"));
}

/** The record shows a photo of this width. */
export async function sees(page, width) {
  const photo = page.locator("img[src^='/attachments/']").first();
  await photo.waitFor();
  assert.equal(await photo.evaluate((it) => it.decode().then(() => it.naturalWidth)), width);
}

/** Puts two hundred records into the queue of a phone, for as many follow-ups; what the server should get. */
export function queueUp(person) {
  return new Promise((done) => {
    const open = indexedDB.open("huiyin-today");
    open.onsuccess = () => {
      const tx = open.result.transaction("queue", "readwrite");
      const expected = [];
      for (let order = 1; order <= 200; order++) {
        const id = crypto.randomUUID();
        const follow_up = `f${Math.ceil(order / 2)}`;
        const seq = 2 - (order % 2);
        const clock = { device: new Date().toISOString(), offset_ms: 0, measured_at: null };
        const command = { id, follow_up, seq, revision: "r", clock, kind: "note_try", input: {} };
        const title = { number: `CY-${order}`, unit: `${order}`, name: "" };
        tx.objectStore("queue").put({ id, person, follow_up, seq, order, command, files: [], title, queued_at: clock.device, attempts: 0, next_at: 0, trouble: "", refused: null });
        expected.push(`${id} ${seq}`);
      }
      tx.oncomplete = () => {
        open.result.close();
        done(expected);
      };
    };
  });
}
