// The text that stands above a signature: everything that was written down, line by line, and what signing means.

import { chosen, reasonAsked } from "./lacks";
import { day, moment, t, word } from "./texts";
import type { MatterInput, RecordInput, RefusalInput, Visit } from "./types";

/** One line: what it is, and what was written down. */
export type Line = readonly [string, string];

/** The record in lines. `who` names the people whom it mentions by id. */
export function lines(visit: Visit, input: RecordInput, who: (id: string) => string): Line[] {
  const found: Line[] = [
    [t("today-shown-number"), `${visit.number}，${t("today-round", { n: visit.round })}`],
    [t("today-shown-what"), [visit.category?.title, visit.summary].filter(Boolean).join("：")],
    [t("today-shown-unit"), visit.unit.text],
    [t("today-visited-at"), moment(input.visited_at)],
    [t("today-channel"), chosen(visit, input)?.title ?? word("channel", input.channel)],
    [t("today-channel-reason"), reasonAsked(visit, input)],
    [t("today-late-reason"), input.late_reason],
    [t("today-respondent"), [input.respondent_name, word("relation", input.relation)].filter(Boolean).join("，")],
  ];
  for (const { section, title } of visit.asks.sections) {
    const said = input.sections.find((it) => it.section === section);
    found.push([
      title,
      said?.rating ? word("rating", said.rating) : said?.said.trim() || (said?.none ? t("today-nothing") : ""),
    ]);
  }
  found.push(
    [t("today-rating"), word("rating", input.rating)],
    [t("today-solved"), word("solved", input.solved)],
    [
      t("today-site-check"),
      [word("site_check", input.site_check), input.site_check_words.trim()].filter(Boolean).join("："),
    ],
  );
  input.matters.forEach((matter, index) => {
    found.push([t("today-matter-n", { n: index + 1 }), ofMatter(matter, who)]);
  });
  if (input.files.length > 0) found.push([t("today-photos"), t("today-photos-n", { n: input.files.length })]);
  found.push([t("today-next-visit"), input.next_visit ? day(input.next_visit) : ""]);
  if (input.refusal) found.push([t("today-refused-mark"), ofRefusal(input.refusal, who)]);
  return found.filter(([, said]) => said.trim());
}

function ofRefusal({ reason, witness }: RefusalInput, who: (id: string) => string): string {
  return [reason.trim(), witness && t("today-shown-witness", { name: who(witness) })].filter(Boolean).join("；");
}

function ofMatter(matter: MatterInput, who: (id: string) => string): string {
  const parts = [
    matter.dissatisfaction ? t("today-dissatisfied") : word("matter", matter.kind),
    `「${matter.said.trim()}」`,
    matter.settled ? t("today-settled") : "",
    matter.outcome.trim(),
    matter.promise
      ? t("today-shown-promise", { time: moment(matter.promise.answer_by), name: who(matter.promise.owner) })
      : "",
    matter.rectification
      ? t("today-shown-rectification", { day: day(matter.rectification.due), name: who(matter.rectification.owner) })
      : "",
  ];
  return parts.filter(Boolean).join("；");
}

/** The same as one text, exactly as it is shown and signed. */
export function text(shown: readonly Line[], consent: string): string {
  return [...shown.map(([label, said]) => `${label}：${said}`), consent].join("\n");
}
