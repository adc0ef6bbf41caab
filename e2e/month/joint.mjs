// A month under 篇2 or 篇3, chapter by chapter: forms are signed for, general complaints are visited by two together,
// and what is not good enough becomes a complaint of its own.

import assert from "node:assert/strict";

import { begins, some } from "./begins.mjs";
import { Case, eventsFile, listFile } from "./events.mjs";

const told = ({ unit, home }) => ({ unit, customer: home.name, phone: home.phone });

/** Those who visit: each signs for the forms, and the first records with the others' signatures. */
async function visit(it, how = {}) {
  const [first, ...others] = it.visitors;
  await first.visits(it, { ...how, with: others.map(({ who }) => who.name) });
}

async function takeForms(...cases) {
  const all = new Set(cases.flatMap((it) => it.visitors));
  for (const post of all) await post.takesForms(...cases.filter((it) => it.visitors.includes(post)));
}

export const joint = (clauses) => ({
  "a newcomer sets the estate up, and its files come in": begins,

  "events of the months before come in by files, with the lists of an activity and a periodical": async (estate) => {
    const { month, under, planner, tally } = estate;
    const [repaired, before] = [under.repairedOn(month), month.plus(-1)];
    estate.repairs = some(estate, 3, { category: "維修" });
    estate.cleanings = some(estate, 3, { category: "特約服務" });
    const rows = [];
    for (const [n, it] of estate.repairs.entries()) {
      it.summary = `廚房水管漏水，${it.unit}`;
      rows.push({ event_id: `R${n}`, category: "repair", kind: "給排水", summary: it.summary, ...told(it), reported_at: `${repaired.day(7)} 09:00`, completed_at: `${repaired.day(8 + n)} 16:00` });
    }
    for (const [n, it] of estate.cleanings.entries()) {
      it.summary = `每週家政，${it.unit}`;
      rows.push({ event_id: `S${n}`, category: "contracted_service", summary: it.summary, ...told(it), reported_at: `${before.day(1)} 09:00`, contract_start: before.day(1), contract_end: month.day(31) });
    }
    const done = { reported_at: `${before.day(20)} 10:00`, completed_at: `${before.day(20)} 21:00` };
    rows.push({ event_id: "A0", category: "activity", summary: "中秋燈謎會", ...done });
    rows.push({ event_id: "P0", category: "publication", summary: "社區月刊九月號", ...done });
    await estate.takesIn("服務事項", eventsFile(rows), { by: planner, history: true });
    estate.guests = some(estate, 10, { category: "文體活動", summary: "中秋燈謎會" });
    estate.subscribers = some(estate, 10, { category: "報刊雜誌", summary: "社區月刊九月號" });
    const lists = listFile({ A0: estate.guests, P0: estate.subscribers });
    await estate.takesIn("參加名單", lists, { by: planner, history: true });
    for (const [category, owed] of [["維修", 3], ["特約服務", 3], ["文體活動", 10], ["報刊雜誌", 10]]) {
      tally.owes(category, owed);
      tally.picks(category);
    }
  },

  "what is drawn is released, one of them by phone, and nobody visits without the form": async (estate) => {
    const { month, planner, head } = estate;
    // The middle of the contracts: their number is given today, and shown tomorrow.
    await estate.itIs(month.day(1), "08:00");
    await estate.itIs(month.day(2), "09:00");
    for (const [one, of] of [["repair", "repairs"], ["cleaning", "cleanings"], ["guest", "guests"], ["subscriber", "subscribers"]]) {
      const found = await planner.finds(estate[of]);
      assert.equal(found.length, 1, `one of the ${of} is drawn`);
      estate[one] = found[0];
    }
    const { repair, cleaning, guest, subscriber } = estate;
    await planner.adjusts(subscriber, { channel: "電話", why: "住戶白天不在，要求打電話" });
    subscriber.byPhone = true;
    await planner.releases(repair, cleaning, guest, subscriber);
    await head.mayNotRecord(guest, "您不是這次回訪的回訪人", clauses.plan);
    await guest.visitors[0].mayNotRecord(guest, "回訪記錄表尚未簽收", clauses.form);
    await takeForms(repair, cleaning, guest, subscriber);
    await visit(cleaning);
    await visit(guest, { rating: "較滿意" });
    await visit(subscriber);
    if (!clauses.escalated) await visit(repair);
  },

  "a record is sent back, handed in anew, and accepted": async (estate) => {
    const { planner, cleaning, guest, subscriber, repair } = estate;
    await planner.reviews(cleaning, "退回補記", "請補問合同餘下的安排");
    await visit(cleaning, { again: true });
    for (const it of [cleaning, guest, subscriber, ...(clauses.escalated ? [] : [repair])]) await planner.reviews(it, "合格", "已閱");
  },

  "complaints, calls for help and others are told, at the counter and by a file": async (estate) => {
    const { month, planner, officer, tally } = estate;
    await estate.itIs(month.day(6), "09:00");
    const complaint = (severity, summary) => new Case(estate.home(), { category: "投訴", severity, summary, kind: "滲水", department: "工程部" });
    estate.damp = complaint("一般", "天花板滲水，補了又滲");
    estate.noise = complaint("一般", "水泵房夜裡太吵");
    estate.flood = complaint("重大", "水管爆裂，損失過萬");
    estate.blackout = new Case(estate.home(), { category: "突發事件", summary: "整棟停電四小時" });
    estate.key = new Case(estate.home(), { category: "其他", summary: "門禁卡重配" });
    for (const it of [estate.damp, estate.noise, estate.flood, estate.blackout, estate.key]) {
      await planner.registers(it);
      await officer.completes(it);
    }
    estate.helps = some(estate, 3, { category: "求助" });
    const rows = estate.helps.map((it, n) => {
      it.summary = `老人跌倒，急救後送醫，${it.unit}`;
      return { event_id: `H${n}`, category: "help", kind: "first_aid", summary: it.summary, ...told(it), reported_at: `${month.day(5)} 0${n + 1}:00`, completed_at: `${month.day(5)} 0${n + 2}:00` };
    });
    await estate.takesIn("服務事項", eventsFile(rows), { by: planner });
    tally.owes("投訴", 3);
    tally.picks("投訴", 3);
    tally.owes("求助", 3);
    for (const category of ["突發事件", "其他"]) {
      tally.owes(category);
      tally.picks(category);
    }
  },

  ...(clauses.escalated && {
    "a form taken and left for three days sends its visitor to the door": async (estate) => {
      const { planner, repair } = estate;
      await planner.goesTo(repair.followUp);
      await planner.reads("逾時未完成", "須上門", clauses.escalated);
      await visit(repair);
      await planner.reviews(repair, "合格", "已閱");
    },
  }),

  "two visit together, and the manager by himself": async (estate) => {
    const { month, planner, manager, head, damp, noise, flood, blackout, key } = estate;
    await estate.itIs(month.day(7), "09:00");
    const drawn = await planner.finds(estate.helps);
    assert.equal(drawn.length, 1, "one call for help is drawn");
    estate.help = drawn[0];
    await planner.releases(damp, noise, flood, blackout, key, estate.help);
    for (const it of [damp, noise]) {
      assert.equal(it.visitors.length, 2, `${it.summary} is visited by two`);
      assert.ok(it.visitors.includes(head));
    }
    await head.isTold("已放行 2 件回訪");
    await takeForms(damp, noise, flood, blackout, key, estate.help);
    await visit(noise, { refuses: { why: "住戶說口頭講過就好", seenBy: manager.who.name } });
    await visit(damp, { rating: "不滿意", solved: "未解決", raises: [{ kind: "意見", said: "補過兩次還在滴", dissatisfied: true, settled: true, outcome: "向住戶說明：要換整段管，由主管審定" }] });
    await manager.visits(flood, {
      rating: "較滿意",
      raises: [
        { kind: "建議", said: "總閥應貼上標示", settled: true, outcome: "當場答復：明日貼上" },
        { kind: "意見", said: "家具怎麼賠還沒有說法", owner: manager.who.name, answerBy: `${month.day(10)}T17:00`, toldBy: manager.who.name },
      ],
    });
    await visit(blackout);
    await visit(key);
  },

  "what is not good enough is decided on, and becomes a complaint of its own": async (estate) => {
    const { month, planner, manager, officer, damp, noise, flood, blackout, key, tally } = estate;
    for (const it of [noise, flood, blackout, key]) await planner.reviews(it, "合格", "已閱");
    await planner.reviews(damp, "不合格", "補了兩次仍滲，請經理處理");
    tally.nonconforming(damp);
    await manager.decides(damp, "工程部換整段管，完工當日回報");
    estate.again = await officer.followsComplaint(damp, new Case(damp.home, { category: "投訴", summary: damp.summary }));
    await estate.itIs(month.day(8), "15:00");
    await manager.settles("家具怎麼賠還沒有說法", "已議定照價賠償，當面告知");
    await officer.completes(estate.again);
    tally.owes("投訴");
    tally.picks("投訴");
  },

  "somebody drawn cannot be reached, and the next of the draw is visited": async (estate) => {
    const { month, planner, help, helps, tally } = estate;
    const [officer] = help.visitors;
    await estate.itIs(month.day(8), "20:30");
    await officer.triesInVain(help, { at: `${month.day(8)}T19:10`, channel: "上門", card: true, note: "按鈴無人應門" });
    await officer.triesInVain(help, { at: `${month.day(8)}T20:05`, channel: "電話", note: "響鈴不接" });
    await estate.itIs(month.day(9), "09:00");
    await officer.triesInVain(help, { at: `${month.day(9)}T08:30`, channel: "電話", note: "關機" });
    await planner.replaces(help, "三次都找不到人，已留言卡");
    tally.unreachable(help);
    await estate.itIs(month.day(10), "09:00");
    const [next] = await planner.finds(helps.filter((it) => it !== help));
    tally.picksLate(next);
    await planner.releases(next);
    await takeForms(next);
    await visit(next);
    await planner.reviews(next, "合格", "已閱");
  },

  "the next rounds find them content": async (estate) => {
    const { planner, head, again, flood } = estate;
    // Nobody told which department it is about: the planner names its head.
    await planner.adjusts(again, { visitor: head.who.name, why: "仍是工程部的管道" });
    await planner.releases(again, flood);
    await takeForms(again, flood);
    await visit(again);
    await visit(flood);
    for (const it of [again, flood]) await planner.reviews(it, "合格", "住戶滿意");
  },

  "every form comes back to whoever keeps them": async (estate) => {
    const { under, staff, planner, officer, head, manager } = estate;
    for (const post of [officer, staff.get(under.newcomer), head, manager]) await post.bringsBackForms();
    await planner.seesEveryFormBack();
  },

  "the month is over: its statistics are closed by a person": async (estate) => {
    const { month, officer, planner, tally } = estate;
    await estate.itIs(month.plus(1).day(1), "09:00");
    // Somebody else is told whose it is, and by which clause.
    await officer.goesTo(`/statistics/close?month=${month}`);
    await officer.reads(clauses.planner, clauses.close);
    await planner.opensStatistics();
    await tally.holds(planner);
    await planner.closesStatistics("什麼也不缺");
  },

  "the analysis is written, reviewed, decided on, and its action proves itself": async (estate) => {
    const { month, officer, planner, manager, damp } = estate;
    await officer.opensPaper("統計分析報告");
    await officer.reads(damp.summary);
    await officer.fills("原因分析", "立管老化，前兩次只作局部修補");
    await officer.fills("改進建議", "整段更換");
    await officer.signs("簽收人簽名");
    await officer.presses("填寫並簽署");
    await planner.opensPaper("統計分析報告");
    await planner.reads("立管老化");
    await planner.chooses("審核結論", "同意，送經理決定");
    await planner.fills("意見", "屬實");
    await planner.signs("簽收人簽名");
    await planner.presses("審核");
    await manager.opensPaper("統計分析報告");
    await manager.chooses("決定", "採取糾正措施");
    await manager.fills("糾正（當時處置）", "已換整段管");
    await manager.fills("措施內容", "同齡立管十一月內全部檢查");
    await manager.picks("責任人", officer.who.name);
    await manager.fills("期限", month.plus(1).day(28));
    await manager.fills("意見", "同意");
    await manager.signs("簽收人簽名");
    await manager.presses("決定");
    await manager.reads("已決定");
    await officer.hasNothingOpen("同齡立管十一月內全部檢查");
    await estate.itIs(month.plus(1).day(20), "09:00");
    await officer.finishesTask("同齡立管十一月內全部檢查", "十二根立管查畢，換了兩根");
    await planner.checksTask("同齡立管十一月內全部檢查", "半月無新滲水");
    await planner.hasNothingOpen();
  },

  "the records are collected, read by the assistant, and received by the office": async (estate) => {
    const { month, planner, reader, keeper, officer } = estate;
    await planner.collectsBatch();
    await officer.goesTo("/archive");
    assert.equal(await officer.main.getByRole("button", { name: "收齊移交" }).count(), 0);
    await reader.opensBatch();
    await reader.main.getByRole("checkbox", { name: /可作考評$/ }).first().check();
    await reader.fills("審核意見", "各份簽署齊全");
    await reader.presses("審核完畢");
    await keeper.opensBatch();
    await keeper.reads("待接收", "各份簽署齊全");
    await keeper.signs("簽收人簽名");
    await keeper.presses("接收存檔");
    await keeper.reads("保管中", "保管至", String(month.year + 2));
    await planner.hasNothingOpen();
  },
});
