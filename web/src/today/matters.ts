// What the customer raises anew, or is dissatisfied with: each with its answer, its promise, or who puts it right.

import { button, type Child, h, show } from "./dom";
import { newMatter } from "./draft";
import type { Editing } from "./editing";
import { area, choice, line, select } from "./fields";
import { becomesEvent } from "./lacks";
import { photoField } from "./photo-field";
import { state } from "./state";
import { choices, t } from "./texts";
import type { MatterInput, MatterKind } from "./types";

/** The most things that can be raised in one visit. */
const MOST = 20;

type Way = "settled" | "promise" | "rectification" | "open";

/** The matters of a record. */
export function matters(editing: Editing, look: () => void): { place: HTMLElement; wantDissatisfaction(): void } {
  const list = h("div", { class: "matters" });
  const add = (dissatisfaction: boolean) => {
    const all = editing.draft.input.matters;
    if (all.length >= MOST) return;
    editing.set({ matters: [...all, newMatter(dissatisfaction)] });
    draw();
    look();
  };
  const draw = () => {
    show(list, ...editing.draft.input.matters.map((_, index) => card(editing, index, draw, look)));
  };
  draw();
  const more = h(
    "p",
    { class: "two" },
    button(t("today-add-matter"), () => add(false)),
    button(t("today-add-dissatisfied"), () => add(true)),
  );
  return {
    place: h(
      "section",
      { class: "raised", "aria-label": t("today-raised") },
      h("h2", {}, t("today-raised")),
      list,
      more,
    ),
    wantDissatisfaction() {
      if (!editing.draft.input.matters.some((it) => it.dissatisfaction)) add(true);
    },
  };
}

function wayOf(matter: MatterInput): Way | null {
  if (matter.settled) return "settled";
  if (matter.promise) return "promise";
  return matter.rectification ? "rectification" : null;
}

function card(editing: Editing, index: number, redraw: () => void, look: () => void): HTMLElement {
  const matter = editing.draft.input.matters[index] ?? newMatter(false);
  const n = index + 1;
  const set = (change: Partial<MatterInput>) => {
    const all = editing.draft.input.matters.map((it, at) => (at === index ? { ...it, ...change } : it));
    editing.set({ matters: all });
    look();
  };
  const key = (field: string) => `matter-${n}-${field}`;
  const rest = h("div", { class: "rest" });
  const drawRest = () => show(rest, ...restOf(editing, index, set, key));
  const kind = matter.dissatisfaction
    ? h("p", { class: "strong" }, t("today-dissatisfied"))
    : choice(key("kind"), t("today-matter-kind"), choices("matter"), matter.kind, (id) => {
        set({ kind: id as MatterKind });
        redraw();
      });
  drawRest();
  return h(
    "fieldset",
    { class: "matter" },
    h("legend", {}, t("today-matter-n", { n })),
    kind,
    area(key("said"), t("today-matter-said"), matter.said, (said) => set({ said })),
    choice(
      key("way"),
      t("today-matter-way"),
      ways(editing, matter),
      wayOf(matter),
      (id) => {
        set(turned(editing, index, id as Way));
        drawRest();
      },
      { optional: becomesEvent(editing.draft.seen, matter) },
    ),
    rest,
    editing.draft.seen.asks.may_photograph &&
      photoField(editing, { shows: "matter", matter: n }, t("today-photos-matter"), look),
    button(
      t("today-remove-matter"),
      () => {
        remove(editing, index);
        redraw();
        look();
      },
      "plain",
    ),
  );
}

function ways(editing: Editing, matter: MatterInput): [string, string][] {
  const all: [string, string][] = [["settled", t("today-way-settled")]];
  // Where dissatisfaction is settled in the record, somebody puts it right: a promise alone is not enough.
  const promisable = !(matter.dissatisfaction && editing.draft.seen.asks.settles_dissatisfaction);
  if (promisable) all.push(["promise", t("today-way-promise")]);
  if (matter.dissatisfaction) all.push(["rectification", t("today-way-rectification")]);
  if (becomesEvent(editing.draft.seen, matter)) all.push(["open", t("today-way-complaint")]);
  return all;
}

/** The matter dealt with in another way; what was typed stays where it has a place. */
function turned(editing: Editing, index: number, way: Way): Partial<MatterInput> {
  const person = editing.draft.person;
  const before = editing.draft.input.matters[index];
  return {
    settled: way === "settled",
    promise:
      way === "promise" ? (before?.promise ?? { answer_by: "", owner: person, told_at: "", told_by: person }) : null,
    rectification: way === "rectification" ? (before?.rectification ?? { owner: person, due: "" }) : null,
  };
}

function restOf(
  editing: Editing,
  index: number,
  set: (change: Partial<MatterInput>) => void,
  key: (field: string) => string,
): Child[] {
  const matter = editing.draft.input.matters[index];
  if (!matter) return [];
  const { promise, rectification } = matter;
  const here = state.data?.colleagues.filter((it) => it.site === editing.draft.seen.site) ?? [];
  const people = here.map((it): [string, string] => [it.id, it.name]);
  const own = state.data?.person;
  if (own && !people.some(([id]) => id === own.id)) people.unshift([own.id, own.name]);
  const answered = matter.settled || matter.dissatisfaction;
  // Each writes on from what is kept now, not from what was kept when the fields were drawn.
  const now = () => editing.draft.input.matters[index];
  return [
    answered &&
      area(key("outcome"), matter.settled ? t("today-outcome") : t("today-explanation"), matter.outcome, (outcome) =>
        set({ outcome }),
      ),
    promise &&
      h(
        "div",
        { class: "field", "data-field": key("promise") },
        line(
          key("answer_by"),
          t("today-answer-by"),
          promise.answer_by.replace(" ", "T"),
          (value) => {
            const kept = now()?.promise;
            if (kept) set({ promise: { ...kept, answer_by: value.replace("T", " ").slice(0, 16) } });
          },
          { type: "datetime-local", hint: t("today-answer-by-hint") },
        ),
        select(key("owner"), t("today-owner"), people, promise.owner, (owner) => {
          const kept = now()?.promise;
          if (kept) set({ promise: { ...kept, owner } });
        }),
        h("p", { class: "error", hidden: true }),
      ),
    rectification &&
      h(
        "div",
        { class: "field", "data-field": key("rectification") },
        select(key("rectifier"), t("today-rectifier"), people, rectification.owner, (owner) => {
          const kept = now()?.rectification;
          if (kept) set({ rectification: { ...kept, owner } });
        }),
        line(
          key("rectify_by"),
          t("today-rectify-by"),
          rectification.due,
          (due) => {
            const kept = now()?.rectification;
            if (kept) set({ rectification: { ...kept, due } });
          },
          { type: "date" },
        ),
        h("p", { class: "error", hidden: true }),
      ),
  ];
}

/** Takes a matter away; the photos of later ones move up with them. */
function remove(editing: Editing, index: number): void {
  const n = index + 1;
  const { matters: all, files } = editing.draft.input;
  const left = files.filter((it) => it.matter !== n);
  editing.set({
    matters: all.filter((_, at) => at !== index),
    files: left.map((it) => (it.matter !== null && it.matter > n ? { ...it, matter: it.matter - 1 } : it)),
  });
}
