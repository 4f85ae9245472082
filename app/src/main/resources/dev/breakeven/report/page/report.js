// Makes tables sortable; unfolds the numbers of whole figures while the page is printed. Those of
// single panels are printed where the reader unfolded them.
(() => {
  "use strict";

  const value = (row, column) => {
    const cell = row.cells[column];
    const text = cell.dataset.order ?? cell.textContent.replaceAll(",", "");
    return text === "" || Number.isNaN(Number(text)) ? null : Number(text);
  };

  const compare = (column) => (a, b) => {
    const one = value(a, column);
    const other = value(b, column);
    if (one !== null && other !== null) {
      return one - other;
    }
    if (one !== null || other !== null) {
      return one === null ? 1 : -1;
    }
    return a.cells[column].textContent.localeCompare(
      b.cells[column].textContent, undefined, { numeric: true });
  };

  const sort = (table, heading, column) => {
    const falling = heading.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) {
      other.removeAttribute("aria-sort");
    }
    heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows].sort(compare(column));
    body.append(...(falling ? rows.reverse() : rows));
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    if (table.tBodies[0].rows.length < 2) {
      continue;
    }
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = heading.textContent;
      button.addEventListener("click", () => sort(table, heading, column));
      heading.replaceChildren(button);
    });
  }

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("figure > details:not([open])")];
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => {
    opened.forEach((details) => { details.open = false; });
  });
})();
