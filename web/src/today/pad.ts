// A box to sign in: strokes in thousandths of its width, each point with its milliseconds since the first.

import SignaturePad, { type PointGroup } from "signature_pad";

export interface Pad {
  isEmpty(): boolean;
  clear(): void;
  /** The strokes as JSON. */
  strokes(): string;
  /** Stops listening. */
  close(): void;
}

/** Prepares a canvas that is on the page. */
export function openPad(canvas: HTMLCanvasElement, changed: () => void): Pad {
  const pad = new SignaturePad(canvas, { penColor: getComputedStyle(canvas).color });
  // A canvas must be as fine as the screen, and resizing wipes it: the strokes are drawn again.
  const fit = () => {
    const fineness = Math.max(devicePixelRatio, 1);
    const drawn = pad.toData();
    canvas.width = canvas.clientWidth * fineness;
    canvas.height = canvas.clientHeight * fineness;
    canvas.getContext("2d")?.scale(fineness, fineness);
    pad.fromData(drawn);
  };
  fit();
  addEventListener("resize", fit);
  pad.addEventListener("endStroke", changed);
  return {
    isEmpty: () => pad.isEmpty(),
    clear: () => {
      pad.clear();
      changed();
    },
    strokes: () => toStrokes(pad.toData(), canvas.clientWidth),
    close: () => {
      removeEventListener("resize", fit);
      pad.off();
    },
  };
}

/** Strokes as they are kept. */
export function toStrokes(groups: readonly Pick<PointGroup, "points">[], width: number): string {
  const begin = groups[0]?.points[0]?.time ?? 0;
  const thousandths = (length: number) => Math.max(0, Math.round((length / Math.max(width, 1)) * 1000));
  const point = (it: { x: number; y: number; time: number }) => [
    thousandths(it.x),
    thousandths(it.y),
    Math.max(0, Math.round(it.time - begin)),
  ];
  return JSON.stringify(groups.map((group) => group.points.map(point)));
}
