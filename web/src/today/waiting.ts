// What waits to be sent, what has arrived, and what the server did not take: with why, and how to go on.

import { button, type Child, h, show } from "./dom";
import { bar, clause, confirmed, go, network, type Screen, spaced, tabs } from "./frame";
import { lines, text } from "./shown";
import { inOrder } from "./queue";
import { reread, state, visit as known } from "./state";
import * as store from "./store";
import { syncNow } from "./sync";
import { moment, t } from "./texts";
import type { Queued, RecordInput, Refused, Sent } from "./types";

const KINDS: Record<string, string> = {
  take_form: "today-kind-take-form",
  record_visit: "today-kind-record-visit",
  note_try: "today-kind-note-try",
};

function kind(id: string): string {
  return t(KINDS[id] ?? "today-kind-record-visit");
}

/** What waits, and what was sent. */
export function waitingScreen(place: HTMLElement): Screen {
  const net = network();
  const body = h("div", { class: "list" });
  const foot = h("div", { class: "foot" });
  const draw = async () => {
    const waiting = inOrder(state.queue.filter((it) => !it.refused));
    const sent = state.data ? await store.sent(state.data.person.id) : [];
    show(body, ...waitingPart(waiting), ...sentPart(sent));
    foot.replaceChildren(tabs("waiting"));
  };
  place.append(bar(t("today-tab-waiting"), t("today-waiting-sub"), null), net.place, body, foot);
  void draw();
  return {
    changed() {
      net.update();
      void draw();
    },
  };
}

function waitingPart(waiting: readonly Queued[]): Child[] {
  if (waiting.length === 0) return [h("p", { class: "empty" }, t("today-waiting-none"))];
  return [h("ul", {}, ...waiting.map(waits)), h("p", { class: "gap-above" }, button(t("today-send-now"), syncNow))];
}

function waits(it: Queued): HTMLElement {
  const isSigned = it.command.kind !== "note_try";
  const trouble =
    it.attempts > 0 && t(it.trouble === "offline" ? "today-tried-offline" : "today-tried-trouble", { n: it.attempts });
  return h(
    "li",
    { class: "visit", "data-follow-up": it.follow_up },
    h(
      "div",
      { class: "visit-top" },
      h("span", { class: "mark review" }, t(isSigned ? "today-mark-waiting" : "today-tab-waiting")),
      h("span", { class: "sub-i" }, moment(it.queued_at)),
    ),
    h("h3", {}, h("span", { class: "unit" }, it.title.unit), " ", it.title.name),
    h(
      "p",
      { class: "sub" },
      kind(it.command.kind),
      "，",
      it.title.number,
      it.files.length > 0 && `，${t("today-photos-n", { n: it.files.length })}`,
    ),
    trouble && h("p", { class: "sub" }, trouble),
  );
}

function sentPart(sent: readonly Sent[]): Child[] {
  if (sent.length === 0) return [];
  const rows = sent.map((it) =>
    h(
      "li",
      { class: "visit sent" },
      h(
        "div",
        { class: "visit-top" },
        h("span", { class: "mark done" }, t("today-mark-sent")),
        h("span", { class: "sub-i" }, moment(it.at)),
      ),
      h("p", { class: "sub" }, kind(it.kind), "，", it.number),
    ),
  );
  return [h("h2", { class: "sep" }, t("today-sent")), h("ul", {}, ...rows)];
}

/** What the server did not take. */
export function returnedScreen(place: HTMLElement): Screen {
  const net = network();
  const body = h("div", { class: "list" });
  const foot = h("div", { class: "foot" });
  const draw = () => {
    const refused = inOrder(state.queue.filter((it) => it.refused));
    if (refused.length === 0) show(body, h("p", { class: "empty" }, t("today-returned-none")));
    else show(body, h("ul", {}, ...refused.map(returned)));
    foot.replaceChildren(tabs("returned"));
  };
  place.append(bar(t("today-tab-returned"), t("today-returned-sub"), null), net.place, body, foot);
  draw();
  return {
    changed() {
      net.update();
      draw();
    },
  };
}

function returned(it: Queued): HTMLElement {
  const refused = it.refused as Refused;
  return h(
    "li",
    { class: "visit", "data-follow-up": it.follow_up },
    h(
      "div",
      { class: "visit-top" },
      h("span", { class: "mark fail" }, t("today-mark-refused")),
      h("span", { class: "sub-i" }, moment(it.queued_at)),
    ),
    h("h3", {}, h("span", { class: "unit" }, it.title.unit), " ", it.title.name),
    h("p", { class: "sub" }, kind(it.command.kind), "，", it.title.number),
    ...why(refused),
    written(it),
    h("div", { class: "visit-do" }, ...ways(it, refused)),
  );
}

function why(refused: Refused): Child[] {
  if (refused.status === "lacking") {
    return [
      h("p", { class: "strong" }, t("today-returned-lacking")),
      h(
        "ul",
        { class: "faults" },
        ...refused.fields.map((it) => h("li", {}, it.words, " ", ...spaced((it.clauses ?? []).map(clause)))),
      ),
    ];
  }
  const clauses = refused.status === "refused" ? refused.clauses : [];
  return [
    h("p", { class: "strong" }, refused.words, " ", ...spaced(clauses.map(clause))),
    h("p", {}, refused.what_now),
    refused.status === "conflict" && h("p", { class: "sub" }, t("today-returned-kept")),
  ];
}

/** All that was written, so that it can be read and copied wherever it goes next. */
function written(it: Queued): Child {
  const draft = state.drafts.find((other) => other.follow_up === it.follow_up);
  if (it.command.kind !== "record_visit" || !draft) return null;
  const name = (id: string) =>
    draft.seen.visitors.find((one) => one.person === id)?.name ??
    state.data?.colleagues.find((one) => one.id === id)?.name ??
    "";
  const shown = lines(draft.seen, it.command.input as RecordInput, name);
  const copied = h("span", { class: "sub-i", role: "status" });
  const copy = button(
    t("today-copy"),
    async () => {
      await navigator.clipboard.writeText(text(shown, ""));
      show(copied, t("today-copied"));
    },
    "small",
  );
  return h(
    "details",
    { class: "before" },
    h("summary", {}, t("today-written")),
    h("dl", { class: "shown" }, ...shown.flatMap(([label, said]) => [h("dt", {}, label), h("dd", {}, said)])),
    h("p", {}, copy, " ", copied),
  );
}

function ways(it: Queued, refused: Refused): Child[] {
  const mine = known(it.follow_up);
  const open = mine && mine.state !== "recorded";
  const away = button(t("today-put-away"), async () => {
    if (
      !(await confirmed(
        t(refused.status === "conflict" ? "today-put-away-ask-kept" : "today-put-away-ask"),
        t("today-put-away"),
        t("today-keep"),
      ))
    )
      return;
    if (it.command.kind === "record_visit") await store.discard(it.person, it.follow_up);
    else await store.dropQueued(it.id);
    await reread();
  });
  if (!open || it.command.kind !== "record_visit") return [away];
  const mend = button(
    t("today-mend"),
    async () => {
      const draft = await store.draft(it.person, it.follow_up);
      if (draft && refused.status === "lacking") await store.saveDraft({ ...draft, faults: refused.fields });
      go("visit", it.follow_up);
    },
    "primary",
  );
  return [away, mend];
}
