// The screen on which a visit is written down.

import { before } from "./before";
import { directions } from "./arrange";
import { button, type Child, h, show } from "./dom";
import { isSigned, unsign } from "./draft";
import { type Editing, edit, hold } from "./editing";
import { mark, wordsOf } from "./fields";
import { form } from "./form";
import { bar, clause, confirmed, go, network, type Screen, to } from "./frame";
import { lacks } from "./lacks";
import { latestAt, queued, visit as known } from "./state";
import * as store from "./store";
import { ADDRESS, moment, t } from "./texts";
import type { FieldFault } from "./types";

/** Shows the form of a follow-up, or why there is none. */
export async function visitScreen(place: HTMLElement, followUp: string): Promise<Screen> {
  const release = await hold(followUp);
  if (!release) return notice(place, t("today-other-tab"));
  const leave = () => release();
  const editing = await edit(followUp);
  if (!editing) return notice(place, t("today-not-here"), leave);
  const waiting = queued(followUp).find((it) => it.command.kind === "record_visit" && !it.refused);
  if (waiting) return notice(place, t("today-waits"), leave, to("waiting"));
  const { seen } = editing.draft;
  if (
    seen.asks.form_first &&
    seen.state === "released" &&
    !queued(followUp).some((it) => it.command.kind === "take_form")
  ) {
    go("take", followUp);
    return { leave };
  }
  const net = network();
  const screen = h("div", { class: "visit-screen" });
  place.append(
    bar(
      `${seen.unit.text} ${seen.customer.name}`,
      `${t("today-round", { n: seen.round })}・${directions(seen, ADDRESS)}`,
      "#",
    ),
    net.place,
    screen,
  );
  return {
    busy: true,
    shown: () => draw(screen, editing),
    changed: () => net.update(),
    leave,
  };
}

function notice(place: HTMLElement, words: string, leave?: () => void, href = "#"): Screen {
  place.append(
    bar(t("today-name"), null, "#"),
    h("p", { class: "empty" }, words),
    h("p", {}, h("a", { class: "btn", href }, t("today-look"))),
  );
  return leave ? { leave } : {};
}

function draw(screen: HTMLElement, editing: Editing): void {
  const { seen, input } = editing.draft;
  const signed = isSigned(input);
  const isGone =
    !known(seen.follow_up) &&
    h("p", { class: "banner warn net" }, h("strong", {}, t("today-stray")), h("span", {}, t("today-stray-line")));
  const hasChanged =
    editing.changed &&
    h("p", { class: "banner warn net" }, h("strong", {}, t("today-changed")), h("span", {}, t("today-changed-line")));
  const summary = h("div", { class: "summary", role: "alert" });
  const saved = h("p", { class: "sub saved", role: "status" });
  const missing = h("p", { class: "sub", id: "missing" });
  let reported = editing.draft.faults.length > 0;
  const look = () => {
    // What was found lacking goes as it is filled in; what the server said stays until it is asked again.
    if (reported && editing.draft.faults.length === 0) point(fields, summary, lacking(editing));
    const count = lacking(editing).length;
    show(
      missing,
      count > 0 ? t("today-lacks-n", { n: count, what: lacking(editing)[0]?.words ?? "" }) : t("today-lacks-none"),
    );
  };
  // It is said once it is so.
  editing.kept = () => {
    saved.dataset["at"] = editing.draft.saved_at;
    show(saved, t("today-saved-at", { time: moment(editing.draft.saved_at) }));
  };
  const fields = form(editing, look);
  if (signed) fields.setAttribute("disabled", "");
  const sign = button(
    t("today-to-sign"),
    () => {
      const faults = lacking(editing);
      void editing.put({ ...editing.draft, faults: [] });
      reported = true;
      report(fields, summary, faults);
      if (faults.length === 0) go("sign", seen.follow_up);
    },
    "primary",
  );
  sign.setAttribute("aria-describedby", "missing");
  const change = button(t("today-unsign"), async () => {
    if (!(await confirmed(t("today-unsign-ask"), t("today-unsign"), t("today-keep")))) return;
    await editing.put({ ...editing.draft, input: unsign(editing.draft.input) });
    draw(screen, editing);
  });
  const onward = signed ? h("a", { class: "btn primary", href: to("sign", seen.follow_up) }, t("today-sign-on")) : sign;
  show(
    screen,
    isGone,
    hasChanged,
    signed &&
      h("p", { class: "banner net" }, h("strong", {}, t("today-locked")), h("span", {}, t("today-locked-line"))),
    before(seen),
    summary,
    h("form", { class: "visit-form", submit: (event) => event.preventDefault() }, fields),
    others(editing, signed ? change : null),
    h("div", { class: "dock" }, onward, signed ? null : missing),
    saved,
  );
  look();
  report(fields, summary, editing.draft.faults);
}

/** What else can be done than going on. */
function others(editing: Editing, change: Child): HTMLElement {
  const { seen, person } = editing.draft;
  const discard = button(
    t("today-discard"),
    async () => {
      if (!(await confirmed(t("today-discard-ask"), t("today-discard"), t("today-keep")))) return;
      await store.discard(person, seen.follow_up);
      go();
    },
    "plain",
  );
  const unreached =
    known(seen.follow_up) && h("a", { class: "btn plain", href: to("try", seen.follow_up) }, t("today-unreached"));
  return h("p", { class: "others" }, change, unreached, discard);
}

/** What the form lacks, in words. */
function lacking(editing: Editing): FieldFault[] {
  const { seen, input } = editing.draft;
  const title = (section: string) => seen.asks.sections.find((it) => it.section === section)?.title ?? section;
  return lacks(seen, input, latestAt(seen.site)).map((lack) => ({ ...lack, words: wordsOf(lack, title) }));
}

/** Shows what is wrong: above all of it, and each at its field; brings the first into view. */
function report(fields: HTMLElement, summary: HTMLElement, faults: readonly FieldFault[]): void {
  point(fields, summary, faults);
  if (faults.length === 0) return;
  const first = fields.querySelector("[aria-invalid]");
  (first ?? summary).scrollIntoView({ block: "center" });
  if (first instanceof HTMLElement) first.focus({ preventScroll: true });
}

/** The same, without moving anything. */
function point(fields: HTMLElement, summary: HTMLElement, faults: readonly FieldFault[]): void {
  mark(fields, faults);
  if (faults.length === 0) {
    show(summary);
    return;
  }
  const items = faults.map((it) => h("li", {}, it.words, " ", ...(it.clauses ?? []).map(clause)));
  show(summary, h("p", { class: "strong" }, t("today-faults-n", { n: faults.length })), h("ul", {}, ...items));
}
