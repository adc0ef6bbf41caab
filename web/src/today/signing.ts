// A box to sign in, with the text above it.

import { button, type Child, h, show } from "./dom";
import { line, tick } from "./fields";
import { openPad, type Pad } from "./pad";
import { t } from "./texts";

/** One person's signature on a screen. */
export interface Step {
  parts(consent: string): Child[];
  dock: HTMLElement;
  begin(): Pad;
}

/** A box to sign in, with a field for the name; drawing is not possible for everybody, typing is. */
export function signing(
  heading: string,
  name: string,
  finish: (strokes: string, name: string) => void,
  fixedName: boolean,
): Step {
  const canvas = h("canvas", { "aria-label": heading, role: "img" });
  const box = h("div", { class: "sign blank" }, h("div", { class: "box" }, canvas));
  let pad: Pad | null = null;
  const error = h("p", { class: "error", role: "alert", hidden: true });
  const again = button(t("today-sign-again"), () => pad?.clear(), "plain");
  const typed = tick("typed", t("today-typed"), false, () => undefined);
  const field = line("name", t("today-signer-name"), name, () => undefined);
  const input = field.querySelector("input");
  if (input && fixedName) input.readOnly = true;
  const confirm = button(
    t("today-sign-done"),
    () => {
      const isTyped = typed.querySelector("input")?.checked ?? false;
      const written = input?.value.trim() ?? "";
      const wrong = !written ? t("today-lack-name") : !isTyped && pad?.isEmpty() ? t("today-lack-signature") : "";
      show(error, wrong);
      error.hidden = !wrong;
      if (!wrong && pad) finish(isTyped ? "" : pad.strokes(), written);
    },
    "primary",
  );
  return {
    parts: (consent) => [
      h("h2", { class: "signer" }, heading),
      h("p", { class: "consent" }, consent),
      box,
      h("p", { class: "two" }, again, typed),
      field,
      h("div", { class: "field" }, error),
    ],
    dock: h("div", { class: "dock" }, confirm),
    begin() {
      pad = openPad(canvas, () => box.classList.toggle("blank", pad?.isEmpty() ?? true));
      return pad;
    },
  };
}
