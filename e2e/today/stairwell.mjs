// What happens at the desk in the tests of the visitor's page, and what is done to a phone there.

import assert from "node:assert/strict";

import { show } from "./phone.mjs";

/** Complaints that the visitor follows up. */
export const COMPLAINTS = 25;

/** Complaints, one for each of as many homes, completed an hour ago. */
function complaints({ severity }) {
  const wall = (hours) => new Date(Date.now() + (8 - hours) * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
  const rows = Array.from({ length: COMPLAINTS }, (_, index) => {
    const home = `${(index % 5) + 1}-${String(Math.floor(index / 5) + 3).padStart(2, "0")}01`;
    const people = `住戶${index},1380000${String(1000 + index)}`;
    return `P${index},CY,complaint,消防,${severity},第 ${index} 樓道消防門關不攏,${home},,${people},工程部,${wall(5)},${wall(1)}`;
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

/** A JPEG as a phone that is held upright takes it: lying on its side, with a note that says so, and where it was. */
export function turnedPhoto(jpeg) {
  const entry = (tag, type, count, value) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(type, 2);
    bytes.writeUInt32LE(count, 4);
    bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const list = (...entries) => Buffer.concat([Buffer.from([entries.length, 0]), ...entries, Buffer.alloc(4)]);
  const first = list(entry(0x0112, 3, 1, 6), entry(0x8825, 4, 1, 38));
  const place = list(entry(0x0001, 2, 2, "N".charCodeAt(0)));
  const notes = Buffer.concat([Buffer.from("Exif\0\0II*\0\x08\0\0\0", "latin1"), first, place]);
  const head = Buffer.from([0xff, 0xe1, (notes.length + 2) >> 8, (notes.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, notes, jpeg.subarray(2)]);
}

/** Takes the file of complaints in. */
export async function takeIn(desk, address, office) {
  await desk.goto(`${address}imports`);
  await desk.check("input[name=kind][value=events]");
  await desk.locator("input[type=file]").setInputFiles({ name: "p.csv", mimeType: "text/csv", buffer: complaints(office) });
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
export async function cutOff(desk, { address, person, device }) {
  await desk.goto(`${address}people/${person}`);
  await desk.locator(`form[action$="/devices/${device}/revocation"] button`).click();
  await desk.waitForLoadState();
  await desk.context().close();
}

/** A visit that the estate had before, of whose phone it is: in time, and for so many visitors. */
export async function had({ page }, visitors) {
  const { visits } = await page.evaluate(() => fetch("/today/data").then((answer) => answer.json()));
  const found = visits.find((it) => it.state === "released" && it.days_late <= 0 && it.visitors.length === visitors);
  assert.ok(found, `the estate has a visit for ${visitors}`);
  return found.follow_up;
}

/** Gives a visit to somebody else, or back; how it was before. */
export async function reassign(desk, address, followUp, back) {
  await desk.goto(`${address}follow-ups/${followUp}/adjustment`);
  const fields = await desk.locator("select[name^=visitor_]").evaluateAll((all) =>
    all.map((it) => ({ name: it.name, before: it.value, others: [...it.options].map((one) => one.value).filter((one) => one && one !== it.value) })),
  );
  const { name, before, others } = back ?? fields.find((it) => it.others.length > 0);
  await desk.locator(`select[name=${name}]`).selectOption(back ? before : others[0]);
  await desk.fill("[name=why]", "當值調換");
  await desk.locator("form[action$='/adjustment'] button[type=submit]").last().click();
  await desk.waitForURL((url) => !url.pathname.endsWith("/adjustment"));
  return { name, before };
}

/** Goes on handling the event of a follow-up. */
export async function reopen(desk, address, followUp, why) {
  await desk.goto(`${address}follow-ups/${followUp}`);
  const event = await desk.locator("main a[href^='/events/']").first().getAttribute("href");
  await desk.goto(new URL(event, address).href);
  const form = desk.locator("form[action$='/reopening']");
  await form.locator("[name=why]").fill(why);
  await form.locator("button[type=submit]").click();
  await form.waitFor({ state: "detached" });
}

/** Records a visit at the desk of who made it. */
export async function recordAtDesk(desk, address, followUp, words) {
  await desk.goto(`${address}follow-ups/${followUp}/visit`);
  for (const name of ["quality", "effect", "satisfaction", "rating"]) {
    const field = desk.locator(`input[name=${name}][value=satisfied]`);
    if (await field.count()) await field.check();
  }
  await desk.check("input[name=relation][value=owner]");
  await desk.fill("[name=shortcomings]", words);
  await desk.check("[name=suggestions_none]");
  await desk.check("input[name=solved][value=yes]");
  await desk.check("input[name=site_check][value=good]");
  const late = desk.locator("[name=late_reason]");
  if (await late.count()) await late.fill("住戶出差");
  for (const name of await desk.locator("input[name=customer_name], input[name^=visitor_name_]").all()) {
    if ((await name.inputValue()) === "") await name.fill("住戶");
  }
  await desk.locator("button.primary[type=submit]").last().click();
  await desk.waitForURL(/\/records\/[0-9a-f-]{36}$/);
}

/** What waits on a phone, as if it had been carried under another version of the procedure. */
export function underAnotherVersion(page) {
  return page.evaluate(
    () =>
      new Promise((done) => {
        const open = indexedDB.open("huiyin-today");
        open.onsuccess = () => {
          const tx = open.result.transaction("queue", "readwrite");
          const all = tx.objectStore("queue").getAll();
          all.onsuccess = () => {
            for (const it of all.result) {
              const revision = it.command.revision.replace(/;p=[0-9a-f]+/, ";p=000000000000");
              tx.objectStore("queue").put({ ...it, command: { ...it.command, revision } });
            }
          };
          tx.oncomplete = () => {
            open.result.close();
            done();
          };
        };
      }),
  );
}

/** Notes a try in vain, and waits for the page after it: what is typed before that stands in a form that goes. */
export async function note(page, followUp, words) {
  await show(page, `#try/${followUp}`);
  await page.locator("input[name=channel][value=on_site]").check();
  await page.fill("[name=note]", words);
  await page.locator(".dock .primary").click();
  await page.waitForFunction(() => !location.hash.startsWith("#try") && !document.querySelector("[name=tried_at]"));
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
