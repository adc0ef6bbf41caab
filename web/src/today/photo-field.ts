// A field for photos, with those it has.

import { button, h, show } from "./dom";
import type { Editing } from "./editing";
import { photoUrl, takePhoto, type Taken } from "./photos";
import { state } from "./state";
import * as store from "./store";
import { t } from "./texts";
import type { FileInput } from "./types";

/** The most photos of one record. */
const MOST = 20;

/** Photos of the place, or of a matter. */
export function photoField(
  editing: Editing,
  about: Pick<FileInput, "shows" | "matter">,
  words: string,
  look: () => void,
): HTMLElement {
  const shown = h("ul", { class: "photos" });
  const trouble = h("p", { class: "error", role: "alert", hidden: true });
  const own = () => editing.draft.input.files.filter((it) => it.shows === about.shows && it.matter === about.matter);
  const draw = () => show(shown, ...own().map((it, index) => one(it, index, drop)), h("li", {}, chooser));
  const drop = async (it: FileInput) => {
    editing.set({ files: editing.draft.input.files.filter((other) => other.attachment !== it.attachment) });
    await store.dropFile(it.attachment);
    draw();
    look();
  };
  const input = h("input", {
    type: "file",
    accept: "image/*",
    multiple: true,
    class: "vh",
    "aria-label": words,
    change: async () => {
      const chosen = [...(input.files ?? [])];
      input.value = "";
      trouble.hidden = true;
      for (const each of chosen) {
        if (editing.draft.input.files.length >= MOST) {
          say(trouble, t("today-photo-too-many", { n: MOST }));
          break;
        }
        const taken = await takePhoto(
          each,
          editing.draft.person,
          editing.draft.follow_up,
          state.data?.largest_file ?? Number.POSITIVE_INFINITY,
        );
        if (taken.outcome === "kept" || taken.outcome === "no_room") state.full = taken.outcome === "no_room";
        if (taken.outcome === "kept")
          editing.set({ files: [...editing.draft.input.files, { attachment: taken.id, ...about }] });
        else say(trouble, refusal(taken));
        draw();
        look();
      }
    },
  });
  const chooser = h("label", { class: "btn add" }, input, t("today-add-photo"));
  draw();
  return h(
    "div",
    { class: "field", "data-field": about.matter ? `matter-${about.matter}-files` : "files" },
    h("span", { class: "label" }, words),
    shown,
    trouble,
  );
}

function say(place: HTMLElement, words: string): void {
  show(place, words);
  place.hidden = false;
}

function refusal(taken: Taken): string {
  if (taken.outcome === "no_room") return t("today-photo-no-room");
  if (taken.outcome === "too_large") return t("today-photo-too-large");
  return t("today-photo-unreadable");
}

function one(it: FileInput, index: number, drop: (it: FileInput) => void): HTMLElement {
  const name = t("today-photo-n", { n: index + 1 });
  const picture = h("img", { alt: name });
  void photoUrl(it.attachment).then((url) => {
    if (!url) return;
    picture.addEventListener("load", () => URL.revokeObjectURL(url));
    picture.src = url;
  });
  const away = button("×", () => drop(it), "small");
  away.setAttribute("aria-label", t("today-remove-photo", { n: index + 1 }));
  return h("li", {}, picture, away);
}
