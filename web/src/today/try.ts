// Nobody was reached: when, how, and what was found.

import { enqueue } from "./command";
import { button, h, show } from "./dom";
import { area, choice, line, mark, tick } from "./fields";
import { bar, go, network, type Screen, to } from "./frame";
import { nowAt, state, visit as known } from "./state";
import { syncNow } from "./sync";
import { t, word } from "./texts";
import type { ChannelId, FieldFault, TryInput } from "./types";

/** Shows the form of a try. */
export function tryScreen(place: HTMLElement, followUp: string): Screen {
  const visit = known(followUp);
  const me = state.data?.person;
  if (!visit || !me) {
    go();
    return {};
  }
  const net = network();
  const now = nowAt(visit.site);
  const input: TryInput = { tried_at: now, channel: null, card_left: false, note: "" };
  const card = tick("card_left", t("today-card-left"), false, (value) => {
    input.card_left = value;
  });
  card.hidden = true;
  const fields = h(
    "div",
    { class: "visit-form" },
    line(
      "tried_at",
      t("today-tried-at"),
      now.replace(" ", "T"),
      (value) => {
        input.tried_at = value.replace("T", " ").slice(0, 16);
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
      null,
      (id) => {
        input.channel = id as ChannelId;
        card.hidden = id !== "on_site";
      },
    ),
    card,
    area(
      "note",
      t("today-try-note"),
      "",
      (value) => {
        input.note = value;
      },
      { hint: t("today-try-note-hint") },
    ),
  );
  const above = h("div", { class: "summary", role: "alert" });
  const keep = button(
    t("today-try-keep"),
    async () => {
      const faults = lacking(input, nowAt(visit.site));
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
      go();
      await syncNow();
    },
    "primary",
  );
  place.append(
    bar(`${visit.unit.text} ${visit.customer.name}`, t("today-unreached"), to("visit", followUp)),
    net.place,
    h("div", { class: "visit-screen" }, above, fields, h("div", { class: "dock" }, keep)),
  );
  return { changed: () => net.update() };
}

function lacking(input: TryInput, now: string): FieldFault[] {
  const faults: FieldFault[] = [];
  if (!input.tried_at || input.tried_at > now) faults.push({ field: "tried_at", words: t("today-lack-visited-at") });
  if (!input.channel) faults.push({ field: "channel", words: t("today-lack-try-channel") });
  if (!input.note.trim()) faults.push({ field: "note", words: t("today-lack-try-note") });
  return faults;
}
