// The fields of a record, in the order in which a visit goes.

import { type Child, h, show } from "./dom";
import type { Editing } from "./editing";
import { area, choice, line, select, tick } from "./fields";
import { chosen, isDissatisfied, isLate } from "./lacks";
import { matters } from "./matters";
import { photoField } from "./photo-field";
import { nowAt, site } from "./state";
import { choices, t, word } from "./texts";
import type { ChannelId, Rating, SectionInput } from "./types";

/** The form; `look` is called after every change. */
export function form(editing: Editing, look: () => void): HTMLFieldSetElement {
  const { seen } = editing.draft;
  const whole = h("fieldset", { class: "whole" });
  const reasons = h("div", { class: "reasons" });
  const dissatisfied = h(
    "div",
    { class: "field", "data-field": "dissatisfaction" },
    h("p", { class: "error", hidden: true }),
  );
  const raised = matters(editing, look);
  const set = (change: Partial<Editing["draft"]["input"]>) => {
    editing.set(change);
    look();
  };
  const drawReasons = () => show(reasons, ...why(editing, set));
  const rate = () => {
    if (seen.asks.settles_dissatisfaction && isDissatisfied(editing.draft.input)) raised.wantDissatisfaction();
  };
  drawReasons();
  const input = editing.draft.input;
  show(
    whole,
    ...how(editing, (change) => {
      set(change);
      drawReasons();
    }),
    reasons,
    ...who(editing, set),
    ...seen.asks.sections.map(({ section, title, rated }, index) => {
      const name = `${index + 1} ${title}`;
      return rated ? ratedSection(editing, section, name, set, rate) : toldSection(editing, section, name, set);
    }),
    ...overall(editing, set, rate),
    ...place(editing, set),
    seen.asks.may_photograph &&
      photoField(editing, { shows: "site_check", matter: null }, t("today-photos-place"), look),
    dissatisfied,
    raised.place,
    line("next_visit", t("today-next-visit"), input.next_visit, (value) => set({ next_visit: value }), {
      type: "date",
      optional: true,
      hint: t("today-next-visit-hint"),
    }),
  );
  return whole;
}

type Set = (change: Partial<Editing["draft"]["input"]>) => void;

function how(editing: Editing, set: Set): Child[] {
  const { seen, input } = editing.draft;
  const usable = seen.channels.filter((it) => it.channel !== "public_letter");
  const those = usable.map((it): [string, Child] => [it.channel, `${it.title} ${it.clauses.join(" ")}`.trim()]);
  const time = line(
    "visited_at",
    t("today-visited-at"),
    input.visited_at.replace(" ", "T"),
    (value) => set({ visited_at: value.replace("T", " ").slice(0, 16) }),
    {
      type: "datetime-local",
      max: nowAt(seen.site).replace(" ", "T"),
      hint: t("today-visited-at-hint", { zone: site(seen.site)?.name ?? "" }),
    },
  );
  const pick = (id: string) => set({ channel: id as ChannelId });
  return [
    those.length > 1 ? choice("channel", t("today-channel"), those, input.channel, pick) : only(those[0]?.[1]),
    time,
  ];
}

function only(title: Child): Child {
  return (
    title &&
    h(
      "p",
      { class: "field", "data-field": "channel" },
      h("span", { class: "label" }, t("today-channel")),
      h("strong", {}, title),
      h("span", { class: "error", hidden: true }),
    )
  );
}

/** The reasons that are asked for as things stand. */
function why(editing: Editing, set: Set): Child[] {
  const { seen, input } = editing.draft;
  const needs = chosen(seen, input)?.needs_reason;
  const late = isLate(seen, input);
  return [
    needs &&
      area(
        "channel_reason",
        needs === "planner_consent" ? t("today-channel-consent") : t("today-channel-reason"),
        input.channel_reason,
        (value) => set({ channel_reason: value }),
      ),
    late && area("late_reason", t("today-late-reason"), input.late_reason, (value) => set({ late_reason: value })),
    input.channel === "phone" && h("p", { class: "sub" }, t("today-by-phone")),
  ];
}

function who(editing: Editing, set: Set): Child[] {
  const { seen, input } = editing.draft;
  const relation = choice(
    "relation",
    t("today-relation"),
    choices("relation"),
    input.relation,
    (id) => set({ relation: id }),
    { optional: true },
  );
  const name = line("respondent_name", t("today-respondent"), input.respondent_name, (value) => {
    const person = seen.residents.find((it) => it.name === value.trim());
    set({ respondent_name: value, respondent: person?.id ?? null });
  });
  const take = (id: string) => {
    const person = seen.residents.find((it) => it.id === id);
    if (!person) return;
    set({ respondent: person.id, respondent_name: person.name, relation: person.role });
    const field = name.querySelector("input");
    if (field) field.value = person.name;
    for (const radio of relation.querySelectorAll("input")) radio.checked = radio.value === person.role;
  };
  const others = seen.residents.map((it): [string, string] => [it.id, `${it.name}（${word("relation", it.role)}）`]);
  const listed =
    others.length > 1 &&
    select("respondent", t("today-respondent-listed"), others, input.respondent ?? "", take, { optional: true });
  return [listed, name, relation];
}

function changed(editing: Editing, section: string, change: Partial<SectionInput>): SectionInput[] {
  return editing.draft.input.sections.map((it) => (it.section === section ? { ...it, ...change } : it));
}

function ratedSection(editing: Editing, section: string, title: string, set: Set, rate: () => void): HTMLElement {
  const value = editing.draft.input.sections.find((it) => it.section === section)?.rating ?? null;
  return choice(`content-${section}`, title, graded(), value, (id) => {
    set({ sections: changed(editing, section, { rating: id as Rating }) });
    rate();
  });
}

function graded(): [string, string][] {
  return choices("rating").map(([id, title], index) => [id, `${"ABC"[index] ?? ""} ${title}`]);
}

function toldSection(editing: Editing, section: string, title: string, set: Set): HTMLElement {
  const value = editing.draft.input.sections.find((it) => it.section === section);
  const none = tick(`${section}_none`, t("today-said-nothing"), value?.none ?? false, (ticked) =>
    set({ sections: changed(editing, section, { none: ticked }) }),
  );
  const box = none.querySelector("input");
  const field = area(`content-${section}`, title, value?.said ?? "", (said) => {
    if (said.trim() && box) box.checked = false;
    set({ sections: changed(editing, section, said.trim() ? { said, none: false } : { said }) });
  });
  field.append(none);
  return field;
}

function overall(editing: Editing, set: Set, rate: () => void): Child[] {
  const { seen, input } = editing.draft;
  return [
    seen.asks.rating &&
      choice("rating", t("today-rating"), graded(), input.rating, (id) => {
        set({ rating: id as Rating });
        rate();
      }),
    seen.asks.solved &&
      choice("solved", t("today-solved"), choices("solved"), input.solved, (id) => set({ solved: id })),
  ];
}

function place(editing: Editing, set: Set): Child[] {
  const { seen, input } = editing.draft;
  const optional = !seen.asks.site_check;
  return [
    choice(
      "site_check",
      t("today-site-check"),
      choices("site_check"),
      input.site_check,
      (id) => set({ site_check: id }),
      { optional },
    ),
    area(
      "site_check_words",
      t("today-site-check-words"),
      input.site_check_words,
      (value) => set({ site_check_words: value }),
      { optional: true },
    ),
  ];
}
