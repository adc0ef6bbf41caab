// Keys that reach what is already on the page: `data-key="N"` on a link, button or field.
//
// A single letter works only while nobody is typing, and not at all where the person has switched shortcuts off
// (`data-shortcuts="off"` on the root). Ctrl+Enter saves the form that has `data-save-key`.

const TYPING = "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]";

/** Starts listening on a document. */
export function listenForShortcuts(page: Document): void {
  page.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (savesForm(event)) {
      event.preventDefault();
      return;
    }
    const target = targetOf(event, page);
    if (target) {
      event.preventDefault();
      reach(target);
    }
  });
}

function savesForm(event: KeyboardEvent): boolean {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return false;
  const form = (event.target as Element | null)?.closest<HTMLFormElement>("form[data-save-key]");
  form?.requestSubmit();
  return Boolean(form);
}

function targetOf(event: KeyboardEvent, page: Document): HTMLElement | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return null;
  if (page.documentElement.dataset["shortcuts"] === "off") return null;
  if ((event.target as Element | null)?.closest?.(TYPING)) return null;
  if (page.querySelector("[popover]:popover-open, dialog[open]")) return null;
  const key = event.key.toUpperCase();
  const all = page.querySelectorAll<HTMLElement>("[data-key]");
  return [...all].find((element) => element.dataset["key"] === key) ?? null;
}

function reach(target: HTMLElement): void {
  if (target.matches("input, select, textarea")) {
    target.focus();
    if (target instanceof HTMLInputElement) target.select();
    target.scrollIntoView({ block: "nearest" });
  } else {
    target.click();
  }
}
