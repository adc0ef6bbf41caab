// Signing out at the desk of a browser in which the visitor's page has something unsent: that is said first, and stays
// there, sealed, until whoever wrote it signs in again. Where there is nothing, the browser forgets all it stored.

import { hasUnsent, seal } from "./today/store";

/** Looks what is unsent before anybody signs out. */
export function guardLeaving(page: Document): void {
  const form = page.querySelector<HTMLFormElement>('form[action="/sign-out"]');
  const dialog = form?.querySelector("dialog");
  if (!form || !dialog) return;
  dialog.querySelector("[data-stay]")?.addEventListener("click", () => dialog.close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void leave(form, dialog);
  });
}

async function leave(form: HTMLFormElement, dialog: HTMLDialogElement): Promise<void> {
  try {
    if (dialog.open) {
      await seal();
    } else if (await hasUnsent()) {
      dialog.showModal();
      return;
    } else {
      const forget = form.ownerDocument.createElement("input");
      Object.assign(forget, { type: "hidden", name: "forget", value: "yes" });
      form.append(forget);
    }
  } catch {
    // Who cannot look leaves everything where it is: the page seals it when it is opened next.
  }
  form.submit();
}
