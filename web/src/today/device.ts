// This phone: what it keeps and for how long, how its clock goes, and the way out.

import { isApple } from "./chat";
import { wrongBy } from "./clock";
import { button, type Child, h, show } from "./dom";
import { bar, confirmed, network, type Screen, signInLink } from "./frame";
import { askToPersist, isInstalled, isPersisted, roomLeft } from "./phone";
import { reread, state } from "./state";
import * as store from "./store";
import { syncNow } from "./sync";
import { day, duration, moment, t } from "./texts";

/** Shows what there is to know about this phone. */
export function deviceScreen(place: HTMLElement): Screen {
  const net = network();
  const body = h("div", { class: "visit-screen" });
  const draw = async () => show(body, ...(await content(draw)));
  place.append(bar(t("today-phone"), state.data?.person.name ?? "", "#"), net.place, body);
  void draw();
  return {
    changed() {
      net.update();
      void draw();
    },
  };
}

async function content(redraw: () => Promise<void>): Promise<Child[]> {
  const [room, persisted] = await Promise.all([roomLeft(), isPersisted()]);
  const row = (label: string, said: Child) => [h("dt", {}, label), h("dd", {}, said)];
  const wrong = wrongBy(state.clock);
  const { data } = state;
  return [
    h("h2", { class: "sep" }, t("today-keeps")),
    h(
      "dl",
      { class: "known" },
      ...row(t("today-keeps-visits"), t("today-n", { n: data?.visits.length ?? 0 })),
      ...row(t("today-keeps-drafts"), t("today-n", { n: state.drafts.length })),
      ...row(t("today-tab-waiting"), t("today-n", { n: state.queue.length })),
      ...row(t("today-room"), room === null ? "—" : t("today-room-n", { n: Math.floor(room / 1024 / 1024) })),
      ...row(t("today-persist"), persisted || isInstalled() ? t("today-persist-yes") : t("today-persist-no")),
      ...row(
        t("today-clock"),
        wrong === 0 ? t("today-clock-right") : t("today-clock-wrong", { n: duration(Math.abs(wrong)) }),
      ),
      ...row(t("today-measured"), state.clock.measured_at ? moment(state.clock.measured_at) : "—"),
      ...(data?.session_ends ? row(t("today-session"), day(data.session_ends)) : []),
    ),
    h("p", { class: "sub" }, t("today-keeps-line")),
    !persisted &&
      h(
        "p",
        {},
        button(t("today-persist-ask"), async () => {
          await askToPersist();
          await redraw();
        }),
      ),
    isApple(navigator.userAgent, navigator.maxTouchPoints) && h("p", { class: "sub" }, t("today-apple-line")),
    state.sealed > 0 && h("p", { class: "sub" }, t("today-sealed", { n: state.sealed })),
    h("h2", { class: "sep" }, t("today-leave")),
    h("p", { class: "sub" }, t("today-leave-line")),
    h(
      "p",
      { class: "two" },
      data ? button(t("today-sign-out"), () => void signOut(), "danger") : signInLink(""),
      h("a", { class: "btn", href: "/" }, t("today-desk")),
    ),
  ];
}

/** Deletes what is held for this person, then ends the session; asks where something is unsent. */
async function signOut(): Promise<void> {
  const person = state.data?.person.id;
  if (!person) return;
  await reread();
  // A try that is typed and not noted yet is lost like a draft.
  const attempt = await store.kept("attempt");
  const own = attempt?.person === person ? [attempt] : [];
  const unsent = new Set([...state.queue, ...state.drafts, ...own].map((it) => it.follow_up)).size;
  const question = unsent > 0 ? t("today-sign-out-unsent", { n: unsent }) : t("today-sign-out-ask");
  if (!(await confirmed(question, t("today-sign-out-delete"), t("today-keep")))) return;
  await store.keep("leaving", true);
  await store.wipePerson(person);
  await store.keep("signed_out", true);
  await reread();
  location.hash = "";
  await syncNow();
}
