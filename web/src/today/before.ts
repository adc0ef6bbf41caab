// What the visitor should know before knocking: what happened, earlier rounds, who lives there, tries.

import { type Child, h, handset } from "./dom";
import { clause, spaced } from "./frame";
import { dueMark } from "./list";
import { day, moment, t, word } from "./texts";
import type { Earlier, Visit } from "./types";

/** The facts of a visit, folded under one line. */
export function before(visit: Visit): HTMLElement {
  const departments = visit.departments.join("、");
  const row = (label: string, said: Child) => (said ? [h("dt", {}, label), h("dd", {}, said)] : []);
  const residents = visit.residents.map((it) => `${it.name}（${word("relation", it.role)}）`).join("、");
  return h(
    "details",
    { class: "before" },
    h("summary", {}, t("today-about", { what: [visit.category?.title, visit.summary].filter(Boolean).join("：") })),
    h(
      "p",
      {},
      dueMark(visit),
      " ",
      h("span", { class: "sub-i" }, t("today-window", { from: day(visit.not_before), to: day(visit.due) })),
    ),
    h(
      "dl",
      { class: "known" },
      ...row(t("today-shown-number"), visit.number),
      ...row(t("today-severity"), visit.severity?.title),
      ...row(t("today-completed"), visit.completed_at && moment(visit.completed_at)),
      ...row(t("today-departments"), departments),
      ...row(t("today-residents"), residents),
      ...row(t("today-wishes"), visit.customer.wishes),
      ...row(t("today-visitors"), visit.visitors.map((it) => `${it.name}（${it.post}）`).join("、")),
      ...row(t("today-why"), visit.why.join("、")),
    ),
    ...visit.earlier.map(round),
    ...visit.promises.map((it) =>
      h("p", { class: "said" }, t("today-promised", { time: moment(it.answer_by), said: it.said })),
    ),
    visit.tries.length > 0 &&
      h(
        "p",
        { class: "sub" },
        t("today-tries-n", { n: visit.tries.length }),
        "：",
        visit.tries.map((it) => moment(it.tried_at)).join("、"),
      ),
    visit.clauses.length > 0 && h("p", { class: "sub" }, ...spaced(visit.clauses.map(clause))),
    visit.customer.phone &&
      h(
        "p",
        { class: "call-row" },
        h(
          "a",
          { class: "btn call", href: `tel:${visit.customer.phone}` },
          handset(),
          t("today-call"),
          " ",
          visit.customer.phone,
        ),
      ),
  );
}

function round(it: Earlier): HTMLElement {
  const said = it.said.join("；");
  const who = it.visitors.join("、");
  const parts = [day(it.visited_at), word("channel", it.channel), word("rating", it.rating), it.verdict, who].filter(
    Boolean,
  );
  return h(
    "p",
    { class: "said" },
    t("today-round", { n: it.round }),
    "：",
    parts.join("，"),
    said && h("br"),
    said && `「${said}」`,
  );
}
