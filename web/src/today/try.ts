// Nobody was reached: when, how, and what was found.

import { enqueue } from "./command";
import { button, h, show } from "./dom";
import { area, choice, line, mark, tick } from "./fields";
import { bar, go, network, type Screen, to } from "./frame";
import { latestAt, nowAt, state, visit as known } from "./state";
import * as store from "./store";
import { syncNow } from "./sync";
import { t, word } from "./texts";
import type { ChannelId, FieldFault, TryInput } from "./types";

/** Shows the form of a try. */
export async function tryScreen(place: HTMLElement, followUp: string): Promise<Screen> {
  const visit = known(followUp);
  const me = state.data?.person;
  if (!visit || !me) {
    go();
    return {};
  }
  const net = network();
  const now = nowAt(visit.site);
  const before = await store.kept("attempt");
  const isSame = before?.person === me.id && before.follow_up === followUp;
  const input: TryInput = isSame ? before.input : { tried_at: now, channel: null, card_left: false, note: "" };
  const keep = () => void store.keep("attempt", { person: me.id, follow_up: followUp, input });
  const fields = form(input, now, keep);
  const above = h("div", { class: "summary", role: "alert" });
  const done = button(
    t("today-try-keep"),
    async () => {
      const faults = lacking(input, latestAt(visit.site));
      mark(fields, faults);
      show(above, ...faults.map((it) => h("p", {}, it.words)));
      if (faults.length > 0) return;
      await enqueue(
        "note_try",
        visit,
        me.id,
        { ...input, card_left: input.card_left && input.channel === "on_site" },
        [],
        null,
      );
      await store.dropKept("attempt");
      go();
      await syncNow();
    },
    "primary",
  );
  place.append(
    bar(`${visit.unit.text} ${visit.customer.name}`, t("today-unreached"), to("visit", followUp)),
    net.place,
    h("div", { class: "visit-screen" }, above, fields, h("div", { class: "dock" }, done)),
  );
  return { changed: () => net.update() };
}

/** The fields of a try. */
function form(input: TryInput, now: string, keep: () => void): HTMLElement {
  const card = tick("card_left", t("today-card-left"), input.card_left, (value) => {
    input.card_left = value;
    keep();
  });
  card.hidden = input.channel !== "on_site";
  return h(
    "div",
    { class: "visit-form" },
    line(
      "tried_at",
      t("today-tried-at"),
      input.tried_at.replace(" ", "T"),
      (value) => {
        input.tried_at = value.replace("T", " ").slice(0, 16);
        keep();
      },
      { type: "datetime-local", max: now.replace(" ", "T") },
    ),
    choice(
      "channel",
      t("today-channel"),
      [
        ["on_site", word("channel", "on_site")],
        ["phone", word("channel", "phone")],
      ],
      input.channel,
      (id) => {
        input.channel = id as ChannelId;
        keep();
        card.hidden = id !== "on_site";
      },
    ),
    card,
    area(
      "note",
      t("today-try-note"),
      input.note,
      (value) => {
        input.note = value;
        keep();
      },
      { hint: t("today-try-note-hint") },
    ),
  );
}

function lacking(input: TryInput, now: string): FieldFault[] {
  const faults: FieldFault[] = [];
  if (!input.tried_at || input.tried_at > now) faults.push({ field: "tried_at", words: t("today-lack-visited-at") });
  if (!input.channel) faults.push({ field: "channel", words: t("today-lack-try-channel") });
  if (!input.note.trim()) faults.push({ field: "note", words: t("today-lack-try-note") });
  return faults;
}
