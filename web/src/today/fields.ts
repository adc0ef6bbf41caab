// The fields of a form on the phone: label above, what is wrong below, and a name under which both are found again.

import { type Child, h, show } from "./dom";
import type { Lack } from "./lacks";
import { t } from "./texts";
import type { FieldFault } from "./types";

/** The name under which a field is found: of the form, of a section, or of a matter (from 1). */
export function keyOf({
  field,
  section,
  matter,
}: {
  field: string;
  section?: string | null;
  matter?: number | null;
}): string {
  if (section) return `content-${section}`;
  return matter ? `matter-${matter}-${field}` : field;
}

interface Options {
  hint?: Child;
  optional?: boolean;
  type?: string;
  max?: string;
}

function label(words: string, options: Options): Child[] {
  return [words, options.optional ? null : h("span", { class: "req" }, t("today-required"))];
}

function below(key: string, options: Options): Child[] {
  return [
    options.hint && h("p", { class: "hint" }, options.hint),
    h("p", { class: "error", id: `e-${key}`, hidden: true }),
  ];
}

/** A field with its label above it. */
function labelled(key: string, words: string, input: HTMLElement, options: Options): HTMLElement {
  return h(
    "div",
    { class: "field", "data-field": key },
    h("label", { for: `f-${key}` }, ...label(words, options)),
    input,
    ...below(key, options),
  );
}

/** One of a few; nothing is chosen beforehand. */
export function choice(
  key: string,
  words: string,
  those: readonly (readonly [string, Child])[],
  value: string | null,
  changed: (id: string) => void,
  options: Options = {},
): HTMLElement {
  const radios = those.map(([id, title]) => {
    const input = h("input", {
      type: "radio",
      name: key,
      value: id,
      "aria-describedby": `e-${key}`,
      change: () => changed(id),
    });
    input.checked = value === id;
    return h("label", {}, input, h("span", {}, title));
  });
  return h(
    "fieldset",
    { class: "field big", "data-field": key },
    h("legend", {}, ...label(words, options)),
    h("div", { class: `choice tall n${those.length}` }, ...radios),
    ...below(key, options),
  );
}

/** A line of text, a day or a time. */
export function line(
  key: string,
  words: string,
  value: string,
  changed: (value: string) => void,
  options: Options = {},
): HTMLElement {
  const input = h("input", {
    id: `f-${key}`,
    name: key,
    type: options.type ?? "text",
    max: options.max,
    autocomplete: "off",
    "aria-describedby": `e-${key}`,
    input: () => changed(input.value),
  });
  input.value = value;
  return labelled(key, words, input, options);
}

/** Words of any length: the keyboard's dictation writes into it like fingers do. */
export function area(
  key: string,
  words: string,
  value: string,
  changed: (value: string) => void,
  options: Options = {},
): HTMLElement {
  const input = h("textarea", {
    id: `f-${key}`,
    name: key,
    rows: 3,
    maxlength: 2000,
    autocapitalize: "sentences",
    enterkeyhint: "enter",
    "aria-describedby": `e-${key}`,
    input: () => changed(input.value),
  });
  input.value = value;
  return labelled(key, words, input, options);
}

/** One of many, from a list. */
export function select(
  key: string,
  words: string,
  those: readonly (readonly [string, string])[],
  value: string,
  changed: (id: string) => void,
  options: Options = {},
): HTMLElement {
  const none = h("option", { value: "" }, t("today-choose"));
  const input = h(
    "select",
    { id: `f-${key}`, name: key, "aria-describedby": `e-${key}`, change: () => changed(input.value) },
    none,
    ...those.map(([id, title]) => h("option", { value: id }, title)),
  );
  input.value = value;
  return labelled(key, words, input, options);
}

/** A box to tick. */
export function tick(key: string, words: string, value: boolean, changed: (value: boolean) => void): HTMLElement {
  const input = h("input", { type: "checkbox", name: key, change: () => changed(input.checked) });
  input.checked = value;
  return h("label", { class: "one" }, input, h("span", {}, words));
}

/** What a lack is called in words, at its field. */
export function wordsOf(lack: Lack, titleOf: (section: string) => string): string {
  const own = lack.field;
  const key = LACKS[lack.matter && own === "outcome" ? "matter" : own] ?? "today-lack-other";
  return t(key, { name: lack.section ? titleOf(lack.section) : "", n: lack.matter ?? 0 });
}

const LACKS: Record<string, string> = {
  visited_at: "today-lack-visited-at",
  late_reason: "today-lack-late-reason",
  channel: "today-lack-channel",
  channel_reason: "today-lack-channel-reason",
  respondent_name: "today-lack-respondent",
  content: "today-lack-content",
  rated: "today-lack-rated",
  rating: "today-lack-rating",
  solved: "today-lack-solved",
  site_check: "today-lack-site-check",
  site_check_words: "today-lack-site-check-words",
  dissatisfaction: "today-lack-dissatisfaction",
  said: "today-lack-said",
  matter: "today-lack-outcome",
  rectification: "today-lack-rectification",
  promise: "today-lack-promise",
};

/** Shows at each field what is wrong with it. */
export function mark(form: Element, faults: readonly FieldFault[]): void {
  const at = new Map<Element, string[]>();
  for (const fault of faults) {
    const place = placeOf(form, fault);
    if (place) at.set(place, [...(at.get(place) ?? []), fault.words]);
  }
  for (const place of form.querySelectorAll("[data-field]")) {
    const error = place.querySelector<HTMLElement>(":scope > .error");
    if (!error) continue;
    const words = at.get(place) ?? [];
    error.hidden = words.length === 0;
    show(error, words.join(" "));
    for (const input of place.querySelectorAll("input, textarea, select")) {
      if (words.length > 0) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }
}

/** The field of a fault; of a matter whose way was not chosen yet, the choice of it. */
function placeOf(form: Element, fault: FieldFault): Element | null {
  const named = (key: string) => form.querySelector(`[data-field="${CSS.escape(key)}"]:has(> .error)`);
  // The server names the list; the form has a place for what is missing in it.
  if (fault.field === "matters" && !fault.matter) return named("dissatisfaction");
  return named(keyOf(fault)) ?? (fault.matter ? named(`matter-${fault.matter}-way`) : null);
}
