-- SPDX-License-Identifier: MIT

--- The page's only script: a click on a heading sorts the table. Without scripts the page
--- lacks nothing else. The page's policy allows this script alone, by `hash`: the output of
--- `openssl dgst -sha256 -binary | openssl base64` for the text.
return {
  hash = "FgoL2Bnib2DsAlAB5nluJA+/SY1s9Coqcy1tGMjXToM=",
  text = [[

"use strict";
const words = new Intl.Collator(document.documentElement.lang);

// What a cell is sorted by: null where it is missing.
function key(row, column, numeric) {
  const cell = row.cells[column];
  if (cell.classList.contains("missing")) return null;
  const text = cell.dataset.value ?? cell.textContent;
  if (!numeric && cell.dataset.value === undefined) return text;
  const number = parseFloat(text);
  return Number.isNaN(number) ? null : number;
}

function compare(a, b) {
  return typeof a === "number" ? a - b : words.compare(a, b);
}

// Rows that are equal keep their order; those without a value come last.
function sort(table, column, numeric, descending) {
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => [key(row, column, numeric), row]);
  rows.sort(([a], [b]) => {
    if (a === null || b === null) return (a === null) - (b === null);
    return descending ? compare(b, a) : compare(a, b);
  });
  const sorted = document.createDocumentFragment();
  for (const [, row] of rows) sorted.append(row);
  body.append(sorted);
}

function click(table, heads, column) {
  const head = heads[column], numeric = head.classList.contains("number");
  const before = head.getAttribute("aria-sort");
  const descending = before ? before === "ascending" : numeric;
  for (const other of heads) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", descending ? "descending" : "ascending");
  sort(table, column, numeric, descending);
}

for (const table of document.querySelectorAll("table.sortable")) {
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => click(table, heads, column));
    head.append(button);
  });
}
]],
}
