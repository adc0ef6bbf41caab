// What every screen has: a bar, a line about the network, and the tabs.

import { button, h, nodes, show, type Child } from "./dom";
import { wrongBy } from "./clock";
import { counted } from "./queue";
import { state } from "./state";
import { syncNow } from "./sync";
import { duration, t } from "./texts";

/** A screen that is shown: what to do when something changed, and when it is left. */
export interface Screen {
  /** It stands on the page now: what needs a size can be measured. */
  shown?(): void;
  changed?(): void;
  leave?(): void;
  /** Somebody is in the middle of something: it may be finished even though the session has ended. */
  busy?: boolean;
}

/** Where a link leads within the page. */
export function to(...path: string[]): string {
  return `#${path.map(encodeURIComponent).join("/")}`;
}

export function go(...path: string[]): void {
  location.hash = to(...path);
}

/** The bar on top: title, a line below it, and what stands at its end. */
export function bar(title: string, sub: Child, back: string | null, ...end: Child[]): HTMLElement {
  const arrow = back && h("a", { class: "btn back", href: back, "aria-label": t("today-back") }, "←");
  const words = h("div", { class: "grow" }, h("h1", { id: "title" }, title), sub && h("p", { class: "sub" }, sub));
  return h("header", { class: "bar" }, arrow, words, ...end);
}

/** The line about the network; it says again what it is whenever `update` is called. */
export function network(): { place: HTMLElement; update(): void } {
  const place = h("div", { class: "net-place" });
  const update = () => {
    const [kind, title, words, act] = said();
    const again =
      act === "sign-in" ? signInLink() : act === "again" ? button(t("today-send-now"), syncNow, "small") : null;
    const line = h(
      "p",
      { class: `banner ${kind} net`, role: "status" },
      h("strong", {}, title),
      h("span", {}, words),
      again,
    );
    const wrong = wrongBy(state.clock);
    const clock =
      wrong !== 0 &&
      h("p", { class: "banner net" }, h("span", {}, t("today-clock-wrong", { n: duration(Math.abs(wrong)) })));
    if (place.textContent !== (line.textContent ?? "") + (clock ? clock.textContent : "")) show(place, line, clock);
  };
  update();
  return { place, update };
}

/** The way to the sign-in and back. */
export function signInLink(kind = "small"): HTMLElement {
  return h("a", { class: `btn ${kind}`, href: "/sign-in?back=/today/" }, t("today-sign-in"));
}

function said(): [string, string, string, "sign-in" | "again" | null] {
  const { waiting } = counted(state.queue);
  if (state.unkept) return ["bad", t("today-unkept"), state.unkept, null];
  if (state.line === "signed_out") return ["warn", t("today-signed-out"), t("today-signed-out-line"), "sign-in"];
  if (state.syncing && waiting > 0 && state.line === "online")
    return ["", t("today-sending"), t("today-sending-n", { n: waiting }), null];
  if (state.line === "offline") {
    return [
      "warn",
      t("today-offline"),
      waiting > 0 ? t("today-offline-n", { n: waiting }) : t("today-offline-line"),
      null,
    ];
  }
  if (state.line === "trouble") return ["warn", t("today-trouble"), t("today-trouble-line"), "again"];
  if (waiting > 0) return ["", t("today-tab-waiting"), t("today-waiting-n", { n: waiting }), "again"];
  if (state.line === "unknown") return ["", t("today-looking"), t("today-looking-line"), null];
  return ["", t("today-online"), t("today-all-sent"), null];
}

/** The tabs at the thumb. */
export function tabs(current: "list" | "waiting" | "returned"): HTMLElement {
  const { waiting, refused } = counted(state.queue);
  const open = state.data?.visits.filter((it) => it.state !== "recorded").length ?? 0;
  const tab = (name: string, href: string, words: string, n: number) =>
    h("a", { href, "aria-current": name === current ? "page" : null }, words, h("span", { class: "n" }, n));
  return h(
    "nav",
    { class: "tabs", "aria-label": t("today-name") },
    tab("list", "#", t("today-tab-list"), open),
    tab("waiting", to("waiting"), t("today-tab-waiting"), waiting),
    tab("returned", to("returned"), t("today-tab-returned"), refused),
  );
}

/** Asks before something is lost; resolves to whether it is wanted. */
export function confirmed(question: string, yes: string, no: string): Promise<boolean> {
  return new Promise((answer) => {
    const dialog = h("dialog", { class: "ask", "aria-label": question });
    const close = (wanted: boolean) => {
      dialog.close();
      dialog.remove();
      answer(wanted);
    };
    dialog.append(
      h("p", {}, question),
      h(
        "p",
        { class: "ask-do" },
        button(no, () => close(false)),
        button(yes, () => close(true), "danger"),
      ),
    );
    dialog.addEventListener("cancel", () => close(false));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A clause that asks for something; it opens in the procedure's own words, where the phone has them. */
export function clause(name: string): HTMLElement {
  const words = state.data?.clauses[name];
  const tag = [h("span", { class: "vh" }, `${t("today-clause")} `), name];
  if (!words) return h("span", { class: "clause" }, ...tag);
  return h("button", { type: "button", class: "clause", click: () => openClause(name, words) }, ...tag);
}

function openClause(name: string, words: string): void {
  const dialog = h("dialog", { class: "ask", "aria-label": `${t("today-clause")} ${name}` });
  const close = button(t("today-close"), () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(h("h2", {}, name), h("blockquote", { lang: "zh-Hant" }, words), h("p", { class: "ask-do" }, close));
  document.body.append(dialog);
  dialog.showModal();
}

/** Children with a blank between each. */
export function spaced(children: readonly Child[]): Child[] {
  return nodes(children).flatMap((child) => [child, " "]);
}
