-- SPDX-License-Identifier: MIT

--- The page's style sheet. The type scale and the colours are all in its head.
return [[
:root {
  color-scheme: light dark;
  --paper: #f5f6f8; --card: #ffffff; --ink: #1d2129; --quiet: #5d6675;
  --line: #e3e6eb; --stripe: #f8f9fb; --accent: #245bdb; --alarm: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14161a; --card: #1d2026; --ink: #e6e8ec; --quiet: #a0a7b4;
    --line: #30343d; --stripe: #22262d; --accent: #82a7fc; --alarm: #ff8f85;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2.5rem 1.25rem 2rem; max-width: 72rem;
  background: var(--paper); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC",
    "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
header { margin-bottom: 1.75rem; border-left: 4px solid var(--accent); padding-left: 1rem; }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.25; letter-spacing: -.01em; text-wrap: balance; }
header p { margin: .35rem 0 0; max-width: 46rem; color: var(--quiet); }
section, pre {
  margin: 0 0 1.5rem; overflow-x: auto; border: 1px solid var(--line); border-radius: 10px;
  background: var(--card); box-shadow: 0 1px 2px rgb(0 0 0 / 5%);
}
section:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
pre { padding: 1rem 1.15rem; white-space: pre-wrap; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
caption {
  padding: .9rem 1.15rem .7rem; text-align: left; font-size: 1.08rem; font-weight: 650;
}
caption small { color: var(--quiet); font-size: .82rem; font-weight: 400; }
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
.empty { margin: 0; padding: .2rem 1.15rem 1rem; color: var(--quiet); }
.failed { border-color: var(--alarm); }
.failed caption { color: var(--alarm); }
footer { color: var(--quiet); font-size: .82rem; }
@media (max-width: 40rem) {
  body { padding: 1.25rem .75rem; font-size: 14px; }
  caption, th, td { padding-left: .75rem; padding-right: .75rem; }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --card: #fff; --ink: #000; --quiet: #444; --line: #bbb; --stripe: #fff;
    --accent: #000; --alarm: #900;
  }
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  section, pre { overflow: visible; border: 0; border-radius: 0; box-shadow: none; }
  caption, th, td { padding-left: .3rem; padding-right: .3rem; }
  thead { display: table-header-group; }
  td { white-space: normal; overflow-wrap: anywhere; }
  .long { min-width: 0; }
  tr { break-inside: avoid; }
}
]]
