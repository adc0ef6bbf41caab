// Elements with their words. Words become text and never markup.

export type Child = Node | string | number | null | undefined | false;
type Value = string | number | boolean | null | undefined | ((event: Event) => void);

/** An element: attributes by name, listeners as functions named by their event, then what it holds. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...nodes(children));
  return element;
}

/** The same children, without those that are not there. */
export function nodes(children: readonly Child[]): (Node | string)[] {
  const there = children.filter((child) => child !== null && child !== undefined && child !== false);
  return there.map((child) => (child instanceof Node ? child : String(child)));
}

/** Puts children in the place of all that an element holds. */
export function show(place: Element, ...children: Child[]): void {
  place.replaceChildren(...nodes(children));
}

/** A button. */
export function button(words: Child, act: () => void, kind = ""): HTMLButtonElement {
  return h("button", { type: "button", class: `btn ${kind}`.trim(), click: () => act() }, words);
}

const HANDSET = "M4 3h3l1.5 4-2 1.5a10 10 0 0 0 5 5l1.5-2 4 1.5v3c0 .6-.5 1-1 1A13 13 0 0 1 3 4c0-.5.4-1 1-1z";

/** A telephone beside a word. */
export function handset(): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", "0 0 20 20");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  for (const [key, value] of [
    ["fill", "none"],
    ["stroke", "currentColor"],
    ["stroke-width", "1.7"],
    ["stroke-linejoin", "round"],
    ["d", HANDSET],
  ] as const) {
    path.setAttribute(key, value);
  }
  picture.append(path);
  return picture;
}
