// What the visitor should know about this phone before it matters: room, and what the browser may clear away.

import { isApple } from "./chat";
import { type Child, h, show } from "./dom";
import { isInstalled, isPersisted, isScarce, roomLeft } from "./phone";
import { state } from "./state";
import { t } from "./texts";

/** The hints; looked up again on every update. */
export function hints(): { place: HTMLElement; update(): void } {
  const place = h("div", { class: "hints" });
  const update = () => void draw(place);
  update();
  return { place, update };
}

async function draw(place: HTMLElement): Promise<void> {
  const [room, persisted] = await Promise.all([roomLeft(), isPersisted()]);
  const found: Child[] = [];
  if (state.full) found.push(hint("warn", t("today-room"), t("today-room-none")));
  else if (isScarce(room))
    found.push(hint("warn", t("today-room"), t("today-room-line", { n: Math.floor((room ?? 0) / 1024 / 1024) })));
  if (!isInstalled() && !persisted) {
    const apple = isApple(navigator.userAgent, navigator.maxTouchPoints);
    if (apple) found.push(hint("", t("today-apple"), t("today-apple-line")));
  }
  const before = [...place.children].map((it) => it.textContent).join();
  if (before !== found.map((it) => (it instanceof Element ? it.textContent : "")).join()) show(place, ...found);
}

function hint(kind: string, title: string, words: string): HTMLElement {
  return h("p", { class: `banner ${kind} net` }, h("strong", {}, title), h("span", {}, words));
}
