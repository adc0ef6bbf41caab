// What every page loads. All of it is a help: each page works without it.

import "htmx.org";

import { guardLeaving } from "./leaving";
import { listenForShortcuts } from "./shortcuts";
import { countSelections } from "./selection";
import { nameTableParts } from "./stacked-tables";

listenForShortcuts(document);
countSelections(document);
nameTableParts(document);
guardLeaving(document);

// Parts of a page that arrive later get the same help.
document.addEventListener("htmx:after:swap", () => nameTableParts(document));

// What was typed before the page was ready is asked for too.
document.addEventListener("htmx:after:init", ({ target }) => {
  if (target instanceof HTMLInputElement && target.value !== target.defaultValue) {
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
