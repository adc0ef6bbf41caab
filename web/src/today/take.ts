// 簽收: the visitor takes the form before the visit, with a signature.

import { reading } from "./clock";
import { enqueue } from "./command";
import { h } from "./dom";
import { bar, go, network, type Screen } from "./frame";
import type { Pad } from "./pad";
import { signing } from "./signing";
import { state, visit as known } from "./state";
import { syncNow } from "./sync";
import { moment, t } from "./texts";

/** Shows what is signed for, and the box. */
export function takeScreen(place: HTMLElement, followUp: string): Screen {
  const visit = known(followUp);
  const me = state.data?.person;
  if (!visit || !me) {
    go();
    return {};
  }
  const shown = t("today-take-text", {
    number: visit.number,
    unit: visit.unit.text,
    time: moment(new Date().toISOString()),
    name: me.name,
  });
  const net = network();
  const step = signing(
    t("today-visitor-signs", { name: me.name }),
    me.name,
    (strokes, name) => {
      const signature = { strokes, name, signed_at: reading(state.clock).device, shown_text: shown };
      void enqueue("take_form", visit, me.id, { signature }, [], null).then(async () => {
        await syncNow();
        go("visit", followUp);
      });
    },
    true,
  );
  place.append(
    bar(`${visit.unit.text} ${visit.customer.name}`, t("today-take"), "#"),
    net.place,
    h("div", { class: "visit-screen" }, h("p", {}, t("today-take-line")), ...step.parts(shown), step.dock),
  );
  let pad: Pad | null = null;
  return {
    shown() {
      pad = step.begin();
    },
    changed: () => net.update(),
    leave: () => pad?.close(),
  };
}
