// The visitor's page: visits of the day, records, signatures and photos, with or without a network.

import { chatApp } from "./chat";
import { button, h, show } from "./dom";
import { deviceScreen } from "./device";
import type { Screen } from "./frame";
import { listScreen } from "./list";
import { signScreen } from "./sign";
import { listen, reread, state } from "./state";
import { sync, syncNow } from "./sync";
import { takeScreen } from "./take";
import { language, readTexts, t } from "./texts";
import { tryScreen } from "./try";
import { visitScreen } from "./visit";
import { returnedScreen, waitingScreen } from "./waiting";

/** How often the page asks for what is new while somebody looks at it. */
const EVERY = 5 * 60_000;

const root = document.getElementById("today") ?? document.body;
let screen: Screen = {};
let shown = 0;

/** Shows what the address asks for. */
async function route(): Promise<void> {
  const number = ++shown;
  const [name = "", id = ""] = location.hash.slice(1).split("/").map(decodeURIComponent);
  screen.leave?.();
  screen = {};
  // What was written on the screen before is counted on the next.
  await reread(false);
  if (number !== shown) return;
  if (state.line === "cut_off") return cutOff();
  const main = h("main", { class: "screen", id: "main", tabindex: -1 });
  const next = await open(main, name, id);
  if (number !== shown) {
    next.leave?.();
    return;
  }
  screen = next;
  show(root, main);
  screen.shown?.();
  scrollTo(0, 0);
  // Where one is, is said to who does not see it; not on the first screen, where nobody has moved yet.
  if (number > 1) main.focus({ preventScroll: true });
}

async function open(main: HTMLElement, name: string, id: string): Promise<Screen> {
  // Without anybody signed in there is nothing but the list, which says so.
  if (!state.data && name !== "phone") return listScreen(main);
  switch (name) {
    case "visit":
      return visitScreen(main, id);
    case "sign":
      return signScreen(main, id);
    case "take":
      return takeScreen(main, id);
    case "try":
      return tryScreen(main, id);
    case "waiting":
      return waitingScreen(main);
    case "returned":
      return returnedScreen(main);
    case "phone":
      return deviceScreen(main);
    default:
      return listScreen(main);
  }
}

function cutOff(): void {
  const words = [h("h1", {}, t("today-cut-off")), h("p", {}, t("today-cut-off-line"))];
  show(root, h("main", { class: "screen alone", id: "main" }, ...words));
}

/** In a chat app nothing is begun: what it keeps may be gone tomorrow. */
function inChat(): void {
  const address = new URL("/today/", location.href).href;
  const copied = h("p", { class: "sub", role: "status" });
  const copy = button(
    t("today-chat-copy"),
    async () => {
      await navigator.clipboard.writeText(address);
      show(copied, t("today-copied"));
    },
    "primary",
  );
  const link = h(
    "a",
    { class: "btn", href: address, target: "_blank", rel: "noopener external" },
    t("today-chat-open"),
  );
  show(
    root,
    h(
      "main",
      { class: "screen alone", id: "main" },
      h("h1", {}, t("today-chat")),
      h("p", {}, t("today-chat-line")),
      h(
        "ol",
        {},
        h("li", {}, t("today-chat-step-menu")),
        h("li", {}, t("today-chat-step-open")),
        h("li", {}, t("today-chat-step-sign-in")),
      ),
      h("p", { class: "address" }, address),
      h("p", { class: "two" }, link, copy),
      copied,
    ),
  );
}

/** Takes the reader's own language where the shell came in another. */
function rightLanguage(): boolean {
  const lang = state.data?.person.lang;
  const wanted = new URLSearchParams(location.search).get("lang");
  if (!lang || lang === document.documentElement.lang || wanted === lang) return false;
  location.replace(`/today/?lang=${encodeURIComponent(lang)}${location.hash}`);
  return true;
}

async function begin(): Promise<void> {
  readTexts(document);
  document.body.classList.add("phone");
  if (chatApp(navigator.userAgent)) return inChat();
  if ("serviceWorker" in navigator) {
    const worker = `/today/worker.js?lang=${encodeURIComponent(language())}`;
    navigator.serviceWorker.register(worker, { scope: "/today/" }).catch(() => undefined);
  }
  await route();
  let person = state.data?.person.id;
  let line = state.line;
  listen(() => {
    const other = state.data?.person.id;
    const ended = other !== person;
    const cut = state.line === "cut_off" && line !== "cut_off";
    person = other;
    line = state.line;
    if (cut || (ended && !screen.busy)) void route();
    else screen.changed?.();
  });
  addEventListener("hashchange", () => void route());
  addEventListener("online", () => void syncNow());
  addEventListener("offline", () => void sync());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void sync();
  });
  setInterval(() => {
    if (document.visibilityState === "visible") void sync();
  }, EVERY);
  await sync();
  if (navigator.onLine) rightLanguage();
}

void begin();
