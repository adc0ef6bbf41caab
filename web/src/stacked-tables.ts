// A stacked table is laid out as entries on a phone, and some browsers then forget that it is a table. Its roles are
// named here, so that a screen reader still finds rows and headings.

const ROLES: ReadonlyArray<readonly [string, string]> = [
  ["thead, tbody, tfoot", "rowgroup"],
  ["tr", "row"],
  ["td", "cell"],
  ["th[scope=col], th[scope=colgroup]", "columnheader"],
  ["th[scope=row], th[scope=rowgroup]", "rowheader"],
];

/** Names the parts of every stacked table of a page. */
export function nameTableParts(page: Document): void {
  for (const table of page.querySelectorAll<HTMLTableElement>("table.stacked:not([role])")) {
    table.setAttribute("role", "table");
    for (const [parts, role] of ROLES) {
      for (const part of table.querySelectorAll(parts)) part.setAttribute("role", role);
    }
  }
}
