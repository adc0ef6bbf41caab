// A signature drawn with a finger, pen or mouse. Loaded only by pages that ask for one.
//
//   <div class="sign" data-sign>
//     <div class="box"><canvas></canvas></div>
//     <input type="hidden" name="signature">
//     <button type="button" data-sign-clear>…</button>
//   </div>
//
// The hidden field carries the strokes as JSON: lists of [x, y] in thousandths of the width of the box, so that the
// server can draw them again at any size and no picture has to be trusted.

import SignaturePad, { type PointGroup } from "signature_pad";

for (const place of document.querySelectorAll<HTMLElement>("[data-sign]")) prepare(place);

function prepare(place: HTMLElement): void {
  const canvas = place.querySelector("canvas");
  const field = place.querySelector<HTMLInputElement>("input[type=hidden]");
  if (!canvas || !field) return;
  const pad = new SignaturePad(canvas, { penColor: getComputedStyle(place).getPropertyValue("color") });
  fit(canvas, pad);
  addEventListener("resize", () => fit(canvas, pad));
  pad.addEventListener("endStroke", () => {
    field.value = strokes(pad.toData(), canvas.clientWidth);
    place.classList.remove("blank");
  });
  place.querySelector("[data-sign-clear]")?.addEventListener("click", () => {
    pad.clear();
    field.value = "";
    place.classList.add("blank");
  });
}

// A canvas must be as fine as the screen, and resizing it wipes it: the strokes are drawn again.
function fit(canvas: HTMLCanvasElement, pad: SignaturePad): void {
  const fineness = Math.max(devicePixelRatio, 1);
  const drawn = pad.toData();
  canvas.width = canvas.clientWidth * fineness;
  canvas.height = canvas.clientHeight * fineness;
  canvas.getContext("2d")?.scale(fineness, fineness);
  pad.fromData(drawn);
}

function strokes(groups: PointGroup[], width: number): string {
  const thousandths = (length: number) => Math.round((length / Math.max(width, 1)) * 1000);
  return JSON.stringify(
    groups.map((group) => group.points.map((point) => [thousandths(point.x), thousandths(point.y)])),
  );
}
