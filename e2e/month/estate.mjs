// An estate that begins with nothing: the set-up link, the clock, and the files of a newcomer.

import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { scratch, start } from "../support.mjs";
import { Desk } from "./desk.mjs";

const SURNAMES = "王李張劉陳楊黃趙吳周徐孫馬朱胡林何高鄭謝";
const GIVEN = ["建國", "麗華", "志強", "秀蘭", "家豪", "美玲", "國棟", "淑芬"];
const FLOORS = 12;
const ROOMS = 4;
const ADMINISTRATOR = { login: "admin", name: "方系統", password: "a quiet lake" };

/** The homes of the estate, in the order of their numbers: one resident each. */
function homes() {
  const homes = [];
  for (let floor = 1; floor <= FLOORS; floor++) {
    for (let room = 1; room <= ROOMS; room++) {
      const n = homes.length;
      homes.push({
        unit: `1-${String(floor).padStart(2, "0")}0${room}`,
        floor,
        room: `0${room}`,
        name: SURNAMES[n % SURNAMES.length] + GIVEN[Math.floor(n / SURNAMES.length + n) % GIVEN.length],
        phone: `138${String(10_000_000 + n * 7919).slice(-8)}`,
      });
    }
  }
  return homes;
}

export class Estate {
  /** Starts the program on an empty database. */
  static async begin(browser, under, database) {
    const folder = scratch();
    const where = ["--data", join(folder.path, "data")];
    const held = database === "postgres" ? await start("examples/database", [], { ready: /(postgres\S+)\n/ }) : undefined;
    if (held) where.push("--database-url", held.found);
    const args = ["demo", "--empty", "--listen", "127.0.0.1:0", ...where];
    const server = await start("huiyin", args, { ready: /(http:\/\/127\S+\/set-up\/\S+)/ });
    const address = new URL("/", server.found).href;
    return Object.assign(new Estate(), { browser, under, folder, held, server, address, setUp: server.found, free: homes() });
  }

  async ends() {
    await this.server?.stop();
    await this.held?.finish();
    this.folder?.remove();
  }

  /** Homes that nothing has happened to yet. */
  homes(count) {
    return this.free.splice(0, count);
  }

  home() {
    return this.homes(1)[0];
  }

  /** The posts of the people whose names stand in some words, in the order of the words. */
  named(words) {
    const there = this.under.people.filter(({ name }) => words.includes(name));
    there.sort((one, other) => words.indexOf(one.name) - words.indexOf(other.name));
    return there.map(({ login }) => this.staff.get(login));
  }

  /** The way of a newcomer: the link, the form, the first sign-in of the administrator. */
  async isSetUp(liveFrom) {
    const desk = await Desk.open(this.browser, this.address);
    await desk.goesTo(this.setUp);
    await desk.fills("公司名稱", "翠湖物業");
    await desk.fills("管理處名稱", "翠湖灣");
    await desk.fills("管理處代號", "CY");
    await desk.chooses("規程", new RegExp(this.under.procedure.replace(/[()]/g, "\\$&")));
    await desk.fills("啟用日", liveFrom);
    await desk.fills("系統管理員姓名", ADMINISTRATOR.name);
    await desk.fills("帳號", ADMINISTRATOR.login);
    await desk.fills("密碼", ADMINISTRATOR.password);
    await desk.presses("啟用");
    await desk.fills("帳號", ADMINISTRATOR.login);
    await desk.fills("密碼", ADMINISTRATOR.password);
    await desk.presses("登入");
    await desk.reads("從這裡開始");
    this.administrator = desk;
  }

  /** Puts the clock on: what became due by then is done. */
  async itIs(day, time) {
    const desk = this.administrator;
    await desk.goesTo("/demo/clock");
    await desk.fills("調到", `${day} ${time}`);
    await desk.presses("調整");
  }

  /** Sends a file in, looks at its preview, and takes it in. */
  async takesIn(kind, text, { by = this.administrator, history = false } = {}) {
    const file = join(mkdtempSync(join(this.folder.path, "file-")), `${kind}.csv`);
    writeFileSync(file, text);
    await by.goesTo("/imports");
    await by.chooses("內容", kind);
    await by.field("檔案").setInputFiles(file);
    await by.presses("讀入檔案");
    await this.#waitsFor(by);
    // Columns that are all known are not asked about.
    if (await by.main.getByRole("heading", { name: "欄名對照", level: 1 }).count()) {
      await by.presses("看預覽");
      await this.#waitsFor(by);
    }
    if (history) await by.ticks("啟用前的事項也排回訪");
    await by.presses(/^匯入 \d+ 行$/);
    await this.#waitsFor(by);
    await by.reads("結果");
  }

  /** A page that says how far it is asks again by itself. */
  async #waitsFor(desk) {
    await desk.page.waitForFunction(() => !document.querySelector("meta[http-equiv=refresh]"));
  }

  async filesComeIn() {
    const all = this.free;
    const line = (...cells) => `${cells.join(",")}\n`;
    const units = all.map((home) => line(home.unit, 1, home.floor, home.room, "東區", "住宅", "2019-06-30"));
    await this.takesIn("房號", `unit,building,floor,room,zone,kind,handed_over\n${units.join("")}`);
    const residents = all.map((home) => line(home.unit, home.name, "owner", home.phone, "2020-07-01"));
    await this.takesIn("住戶", `unit,name,role,phone,from\n${residents.join("")}`);
    const staff = this.under.people.map(({ login, name, post, of }, n) =>
      line(login, name, `139000000${String(n).padStart(2, "0")}`, post, of.endsWith("區") ? of : "", of.endsWith("部") ? of : ""),
    );
    await this.takesIn("員工", `login,name,phone,posts,zones,department\n${staff.join("")}`);
    const departments = ["工程部", "秩序部"].map((name) => {
      const head = this.under.people.find(({ of }) => of === name);
      return line(name, head?.login ?? "");
    });
    await this.takesIn("部門", `department,head\n${departments.join("")}`);
  }
}
