-- SPDX-License-Identifier: MIT

--- The page's only script: a click on a heading sorts a table, a box searches it, long ones
--- have pages, and a button downloads them as CSV. Without scripts the page lacks nothing
--- else. Texts are sorted by the ranks that the page has, never by the browser. The page's
--- policy allows this script alone, by `hash`: the output of
--- `openssl dgst -sha256 -binary | openssl base64` for the text.
return {
  hash = "TruK0O0xQjaMiufx+EQQEronXp7ao75hSCXOMgiDwac=",
  text = [[

"use strict";
const words = document.querySelector("main").dataset;
const LONG = 10, PAGE = 100, PAGED = 200;

// The value that a cell is sorted by: null where it is missing.
function key(row, column) {
  const cell = row.cells[column];
  if (cell.classList.contains("missing")) return null;
  const text = cell.dataset.value ?? cell.textContent.replace(/(\d),(?=\d{3})/g, "$1");
  const number = parseFloat(text);
  return Number.isNaN(number) ? null : number;
}

// Rows that are equal keep their order; those without a value come last.
function sort(view, column, descending) {
  const rows = view.rows.map((row) => [key(row, column), row]);
  rows.sort(([a], [b]) => {
    if (a === null || b === null) return (a === null) - (b === null);
    return descending ? b - a : a - b;
  });
  view.rows = rows.map(([, row]) => row);
  view.table.tBodies[0].append(...view.rows);
  view.first = 0;
  show(view);
}

function click(view, heads, column) {
  const head = heads[column], numeric = head.classList.contains("number");
  const before = head.getAttribute("aria-sort");
  const descending = before ? before === "ascending" : numeric;
  for (const other of heads) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", descending ? "descending" : "ascending");
  sort(view, column, descending);
}

// Shows the rows that match the search, and of many those of one page.
function show(view) {
  const wanted = view.search ? view.search.value.trim().toLowerCase() : "";
  const found = wanted === "" ? view.rows
    : view.rows.filter((row) => row.textContent.toLowerCase().includes(wanted));
  const size = found.length > PAGED ? PAGE : found.length;
  const last = Math.min(view.first + size, found.length);
  const shown = new Set(found.slice(view.first, last));
  for (const row of view.rows) row.classList.toggle("off", !shown.has(row));
  if (!view.place) return;
  const numbers = [found.length ? view.first + 1 : 0, last, found.length];
  view.place.textContent = words.page.replace(/%(\d)/g, (_, i) => numbers[i - 1]);
  view.earlier.disabled = view.first === 0;
  view.later.disabled = last === found.length;
}

// A cell as a field of CSV; a text that a spreadsheet would run gets a quote before it.
function field(cell) {
  let text = cell.classList.contains("missing") ? "" : cell.textContent;
  if (cell.classList.contains("number")) text = text.replace(/(\d),(?=\d{3})/g, "$1");
  else if (/^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text)) text = "'" + text;
  return /[",\r\n]|^\s|\s$/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

function download(view) {
  const lines = [view.table.tHead.rows[0], ...view.rows]
    .map((row) => Array.from(row.cells, field).join(",") + "\r\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\uFEFF", ...lines], { type: "text/csv" }));
  link.download = (view.table.closest("section").id || "table") + ".csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function turn(view, by) {
  view.first = Math.max(0, view.first + by);
  show(view);
}

function tools(view) {
  const bar = document.createElement("div");
  bar.className = "tools";
  if (view.rows.length > LONG) {
    view.search = document.createElement("input");
    view.search.type = "search";
    view.search.placeholder = words.search;
    view.search.setAttribute("aria-label", words.search);
    view.search.addEventListener("input", () => { view.first = 0; show(view); });
    bar.append(view.search);
  }
  bar.append(button(words.download, () => download(view)));
  if (view.rows.length > PAGED) {
    view.earlier = button(words.earlier, () => turn(view, -PAGE));
    view.later = button(words.later, () => turn(view, PAGE));
    view.place = document.createElement("span");
    bar.append(view.earlier, view.later, view.place);
  }
  view.table.closest("section").prepend(bar);
  show(view);
}

for (const table of document.querySelectorAll("table.sortable")) {
  const view = { table, rows: Array.from(table.tBodies[0].rows), first: 0 };
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    const ranked = head.classList.contains("number") || view.rows.every((row) =>
      row.cells[column].dataset.value || row.cells[column].classList.contains("missing"));
    if (!ranked) return;
    const made = button("", () => click(view, heads, column));
    made.append(...head.childNodes);
    head.append(made);
  });
  if (table.closest("section")) tools(view);
}
]],
}
