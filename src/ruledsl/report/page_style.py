"""The style of pages in HTML: one sheet for all reports, for narrow and wide screens and for paper. Handed nothing, it
hands on CSS that names no other file. One strong colour marks what is open; all else is ink on paper.
"""

from __future__ import annotations

from typing import Final

PAGE_STYLE: Final = """
:root { color-scheme: light; --ink: #1b1b1b; --quiet: #595959; --line: #c9c9c9; --ground: #ffffff; --panel: #f6f5f2;
  --strong: #a3190f; }
* { box-sizing: border-box; }
html { scroll-behavior: auto; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 78rem; padding: 1rem 1.5rem 3rem; color: var(--ink); background: var(--ground);
  font: 1rem/1.55 system-ui, "Segoe UI", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  overflow-wrap: anywhere; }
body:lang(zh), [lang|="zh"] { font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC",
  system-ui, sans-serif; line-height: 1.7; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.5rem 0; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2rem 0 0.5rem; }
h3 { font-size: 1.1rem; line-height: 1.35; margin: 0; }
h4 { font-size: 1rem; margin: 1rem 0 0.25rem; }
p { margin: 0.35rem 0; }
a { color: inherit; text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; display: inline-block; padding: 0.5rem; }
.how { max-width: 46rem; }
.quiet { color: var(--quiet); }
.total { font-weight: 600; }
.gap { color: var(--strong); font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 0.75rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: 0.25rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; font-weight: normal; }
thead th, tfoot th, tfoot td { font-weight: 600; }
thead th { vertical-align: bottom; border-bottom-color: var(--ink); overflow-wrap: normal; }
.n { text-align: right; }
td.n { white-space: nowrap; overflow-wrap: normal; }
td.gap { font-weight: 600; }
ul { padding-left: 1.25rem; }
ul.gaps a { display: inline-block; min-width: 1.75rem; padding: 0.1rem 0.15rem; color: var(--strong);
  font-weight: 600; }
.chapter > h2 { border-bottom: 2px solid var(--ink); padding-bottom: 0.25rem; margin-top: 3rem; }
.article { border-top: 1px solid var(--line); padding: 1.25rem 0 1rem; }
.chapter > h2 + p + .article { border-top: 0; }
.article.open { border-left: 5px solid var(--strong); padding-left: 1rem; }
.title { font-weight: 600; }
.title::before { content: " "; }
.sides { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 1.5rem; align-items: start; }
.source { position: sticky; top: 0.5rem; background: var(--panel); padding: 0.5rem 0.9rem 0.7rem; }
.side { font-size: 0.8rem; color: var(--quiet); margin: 0 0 0.25rem; }
.clause { border-left: 2px solid var(--line); padding: 0 0 0 0.8rem; margin: 0 0 1.1rem; }
.consequence { margin: 0.6rem 0 0; }
.id { margin: 0; font-size: 0.85rem; }
.step { margin: 0.5rem 0 0; font-weight: 600; }
dl { margin: 0.2rem 0; }
dl > div { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); gap: 0.1rem 0.75rem; }
body:lang(zh) dl > div { grid-template-columns: 6rem minmax(0, 1fr); }
dt { color: var(--quiet); }
dd { margin: 0; }
.asked dt, .asked dd { color: var(--ink); font-weight: 600; }
.remark { font-size: 0.92rem; margin: 0.4rem 0; }
.remark b { font-weight: 600; }
details { margin: 0.3rem 0; font-size: 0.9rem; }
summary { cursor: pointer; color: var(--quiet); }
pre { margin: 0.3rem 0; padding: 0.5rem 0.75rem; background: var(--panel); white-space: pre-wrap; }
code { font-family: ui-monospace, "Cascadia Mono", "Noto Sans Mono", monospace; font-size: 0.92em; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); }
@media (max-width: 46rem) {
  body { padding: 0.75rem 0.9rem 2rem; }
  .sides { grid-template-columns: minmax(0, 1fr); gap: 0.75rem; }
  .source { position: static; }
  dl > div { grid-template-columns: 6.5rem minmax(0, 1fr); margin-bottom: 0.15rem; }
  body:lang(zh) dl > div { grid-template-columns: 4.5rem minmax(0, 1fr); }
  th, td { padding: 0.25rem 0.4rem; }
  .extra { display: none; }
}
@media print {
  @page { margin: 16mm 14mm; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; font-size: 1rem; line-height: 1.4; }
  body:lang(zh), [lang|="zh"] { line-height: 1.5; }
  h1 { font-size: 16pt; } h2 { font-size: 13pt; } h3 { font-size: 11pt; } h4 { font-size: 10pt; }
  .skip, details, footer a { display: none; }
  .extra { display: table-cell; }
  .sides { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 5mm; }
  .clause { margin-bottom: 0.8rem; }
  .article { padding: 0.9rem 0 0.5rem; }
  .source { position: static; border: 0.5pt solid var(--line); -webkit-print-color-adjust: exact;
    print-color-adjust: exact; }
  dl > div { grid-template-columns: 26mm minmax(0, 1fr); }
  body:lang(zh) dl > div { grid-template-columns: 16mm minmax(0, 1fr); }
  h2, h3, h4, .account, .side, .id, .chapter > p { break-after: avoid; }
  .article.short, .clause, .source p, tr, li { break-inside: avoid; }
  p, dd { orphans: 3; widows: 3; }
  .gap, .article.open { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  a { text-decoration: none; }
}
"""
