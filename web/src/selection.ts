// Boxes in a list: one that picks all (`data-select-all="id"`, the name of the boxes), and how many are picked
// (`data-selected="id"` holds the number). Buttons marked `data-needs-selection="id"` are off while nothing is.

/** Starts listening on a document and shows the state it came with. */
export function countSelections(page: Document): void {
  page.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
    const all = box.dataset["selectAll"];
    if (all !== undefined) {
      for (const each of boxes(page, all)) each.checked = box.checked;
    }
    show(page, all ?? box.name);
  });
  for (const head of page.querySelectorAll<HTMLInputElement>("[data-select-all]")) {
    show(page, head.dataset["selectAll"] ?? "");
  }
}

function boxes(page: Document, name: string): HTMLInputElement[] {
  return [...page.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name="${CSS.escape(name)}"]`)];
}

function show(page: Document, name: string): void {
  const all = boxes(page, name);
  const picked = all.filter((box) => box.checked).length;
  const chosen = (attribute: string) => page.querySelectorAll<HTMLElement>(`[${attribute}="${CSS.escape(name)}"]`);
  for (const head of chosen("data-select-all")) {
    if (!(head instanceof HTMLInputElement)) continue;
    head.checked = picked > 0 && picked === all.length;
    head.indeterminate = picked > 0 && picked < all.length;
  }
  for (const place of chosen("data-selected")) place.textContent = String(picked);
  for (const button of chosen("data-needs-selection")) {
    if (button instanceof HTMLButtonElement) button.disabled = picked === 0;
  }
}
