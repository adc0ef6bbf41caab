// Signing on the phone: the text that is signed stands above the box, read-only, one person after the other.

import { reading } from "./clock";
import { enqueue } from "./command";
import { button, type Child, h, show } from "./dom";
import { wire } from "./draft";
import { type Editing, edit, hold } from "./editing";
import { area, select } from "./fields";
import { bar, go, network, type Screen, to } from "./frame";
import { unsigned } from "./lacks";
import type { Pad } from "./pad";
import { type Step, signing } from "./signing";
import { lines, text } from "./shown";
import { queued, site, state } from "./state";
import { syncNow } from "./sync";
import { t } from "./texts";
import type { RecordInput, RefusalInput, Signature } from "./types";

/** Shows who signs next, until the record can be handed in. */
export async function signScreen(place: HTMLElement, followUp: string): Promise<Screen> {
  const release = await hold(followUp);
  const editing = release && (await edit(followUp));
  if (!editing) {
    release?.();
    go("visit", followUp);
    return {};
  }
  const net = network();
  const screen = h("div", { class: "visit-screen" });
  const { seen } = editing.draft;
  place.append(
    bar(`${seen.unit.text} ${seen.customer.name}`, t("today-signing"), to("visit", followUp)),
    net.place,
    screen,
  );
  const open: { pad: Pad | null } = { pad: null };
  return {
    busy: true,
    shown: () => draw(screen, editing, open),
    changed: () => net.update(),
    leave() {
      open.pad?.close();
      release?.();
    },
  };
}

/** What the signature of who is no visitor says. */
const CONSENT: Record<string, string> = { customer: "today-consent", witness: "today-consent-witness" };

function who(editing: Editing): (id: string) => string {
  const { seen } = editing.draft;
  return (id) =>
    seen.visitors.find((it) => it.person === id)?.name ??
    state.data?.colleagues.find((it) => it.id === id)?.name ??
    (state.data?.person.id === id ? state.data.person.name : id);
}

function draw(screen: HTMLElement, editing: Editing, open: { pad: Pad | null }): void {
  open.pad?.close();
  open.pad = null;
  const { seen, input } = editing.draft;
  const next = unsigned(seen, input)[0];
  const shown = lines(seen, input, who(editing));
  const consent = t(CONSENT[next ?? ""] ?? "today-consent-visitor");
  const record = h(
    "dl",
    { class: "shown" },
    ...shown.flatMap(([label, said]) => [h("dt", {}, label), h("dd", {}, said)]),
  );
  const redraw = () => draw(screen, editing, open);
  const steps = h("p", { class: "sub" }, ...signed(input, who(editing)));
  if (next === undefined) {
    show(
      screen,
      record,
      steps,
      h(
        "div",
        { class: "dock" },
        button(t("today-hand-in"), () => void handIn(editing), "primary"),
        h("p", { class: "sub" }, t("today-hand-in-line")),
      ),
    );
  } else {
    const signs = next === "customer" ? customer : next === "witness" ? witness : visitor;
    const step = signs(editing, text(shown, consent), redraw, next);
    show(screen, record, steps, ...step.parts(consent), step.dock);
    open.pad = step.begin();
  }
  screen.closest("main")?.scrollTo(0, 0);
}

function signed(input: RecordInput, name: (id: string) => string): Child[] {
  const done = [
    input.customer_signature && t("today-signed-by", { name: input.customer_signature.name }),
    input.refusal && t("today-refused-mark"),
    ...witnessed(input, name),
    ...input.visitor_signatures.map((it) => t("today-signed-by", { name: name(it.person) })),
  ];
  return done.filter((it) => it !== null).map((it) => h("span", { class: "mark done" }, it));
}

/** That the witness signed, or is only named. */
function witnessed({ refusal }: RecordInput, name: (id: string) => string): string[] {
  if (!refusal?.witness) return [];
  const done = refusal.signature ? "today-signed-by" : refusal.unsigned ? "today-witness-unsigned" : null;
  return done ? [t(done, { name: name(refusal.witness) })] : [];
}

function signature(strokes: string, name: string, shown: string): Signature {
  return { strokes, name, signed_at: reading(state.clock).device, shown_text: shown };
}

function customer(editing: Editing, shown: string, redraw: () => void): Step {
  const { seen, input } = editing.draft;
  const notice = site(seen.site)?.privacy_notice;
  const step = signing(
    t("today-customer-signs"),
    input.respondent_name,
    (strokes, name) => {
      void editing
        .put({
          ...editing.draft,
          input: { ...editing.draft.input, customer_signature: signature(strokes, name, shown) },
        })
        .then(redraw);
    },
    false,
  );
  return {
    begin: step.begin,
    dock: step.dock,
    parts: (consent) => [
      ...step.parts(consent),
      notice && h("details", { class: "privacy" }, h("summary", {}, t("today-privacy")), h("p", {}, notice)),
      seen.asks.refusal && refusal(editing, redraw),
    ],
  };
}

/** 拒簽: a reason, and a colleague who saw it. */
function refusal(editing: Editing, redraw: () => void): HTMLElement {
  const { seen } = editing.draft;
  let reason = "";
  let witness = "";
  const visiting = new Set(seen.visitors.map((it) => it.person));
  const people = (state.data?.colleagues ?? []).filter((it) => it.site === seen.site && !visiting.has(it.id));
  const error = h("p", { class: "error", role: "alert", hidden: true });
  const confirm = button(t("today-refusal-keep"), () => {
    const wrong = !reason.trim()
      ? t("today-lack-refusal-reason")
      : !witness && seen.asks.refusal_needs_witness
        ? t("today-lack-witness")
        : "";
    show(error, wrong);
    error.hidden = !wrong;
    if (wrong) return;
    const refused = { reason, witness: witness || null, signature: null };
    void editing
      .put({ ...editing.draft, input: { ...editing.draft.input, refusal: refused, customer_signature: null } })
      .then(redraw);
  });
  return h(
    "details",
    { class: "refusal" },
    h("summary", {}, t("today-refusal")),
    area("refusal_reason", t("today-refusal-reason"), "", (value) => {
      reason = value;
    }),
    select(
      "witness",
      t("today-witness"),
      people.map((it): [string, string] => [it.id, it.name]),
      "",
      (id) => {
        witness = id;
      },
    ),
    h("div", { class: "field" }, error),
    confirm,
  );
}

/** Who saw the refusal signs under it on the same phone; who is not here is only named. */
function witness(editing: Editing, shown: string, redraw: () => void): Step {
  const name = who(editing)(editing.draft.input.refusal?.witness ?? "");
  const put = (change: Partial<RefusalInput>) => {
    const { input } = editing.draft;
    if (!input.refusal) return;
    const refusal = { ...input.refusal, ...change };
    void editing.put({ ...editing.draft, input: { ...input, refusal } }).then(redraw);
  };
  const step = signing(
    t("today-witness-signs", { name }),
    name,
    (strokes, written) => put({ signature: signature(strokes, written, shown) }),
    true,
  );
  const absent = button(t("today-witness-absent"), () => put({ unsigned: true }), "plain");
  return { ...step, parts: (consent) => [...step.parts(consent), h("p", {}, absent)] };
}

function visitor(editing: Editing, shown: string, redraw: () => void, person: string): Step {
  const name = who(editing)(person);
  return signing(
    t("today-visitor-signs", { name }),
    name,
    (strokes, written) => {
      const before = editing.draft.input.visitor_signatures;
      const all = [...before, { person, ink: signature(strokes, written, shown) }];
      void editing.put({ ...editing.draft, input: { ...editing.draft.input, visitor_signatures: all } }).then(redraw);
    },
    true,
  );
}

/** Puts the record among what waits to be sent. */
async function handIn(editing: Editing): Promise<void> {
  const { draft } = editing;
  const before = queued(draft.follow_up).find((it) => it.command.kind === "record_visit");
  if (before && !before.refused) {
    go("waiting");
    return;
  }
  const { seen, person, input } = draft;
  const files = input.files.map((it) => it.attachment);
  await enqueue("record_visit", seen, person, wire(seen, input), files, before?.id ?? null);
  go("waiting");
  await syncNow();
}
