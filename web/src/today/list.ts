// The first screen: today's visits as one walks them.

import { arrange, buildingName, directions, type Group, matches } from "./arrange";
import { daysBetween } from "./clock";
import { button, type Child, h, handset, show } from "./dom";
import { bar, clause, network, type Screen, spaced, tabs, to } from "./frame";
import { isSigned } from "./draft";
import { hints } from "./hints";
import { nowAt, queued, state } from "./state";
import { ADDRESS, day, either, moment, t, word } from "./texts";
import type { Draft, Visit } from "./types";

let search = "";

/** Shows the list. */
export function listScreen(place: HTMLElement): Screen {
  const net = network();
  const body = h("div", { class: "list" });
  const field = h("input", {
    type: "search",
    id: "search",
    "aria-label": t("today-search"),
    placeholder: t("today-search-hint"),
    hidden: search === "",
    enterkeyhint: "search",
    input: () => {
      search = field.value;
      draw();
    },
  });
  field.value = search;
  const toggle = button(t("today-search"), () => {
    field.hidden = !field.hidden;
    if (field.hidden) {
      search = field.value = "";
      draw();
    } else field.focus();
  });
  const phone = h("a", { class: "btn", href: to("phone") }, t("today-phone"));
  const foot = h("div", { class: "foot" });
  const hinted = hints();
  const draw = () => {
    show(body, ...content());
    foot.replaceChildren(tabs("list"));
  };
  const sub = () => (state.data ? `${day(today())}，${state.data.person.name}` : "");
  const head = h("div", { class: "head" });
  const drawHead = () => head.replaceChildren(bar(t("today-name"), sub(), null, toggle, phone));
  drawHead();
  place.append(head, net.place, field, hinted.place, body, foot);
  draw();
  return {
    changed() {
      net.update();
      hinted.update();
      drawHead();
      draw();
    },
  };
}

function today(): string {
  const site = state.data?.sites[0]?.id ?? "";
  return nowAt(site);
}

function content(): Child[] {
  const { data } = state;
  if (!data)
    return [
      h("p", { class: "empty" }, state.line === "signed_out" ? t("today-empty-signed-out") : t("today-empty-unknown")),
      sealed(),
    ];
  const asked = data.visits.filter((visit) => visit.state !== "recorded" && matches(visit, search, ADDRESS));
  const strays = search ? [] : stray(data.visits);
  const groups = arrange(asked);
  const none = asked.length === 0 && h("p", { class: "empty" }, search ? t("today-none-found") : t("today-none"));
  return [none, ...groups.flatMap(group), ...strays, inReview(data.visits), sealed()];
}

function sealed(): Child {
  return state.sealed > 0 && h("p", { class: "sub sealed" }, t("today-sealed", { n: state.sealed }));
}

/** What was written about visits that are not this person's any more. */
function stray(visits: readonly Visit[]): Child[] {
  const known = new Set(visits.filter((it) => it.state !== "recorded").map((it) => it.follow_up));
  const left = state.drafts.filter((it) => !known.has(it.follow_up) && queued(it.follow_up).length === 0);
  if (left.length === 0) return [];
  const entries = left.map((it) =>
    h(
      "li",
      { class: "visit" },
      h("h3", {}, h("span", { class: "unit" }, it.seen.unit.text), it.seen.customer.name),
      h("p", { class: "sub" }, t("today-stray-line")),
      h("div", { class: "visit-do" }, h("a", { class: "btn", href: to("visit", it.follow_up) }, t("today-look"))),
    ),
  );
  return [h("h2", { class: "sep" }, t("today-stray")), h("ul", {}, ...entries)];
}

function inReview(visits: readonly Visit[]): Child {
  const numbers = visits.filter((it) => it.state === "recorded").map((it) => it.number);
  return (
    numbers.length > 0 &&
    h("p", { class: "sub in-review" }, t("today-in-review", { n: numbers.length, numbers: numbers.join("、") }))
  );
}

function group({ building, visits }: Group): Child[] {
  const soonest = visits.map((it) => it.due).sort()[0] ?? "";
  const title = building === null ? t("today-late") : buildingName(building, ADDRESS);
  const until = building !== null && h("span", { class: "sub-i" }, t("today-soonest", { day: day(soonest) }));
  return [h("h2", { class: "sep" }, title, " ", until), h("ul", {}, ...visits.map(entry))];
}

/** When it is due, as a mark. */
export function dueMark(visit: Visit): HTMLElement {
  if (visit.days_late > 0) return h("span", { class: "mark late" }, t("today-days-late", { n: visit.days_late }));
  const left = daysBetween(nowAt(visit.site), visit.due);
  if (left <= 0) return h("span", { class: "mark today" }, t("today-due-today"));
  return h("span", { class: "mark left" }, t("today-days-left", { n: left }));
}

function entry(visit: Visit): HTMLElement {
  const draft = state.drafts.find((it) => it.follow_up === visit.follow_up);
  const name = visit.customer.name;
  return h(
    "li",
    { class: "visit", "data-follow-up": visit.follow_up },
    h("div", { class: "visit-top" }, dueMark(visit), h("span", { class: "sub-i" }, directions(visit, ADDRESS))),
    h("h3", {}, h("span", { class: "unit" }, visit.unit.text), " ", name),
    h("p", { class: "what" }, [visit.category?.title, visit.summary].filter(Boolean).join("：")),
    ...said(visit),
    standing(visit, draft),
    h("p", { class: "sub" }, ...how(visit)),
    h(
      "div",
      { class: "visit-do" },
      visit.customer.phone
        ? h(
            "a",
            { class: "btn call", href: `tel:${visit.customer.phone}`, "aria-label": t("today-call-name", { name }) },
            handset(),
            t("today-call"),
          )
        : h("span", { class: "sub" }, t("today-no-phone")),
      action(visit, draft),
    ),
  );
}

function action(visit: Visit, draft: Draft | undefined): Child {
  const waiting = queued(visit.follow_up).find((it) => it.command.kind === "record_visit");
  if (waiting) {
    return h("a", { class: "btn", href: waiting.refused ? to("returned") : to("waiting") }, t("today-look"));
  }
  const words = draft ? t("today-go-on") : visit.state === "sent_back" ? t("today-mend") : t("today-begin");
  return h(
    "a",
    {
      class: "btn primary",
      href: to("visit", visit.follow_up),
      "aria-label": `${words}，${visit.unit.text} ${visit.customer.name}`,
    },
    words,
  );
}

/** What the customer was promised, and what was said the last time. */
function said(visit: Visit): Child[] {
  const promises = visit.promises.map((it) =>
    h("p", { class: "said" }, t("today-promised", { time: moment(it.answer_by), said: it.said })),
  );
  const last = visit.earlier.at(-1);
  const words = last?.said.join("；");
  const before =
    last && words && h("p", { class: "said" }, t("today-last-time", { day: day(last.visited_at), said: words }));
  const back =
    visit.sent_back &&
    h("p", { class: "said" }, t("today-sent-back-line", { name: visit.sent_back.by, said: visit.sent_back.opinion }));
  return [back, ...promises, before];
}

/** How far the record is. */
function standing(visit: Visit, draft: Draft | undefined): Child {
  const waiting = queued(visit.follow_up).find((it) => it.command.kind === "record_visit");
  if (waiting?.refused) return h("p", { class: "sub" }, h("span", { class: "mark fail" }, t("today-mark-refused")));
  if (waiting) return h("p", { class: "sub" }, h("span", { class: "mark review" }, t("today-mark-waiting")));
  if (draft && isSigned(draft.input))
    return h("p", { class: "sub" }, h("span", { class: "mark open" }, t("today-mark-signing")));
  if (draft) return h("p", { class: "sub" }, h("span", { class: "mark open" }, t("today-mark-draft")));
  if (visit.state === "sent_back")
    return h("p", { class: "sub" }, h("span", { class: "mark fail" }, t("today-mark-sent-back")));
  return null;
}

/** The channels with their clauses, which round it is, why this one is visited. */
function how(visit: Visit): Child[] {
  const channels = either(visit.channels.map((it) => it.title || word("channel", it.channel)));
  const clauses = new Set(visit.channels.flatMap((it) => it.clauses));
  const round = visit.round > 1 && h("span", { class: "nw" }, t("today-round", { n: visit.round }));
  const tags = visit.why.map((it) => h("span", { class: "tag accent" }, it));
  const grave = visit.severity && h("span", { class: "tag must" }, visit.severity.title);
  return spaced([channels, ...[...clauses].map(clause), round, grave, ...tags]);
}
