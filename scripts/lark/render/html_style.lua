-- SPDX-License-Identifier: MIT

--- The page's style sheet. All colours are at its top.
return [[
:root {
  color-scheme: light dark;
  --paper: #f5f6f8; --card: #ffffff; --ink: #1d2129; --quiet: #5d6675;
  --line: #e3e6eb; --stripe: #f8f9fb; --accent: #245bdb; --alarm: #b3261e;
  --s1: #245bdb; --s2: #d9480f; --s3: #0b7a4b; --s4: #8b3fc7;
  --s5: #a86a12; --s6: #c2255c; --s7: #0b7285; --s8: #5c636e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14161a; --card: #1d2026; --ink: #e6e8ec; --quiet: #a0a7b4;
    --line: #30343d; --stripe: #22262d; --accent: #82a7fc; --alarm: #ff8f85;
    --s1: #82a7fc; --s2: #ff9a62; --s3: #5fd39a; --s4: #c9a0f5;
    --s5: #e8c15a; --s6: #f78fb3; --s7: #66d0df; --s8: #aab1bd;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2.5rem 1.25rem 2rem; max-width: 72rem;
  background: var(--paper); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC",
    "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
:lang(zh) body {
  line-height: 1.65;
  font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, -apple-system,
    "Segoe UI", Roboto, sans-serif;
}
:lang(zh) h1, :lang(zh) h2 { line-height: 1.4; }
header { margin-bottom: 1.75rem; border-left: 4px solid var(--accent); padding-left: 1rem; }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.25; text-wrap: balance; }
header p, .note { margin: .35rem 0 0; max-width: 46rem; color: var(--quiet); }
h2 { margin: 2.2rem 0 .9rem; font-size: 1.25rem; line-height: 1.3; }
.note { margin: 0 0 1rem; }
section, figure, pre {
  margin: 0 0 1.5rem; overflow-x: auto; border: 1px solid var(--line); border-radius: 10px;
  background: var(--card); box-shadow: 0 1px 2px rgb(0 0 0 / 5%);
}
section:focus-visible, button:focus-visible, summary:focus-visible {
  outline: 2px solid var(--accent); outline-offset: 2px;
}
pre { padding: 1rem 1.15rem; white-space: pre-wrap; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: separate; border-spacing: 0; }
caption {
  padding: .9rem 1.15rem .7rem; text-align: left; font-size: 1.08rem; font-weight: 650;
}
caption small { color: var(--quiet); font-size: .82rem; font-weight: 400; }
section { max-height: 85vh; overflow: auto; }
thead th { position: sticky; top: 0; z-index: 1; background: var(--card); }
.sortable tr > :first-child { position: sticky; left: 0; background: inherit; }
.sortable thead tr > :first-child { z-index: 2; background: var(--card); }
tbody tr, tfoot tr { background: var(--card); }
.tools {
  display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; position: sticky; left: 0;
  padding: .75rem 1.15rem 0; color: var(--quiet); font-size: .85rem;
}
.tools input, .tools button {
  padding: .3rem .6rem; border: 1px solid var(--line); border-radius: 6px;
  background: var(--card); color: var(--ink); font: inherit;
}
.tools button { cursor: pointer; }
.tools button:disabled { opacity: .5; cursor: default; }
.figures {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem;
  margin: 0 0 1.5rem;
}
.figures div {
  padding: .75rem 1.15rem; border: 1px solid var(--line); border-radius: 10px;
  background: var(--card);
}
.figures dt { color: var(--quiet); font-size: .82rem; }
.figures dd {
  margin: 0; font-size: clamp(1.1rem, 3.2vw, 1.35rem); font-weight: 650; line-height: 1.35;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
th, td { padding: .5rem 1.15rem; text-align: left; vertical-align: top; }
thead th {
  border-bottom: 1px solid var(--line); color: var(--quiet);
  font-size: .82rem; font-weight: 600; white-space: nowrap;
}
tbody th { width: 1%; color: var(--quiet); font-weight: 500; white-space: nowrap; }
td { white-space: nowrap; }
.long { min-width: 16rem; max-width: 40rem; white-space: pre-wrap; overflow-wrap: anywhere; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
tbody tr:nth-child(even) { background: var(--stripe); }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
tfoot td { border-top: 2px solid var(--line); font-weight: 650; }
header .partial { color: var(--alarm); font-weight: 650; }
.bad { color: var(--alarm); }
.missing { color: var(--quiet); }
th button {
  margin: 0; padding: 0; border: 0; background: none; color: inherit; font: inherit;
  text-align: inherit; cursor: pointer;
}
th button:hover { color: var(--accent); }
th[aria-sort] button::after { content: " ↑"; color: var(--accent); }
th[aria-sort="descending"] button::after { content: " ↓"; }
figure { padding: 0 1.15rem 1rem; }
figcaption { padding: .9rem 0 .9rem; font-size: 1.08rem; font-weight: 650; }
svg { display: block; width: 100%; height: auto; max-width: 720px; overflow: visible; }
svg.narrow { display: none; max-width: 400px; }
svg text { fill: var(--ink); font-size: 13px; }
svg .quiet { fill: var(--quiet); font-size: 12px; }
.grid { stroke: var(--line); }
.axis { stroke: var(--quiet); }
.s1 { fill: var(--s1); } .s2 { fill: var(--s2); } .s3 { fill: var(--s3); }
.s4 { fill: var(--s4); } .s5 { fill: var(--s5); } .s6 { fill: var(--s6); }
.s7 { fill: var(--s7); } .s8 { fill: var(--s8); }
.line { fill: none; stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round; }
.l1 { stroke: var(--s1); } .l2 { stroke: var(--s2); } .l3 { stroke: var(--s3); }
.l4 { stroke: var(--s4); } .l5 { stroke: var(--s5); } .l6 { stroke: var(--s6); }
.l7 { stroke: var(--s7); } .l8 { stroke: var(--s8); }
details { margin-top: .8rem; color: var(--quiet); font-size: .88rem; overflow-x: auto; }
summary { cursor: pointer; }
details table { margin-top: .5rem; width: auto; color: var(--ink); }
details th, details td { padding: .25rem .9rem .25rem 0; }
.empty { margin: 0; padding: .2rem 1.15rem 1rem; color: var(--quiet); }
.failed { border-color: var(--alarm); }
.failed caption { color: var(--alarm); }
footer { color: var(--quiet); font-size: .82rem; }
@media (max-width: 60rem) {
  caption, th, td, figure { padding-left: .75rem; padding-right: .75rem; }
  .tools { padding-left: .75rem; }
}
@media (max-width: 40rem) {
  body { padding: 1.25rem .75rem; font-size: 14px; }
  .sortable tr > :first-child {
    min-width: 6.5rem; max-width: max(40vw, 13rem); white-space: normal; overflow-wrap: break-word;
  }
  /* A Chinese term stays on one line. */
  :lang(zh) .sortable tr > :first-child { min-width: 7.75rem; word-break: keep-all; }
  caption { position: sticky; left: 0; box-sizing: border-box; max-width: calc(100vw - 1.5rem); }
  svg.wide { display: none; }
  svg.narrow { display: block; }
}
@media screen { .off { display: none; } }
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --card: #fff; --ink: #000; --quiet: #444; --line: #bbb; --stripe: #fff;
    --accent: #000; --alarm: #900;
    --s1: #245bdb; --s2: #d9480f; --s3: #0b7a4b; --s4: #8b3fc7;
    --s5: #a86a12; --s6: #c2255c; --s7: #0b7285; --s8: #5c636e;
  }
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  section, figure, pre {
    max-height: none; overflow: visible; border: 0; border-radius: 0; box-shadow: none;
  }
  caption, th, td { padding-left: .5rem; padding-right: .5rem; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  /* Chromium does not repeat a heading that holds a button's box. */
  th button { display: contents; }
  thead th, .sortable tr > :first-child { position: static; }
  svg.wide { display: block; }
  svg.narrow, .tools { display: none; }
  /* An id stays whole: where a page is too narrow, Chromium prints it smaller. */
  td { white-space: normal; overflow-wrap: break-word; }
  td.number { white-space: nowrap; }
  .long { min-width: 0; }
  tr, figure, svg, thead, .figures { break-inside: avoid; }
  section { display: block; }
  h2 { break-after: avoid; }
  details:not([open]), th button::after { display: none; }
  * { print-color-adjust: exact; }
}
]]
