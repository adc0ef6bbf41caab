// A month under 篇1, chapter by chapter. The names of the chapters are what the test says.

import assert from "node:assert/strict";

import { begins, some } from "./begins.mjs";
import { Case, eventsFile, listFile } from "./events.mjs";

export const kehu = {
  "a newcomer sets the estate up, and its files come in": begins,

  "events of the month before come in by a file, with the list of an activity": async (estate) => {
    const { month, service, tally } = estate;
    const before = month.plus(-1);
    estate.repairs = some(estate, 3, { category: "維修" });
    const repairs = estate.repairs.map((it, n) => {
      it.summary = `廚房水管漏水，${it.unit}`;
      const completed_at = `${before.day(8 + n)} 16:00`;
      const told = { unit: it.unit, customer: it.home.name, phone: it.home.phone };
      return { event_id: `R${n}`, category: "repair", kind: "給排水", summary: it.summary, ...told, reported_at: `${before.day(7)} 09:00`, completed_at };
    });
    estate.guests = some(estate, 10, { category: "文體活動", summary: "中秋燈謎會" });
    const party = { event_id: "A0", category: "activity", summary: "中秋燈謎會", reported_at: `${before.day(20)} 10:00`, completed_at: `${before.day(20)} 21:00` };
    await estate.takesIn("服務事項", eventsFile([...repairs, party]), { by: service, history: true });
    await estate.takesIn("參加名單", listFile({ A0: estate.guests }), { by: service, history: true });
    tally.owes("維修", 3);
    tally.picks("維修");
    tally.owes("文體活動", 10);
    tally.picks("文體活動");
  },

  "the list of the National Day is prepared and released": async (estate) => {
    const { month, service, manager, tally } = estate;
    estate.elders = some(estate, 2, { category: "節日拜訪", summary: "國慶" });
    const list = `/festivals/national_day/${month.year}`;
    for (const { unit } of estate.elders) {
      await service.goesTo(list);
      await service.fills("找住戶", unit);
      await service.presses("查找");
      await service.presses(/^加入/);
    }
    await manager.goesTo(list);
    await manager.presses("放行名單");
    await manager.reads("名單已齊", "應回訪 2 件");
    tally.owes("節日拜訪", 2);
    tally.picks("節日拜訪", 2);
  },

  "the planner changes who goes, and releases what is drawn": async (estate) => {
    const { month, service, patrol } = estate;
    await estate.itIs(month.day(1), "09:00");
    estate.repair = (await service.finds(estate.repairs))[0];
    estate.guest = (await service.finds(estate.guests))[0];
    await service.adjusts(estate.repair, { day: month.day(2), why: "住戶二日才在家" });
    // Who does not plan sees the plan, and cannot release.
    await patrol.opensPlan();
    assert.equal(await patrol.main.getByRole("button", { name: /^放行所選/ }).count(), 0);
    await service.releases(estate.repair, estate.guest, ...estate.elders);
  },

  "the festival is called on, an activity asked about, a repair heard of by phone": async (estate) => {
    const { manager, culture, officer, patrol, elders, guest, repair } = estate;
    // Whoever is not sent there cannot record a visit; the page says which clause says so.
    await patrol.mayNotRecord(guest, "您不是這次回訪的回訪人", "11.1.2");
    for (const elder of elders) await manager.visits(elder);
    await culture.visits(guest, { rating: "較滿意" });
    await estate.itIs(estate.month.day(2), "10:00");
    await officer.visits(repair, { by: "電話" });
  },

  "a record is sent back, handed in anew, and accepted": async (estate) => {
    const { service, officer, repair, guest, elders } = estate;
    await service.reviews(repair, "退回補記", "請補問漏水有沒有再發生");
    await officer.visits(repair, { by: "電話", again: true });
    await service.reviews(repair, "合格", "已補問，沒有再漏");
    for (const it of [guest, ...elders]) await service.reviews(it, "合格", "已閱");
  },

  "complaints of each grade and an emergency are told at the counter, and handled": async (estate) => {
    const { month, service, officer, tally } = estate;
    await estate.itIs(month.day(5), "09:00");
    const complaint = (severity, summary, more) => new Case(estate.home(), { category: "投訴", severity, summary, ...more });
    estate.noises = [complaint("一般", "樓上半夜搬動傢俱"), complaint("一般", "樓道堆放雜物")];
    estate.lift = complaint("重要", "電梯連日停運");
    estate.flood = complaint("重大", "天台積水灌進家裡，損失過萬");
    estate.blackout = new Case(estate.home(), { category: "突發事件", summary: "整棟停電四小時" });
    estate.parcel = new Case(estate.home(), { category: "求助", summary: "請代收快遞" });
    for (const it of [...estate.noises, estate.lift, estate.flood, estate.blackout, estate.parcel]) {
      await service.registers(it);
      await officer.completes(it);
    }
    // 篇1 says nothing of calls for help: the page says so, and nothing is owed.
    await officer.reads("規程未列此類");
    tally.owes("投訴", 4);
    tally.picks("投訴", 3);
    tally.owes("突發事件");
    tally.picks("突發事件");
  },

  "the clerk writes down who came to an activity of this month": async (estate) => {
    const { service, culture } = estate;
    const dance = new Case(estate.home(), { category: "文體活動", summary: "重陽舞會" });
    await service.registers(dance);
    await culture.completes(dance);
    const guests = some(estate, 3, {});
    Object.assign(guests[0], { event: dance.event });
    // Its window closes next month, and so its obligations are counted there.
    await culture.handsInList(guests);
  },

  "each grade is visited by its own post": async (estate) => {
    const { month, service, manager, patrol, patrol_two, lift, flood, blackout } = estate;
    await estate.itIs(month.day(6), "09:00");
    estate.noise = (await service.finds(estate.noises))[0];
    await service.releases(estate.noise, lift, flood, blackout);
    const [inspector] = estate.noise.visitors;
    await inspector.isTold("已放行 1 件回訪");
    const witness = inspector === patrol ? patrol_two : patrol;
    await inspector.visits(estate.noise, { refuses: { why: "住戶說不想再簽任何東西", seenBy: witness.who.name } });
    await service.visits(lift, {
      rating: "不滿意",
      solved: "未解決",
      raises: [
        {
          kind: "意見",
          said: "電梯還是常停在六樓",
          dissatisfied: true,
          outcome: "向住戶說明要換的門機已訂，三日內到貨",
          owner: "羅啟明",
          rectifyBy: month.day(9),
        },
      ],
      nextVisit: month.day(10),
    });
    await manager.visits(flood, {
      rating: "較滿意",
      raises: [
        { kind: "建議", said: "天台排水口應加濾網", settled: true, outcome: "當場答復：本週加裝" },
        { kind: "意見", said: "家具怎麼賠還沒有說法", owner: "羅啟明", answerBy: `${month.day(8)}T17:00`, toldBy: "羅啟明" },
      ],
    });
    await manager.visits(blackout, { rating: "不滿意", raises: [{ kind: "意見", said: "停電沒有人通知", dissatisfied: true, settled: true, outcome: "當場致歉，已加入樓棟群" }] });
  },

  "each record is read by those who are to read it, and none by whoever visited": async (estate) => {
    const { service, property, manager, reviewer, noise, lift, flood, blackout, tally } = estate;
    await property.answersFor(lift, "電梯維保由物業部催辦，九日前換好");
    await property.reviews(noise, "合格", "巡查員做得對，拒簽有人見證");
    await service.reviews(noise, "合格", "已閱");
    await service.hasNothingToRead(lift);
    await reviewer.hasNothingToRead(lift);
    await manager.reviews(lift, "合格", "整改已安排，請按期回訪");
    await service.reviews(flood, "合格", "賠償由經理跟到底");
    await service.reviews(blackout, "不合格", "停電半日無人上門說明，請再訪");
    tally.nonconforming(blackout);
    await service.decides(blackout, "由工程部逐戶說明，經理再訪");
  },

  "what was promised is kept, and the next rounds find them content": async (estate) => {
    const { month, service, manager, lift, flood, blackout } = estate;
    await estate.itIs(month.day(8), "15:00");
    await manager.settles("家具怎麼賠還沒有說法", "已議定照價賠償，當面告知");
    await manager.settles("電梯還是常停在六樓", "門機已換，試運三日正常");
    await service.releases(lift, flood, blackout);
    await manager.visits(flood);
    await manager.visits(blackout);
    await service.visits(lift, { by: "電話" });
    await manager.reviews(lift, "合格", "住戶滿意");
    for (const it of [flood, blackout]) await service.reviews(it, "合格", "住戶滿意");
  },

  "somebody drawn cannot be reached, and the next of the draw is visited": async (estate) => {
    const { month, service, officer, property, tally } = estate;
    await estate.itIs(month.day(12), "09:00");
    estate.dogs = some(estate, 2, { category: "投訴", severity: "一般", summary: "深夜狗吠" });
    for (const it of estate.dogs) {
      await service.registers(it);
      await officer.completes(it);
    }
    tally.owes("投訴", 2);
    await estate.itIs(month.day(13), "09:00");
    const [drawn] = await service.finds(estate.dogs);
    const other = estate.dogs.find((it) => it !== drawn);
    await service.releases(drawn);
    const [inspector] = drawn.visitors;
    await estate.itIs(month.day(13), "20:30");
    await inspector.triesInVain(drawn, { at: `${month.day(13)}T19:10`, channel: "上門", card: true, note: "按鈴無人應門" });
    await inspector.triesInVain(drawn, { at: `${month.day(13)}T20:05`, channel: "電話", note: "響鈴不接" });
    await estate.itIs(month.day(14), "09:00");
    await inspector.triesInVain(drawn, { at: `${month.day(14)}T08:30`, channel: "電話", note: "關機" });
    await service.replaces(drawn, "三次都找不到人，已留言卡");
    tally.unreachable(drawn);
    tally.picksLate(other);
    await estate.itIs(month.day(15), "09:00");
    await service.releases(other);
    await other.visitors[0].visits(other);
    await property.reviews(other, "合格", "已閱");
    await service.reviews(other, "合格", "已閱");
  },

  "households that share a matter are answered by one letter, which settles what it answers": async (estate) => {
    const { month, service, officer, manager, tally } = estate;
    await estate.itIs(month.day(16), "09:00");
    const about = { category: "投訴", severity: "重要", kind: "電梯", summary: "電梯又停在六樓" };
    estate.stuck = some(estate, 3, about);
    for (const it of estate.stuck) {
      await officer.registers(it);
      await officer.completes(it);
    }
    tally.owes("投訴", 3);
    tally.picks("投訴", 3);
    await service.opensPlan();
    await service.reads("這個事項可用公開信一併答復");
    await officer.draftsLetter(estate.stuck, {
      標題: "關於二號電梯維修的答復",
      事由: "二號電梯多次停運",
      問題說明: "控制板老化",
      已採取措施: "已停用並報修",
      後續安排及時間: "本月二十日前換板復運",
      聯繫人及電話: "客戶服務部 8888-0000",
    });
    const [{ letter }] = estate.stuck;
    assert.equal(await officer.main.getByRole("button", { name: "簽署" }).count(), 0, "nobody approves their own");
    await manager.approvesLetter(letter);
    const sheet = await officer.putsUpLetter(letter, { place: "各棟大堂", from: month.day(16), until: month.day(30) });
    assert.ok(sheet.includes("關於二號電梯維修的答復"));
    for (const it of estate.stuck) {
      assert.ok(!sheet.includes(it.unit) && !sheet.includes(it.home.name), "it names nobody");
      await officer.goesTo(it.event);
      await officer.reads("以公開信完成回訪");
      tally.answeredByLetter(it);
    }
    assert.equal((await service.finds(estate.stuck)).length, 0, "nothing of it is left in the plan");
  },

  "the month is over: its statistics are closed by a person": async (estate) => {
    const { month, officer, service, stuck, tally } = estate;
    await estate.itIs(month.plus(1).day(1), "09:00");
    // Somebody else is told whose it is, and by which clause.
    await officer.goesTo(`/statistics/close?month=${month}`);
    await officer.reads("客戶服務部主任", "11.2.4");
    // Only the return that is to be written next.
    await service.hasNothingOpen("客戶回訪記錄");
    await service.opensStatistics();
    await tally.holds(service);
    // Behind the number stand the very homes that the letter answered.
    await service.opensFigure("投訴", "done_letter");
    await service.reads(...stuck.map(({ unit }) => unit));
    await service.closesStatistics("什麼也不缺");
  },

  "the return is written, signed, and read by the leader, whose note is done": async (estate) => {
    const { month, service, leader, manager } = estate;
    await service.opensPaper("客戶回訪記錄");
    await service.fills("主要問題", "電梯停運一件重訪");
    await service.fills("原因", "門機老化");
    await service.fills("改進建議", "每季檢查門機");
    await service.fills("上月各項的落實", "首月，無");
    await service.signs("簽收人簽名");
    await service.presses("填寫並簽署");
    await service.reads("已送達");
    await leader.opensPaper("客戶回訪記錄");
    await leader.reads("電梯停運一件重訪");
    await leader.fills("措施內容", "十一月底前各棟電梯檢查一遍");
    await leader.picks("責任人", "羅啟明");
    await leader.fills("期限", month.plus(1).day(28));
    await leader.presses("批示");
    await manager.hasNothingOpen("十一月底前各棟電梯檢查一遍");
    await estate.itIs(month.plus(1).day(20), "09:00");
    await manager.finishesTask("十一月底前各棟電梯檢查一遍", "各棟電梯已檢查，兩台換了門機");
    await leader.opensPaper("客戶回訪記錄");
    await leader.reads("領導已閱");
  },

  "the records are collected, handed over, and received": async (estate) => {
    const { month, service, patrol } = estate;
    await service.collectsBatch();
    await service.opensBatch();
    await service.reads("待接收");
    await patrol.goesTo("/archive");
    assert.equal(await patrol.main.getByRole("button", { name: "收齊移交" }).count(), 0);
    await service.opensBatch();
    await service.reads("關於二號電梯維修的答復");
    await service.showsPhoto();
    await service.signs("簽收人簽名");
    await service.presses("接收存檔");
    await service.reads("保管中", "保管至", String(month.year + 2));
    await service.hasNothingOpen();
  },
};
