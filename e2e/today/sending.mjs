// How it arrives: pieces, lost answers, two senders at once, order, a wrong clock, two hundred at a time.

import assert from "node:assert/strict";
import { test } from "node:test";

import { carried } from "./estate.mjs";
import { allSent, begin, fillIn, handIn, held, isReady, noise, show, signIn, wakesUp } from "./phone.mjs";
import { note, queueUp, sees, turnedPhoto } from "./stairwell.mjs";

/** Sends a command as it lies in the queue; the status of the answer. */
function send(page, { command }) {
  return page.evaluate(
    (command) =>
      fetch("/today/commands", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(command),
      }).then((answer) => answer.status),
    command,
  );
}

/** The photo that a phone has kept: how wide and high it is, and whether it says anything about how it was taken. */
function keptPhoto(page) {
  return page.evaluate(
    () =>
      new Promise((done) => {
        const open = indexedDB.open("huiyin-today");
        open.onsuccess = () => {
          const all = open.result.transaction("files").objectStore("files").getAll();
          all.onsuccess = async () => {
            open.result.close();
            const [{ bytes, type }] = all.result;
            const { width, height } = await createImageBitmap(new Blob([bytes], { type }));
            done({ width, height, tells: new TextDecoder("latin1").decode(bytes).includes("Exif") });
          };
        };
      }),
  );
}

export function sending(at, { visitor }) {
  /** What went to an address since. */
  const since = (from, path) => at.line.seen.slice(from).filter((each) => each.path.startsWith(path));

  test("an upload that breaks in the middle goes on where it stopped", async () => {
    const followUp = at.next();
    const it = await at.phone();
    await begin(it.page, followUp);
    await fillIn(it.page, "照片傳到一半斷了", { photo: await noise(it.page, 1500) });
    at.line.pieces = 0;
    at.line.breakAtPiece = 2;
    const from = at.line.seen.length;
    await handIn(it.page);
    await it.page.waitForFunction(() => /離線/.test(document.querySelector(".net")?.textContent ?? ""));
    assert.ok(at.line.cut, "it broke");
    at.line.cut = false;
    await show(it.page, "#waiting");
    await wakesUp(it.page);
    await allSent(it.page);
    const pieces = since(from, "/today/files/").filter((each) => each.method === "PATCH" && each.status === 200);
    const sent = pieces.map((each) => Number(new URL(each.path, at.address).searchParams.get("offset")));
    assert.ok(sent.length >= 3, "several pieces");
    assert.equal(new Set(sent).size, sent.length, "no piece that had arrived was sent again");
    await sees(await at.recordOf(followUp), 1500);
    await it.close();
  });

  test("a photo is turned upright, made smaller, and forgets where it was taken before it leaves the phone", async () => {
    const it = await at.phone();
    const taken = turnedPhoto(await noise(it.page, 1800, "image/jpeg", 1000));
    assert.match(taken.toString("latin1"), /Exif/);
    await begin(it.page, at.followUps[0]);
    await it.page.locator("input[type=file]").first().setInputFiles({ name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: taken });
    await it.page.locator(".photos img").first().waitFor();
    assert.deepEqual(await keptPhoto(it.page), { width: 889, height: 1600, tells: false });
    await it.close();
  });

  test("an answer that gets lost after the commit changes nothing", async () => {
    const followUp = at.next();
    const it = await at.phone();
    await begin(it.page, followUp);
    await fillIn(it.page, "答復丟了");
    at.line.loseAnswers = 1;
    const from = at.line.seen.length;
    await handIn(it.page);
    await allSent(it.page);
    const sent = since(from, "/today/commands");
    assert.equal(sent.length, 2, "it was sent twice");
    assert.deepEqual(sent[0].answer, sent[1].answer, "with the same answer");
    assert.match(await (await at.recordOf(followUp)).textContent("main"), /答復丟了/);
    await it.close();
  });

  test("two tabs at once, and the same command twice in parallel, have one effect", async () => {
    const followUp = at.next();
    const it = await at.phone();
    const other = await it.context.newPage();
    await other.goto(`${at.address}today/`);
    await isReady(other);
    await begin(it.page, followUp);
    await show(other, `#visit/${followUp}`);
    await other.locator(".empty").waitFor();
    assert.match(await other.textContent(".empty"), /另一個分頁/, "a draft is open in one tab only");
    await fillIn(it.page, "兩個分頁");
    await it.context.setOffline(true);
    await handIn(it.page);
    const [waiting] = await held(it.page, "queue");
    await it.context.setOffline(false);
    const statuses = await Promise.all([it.page, other, other, it.page].map((page) => send(page, waiting)));
    assert.ok(statuses.every((status) => [200, 409, 503].includes(status)) && statuses.includes(200), String(statuses));
    for (const page of [it.page, other]) await wakesUp(page);
    await allSent(it.page);
    assert.match(await (await at.recordOf(followUp)).textContent("main"), /兩個分頁/);
    await it.close();
  });

  test("what overtakes an earlier one waits for it", async () => {
    const followUp = at.next();
    const it = await at.phone();
    await it.context.setOffline(true);
    await note(it.page, followUp, "按鈴無人");
    await note(it.page, followUp, "電話無人接");
    const waiting = (await held(it.page, "queue")).sort((one, two) => one.order - two.order);
    assert.deepEqual(waiting.map((each) => each.seq), [1, 2]);
    await it.context.setOffline(false);
    assert.notEqual(await send(it.page, waiting[1]), 200, "the second is not taken before the first");
    await wakesUp(it.page);
    await allSent(it.page);
    await at.desk.goto(`${at.address}follow-ups/${followUp}`);
    const text = await at.desk.textContent("main");
    assert.equal(text.split("按鈴無人").length, 2, "the first, once");
    assert.equal(text.split("電話無人接").length, 2, "the second, once");
    await it.close();
  });

  test("a clock that is wrong by a day is measured, and the visit has the server's time", async () => {
    const followUp = at.next();
    const it = await at.phone({ unsigned: true });
    const wrong = Date.now() - 86_400_000;
    await it.page.clock.setSystemTime(wrong);
    await signIn(it, at.address, visitor);
    await it.page.locator(".net", { hasText: "手機時鐘差約" }).waitFor();
    const { now } = await carried(it);
    await begin(it.page, followUp);
    const shown = await it.page.inputValue("[name=visited_at]");
    const wall = new Date(Date.parse(now) + 8 * 3_600_000).toISOString();
    assert.equal(shown.slice(0, 10), wall.slice(0, 10), "the day is the server's");
    await fillIn(it.page, "時鐘慢一天");
    const from = at.line.seen.length;
    await handIn(it.page);
    await allSent(it.page);
    const sent = since(from, "/today/commands").find((each) => /record_visit/.test(each.body));
    const { clock } = JSON.parse(sent.body);
    assert.ok(Math.abs(clock.offset_ms - (Date.parse(now) - wrong)) < 600_000, "both times go along");
    assert.match(await (await at.recordOf(followUp)).textContent("main"), /時鐘慢一天/);
    await it.close();
  });
}

/** What only the phone itself does: once is enough. */
export function sendingMany(at) {
  test("two hundred waiting records go out in order, each once", async () => {
    const it = await at.phone();
    const arrived = [];
    await it.context.route("**/today/commands", (route) => {
      const { id, seq } = route.request().postDataJSON();
      arrived.push(`${id} ${seq}`);
      return route.fulfill({ json: { status: "done", answer: {} } });
    });
    const { person } = await carried(it);
    await it.context.setOffline(true);
    const expected = await it.page.evaluate(queueUp, person.id);
    await it.page.reload();
    await it.page.locator(".tabs .n", { hasText: /^200$/ }).waitFor();
    await it.context.setOffline(false);
    await allSent(it.page);
    assert.deepEqual(arrived, expected);
    await it.close();
  });
}
