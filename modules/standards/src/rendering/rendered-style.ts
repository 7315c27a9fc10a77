import { createHash } from 'node:crypto';

/**
 * The one style sheet of every rendered document. It never changes with the document, so that a Content-Security-Policy can
 * allow it by its hash. Colours come in pairs, light and dark, each with a contrast of at least 4.5 to 1.
 */
export const renderedStyle = `
:root { color-scheme: light dark; --ground: #ffffff; --card: #f3f5f8; --line: #c3cbd6; --text: #1b2430; --quiet: #4a5666; --accent: #0b4f7d; --alert: #8f1d1d; --alert-ground: #fdecec }
@media (prefers-color-scheme: dark) { :root { --ground: #14191f; --card: #1d242d; --line: #465364; --text: #e8edf3; --quiet: #b3bfcd; --accent: #8ecbf5; --alert: #ffb4ab; --alert-ground: #44191a; } }
* { box-sizing: border-box }
html { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; background: var(--ground); color: var(--text) }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1.25rem 3rem; overflow-wrap: anywhere }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2rem 0 .5rem }
h3 { font-size: 1.0625rem; line-height: 1.35; margin: 1.25rem 0 .375rem }
h4, h5, h6 { font-size: 1rem; margin: 1rem 0 .25rem }
p { margin: .25rem 0 }
.kind { margin: .125rem 0 0; font-size: 1.0625rem; color: var(--quiet) }
.tags { display: flex; flex-wrap: wrap; gap: .375rem .5rem; margin: .75rem 0 0; padding: 0; list-style: none }
.tags li { border: 1px solid var(--line); border-radius: .25rem; padding: .0625rem .5rem; background: var(--card) }
.alert { margin: .75rem 0 0; padding: .5rem .75rem; border-left: .375rem solid var(--alert); background: var(--alert-ground); color: var(--alert); font-weight: 600 }
.parties { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: .75rem; margin-top: 1.25rem }
.parties section { border: 1px solid var(--line); border-radius: .375rem; padding: .625rem .875rem }
.parties h2 { font-size: .9375rem; margin: 0 0 .125rem; color: var(--quiet) }
.patient-line { font-size: 1.0625rem; padding: .625rem .875rem; background: var(--card); border-left: .375rem solid var(--accent); border-radius: .25rem }
.quiet { color: var(--quiet) }
.code { color: var(--quiet); white-space: nowrap }
.lines { white-space: pre-wrap }
.fields { margin: .25rem 0 }
.fields > div { display: grid; grid-template-columns: minmax(8rem, 15rem) 1fr; gap: 0 1rem; padding: .25rem 0; border-bottom: 1px solid var(--line) }
.fields > div:last-child { border-bottom: 0 }
dt { color: var(--quiet) }
dd { margin: 0; grid-column: 2 }
.items { margin: .25rem 0; padding: 0; list-style: none }
.items > li { padding: .375rem 0 .375rem .875rem; border-left: .1875rem solid var(--line) }
.items > li + li { margin-top: .625rem }
.items section > :first-child, .items > li > section:first-child > :first-child { margin-top: .25rem }
.scroll { overflow-x: auto; margin: .375rem 0 }
.scroll:focus-visible, summary:focus-visible { outline: .1875rem solid var(--accent); outline-offset: .125rem }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; overflow-wrap: normal }
caption { text-align: left; font-weight: 600; padding: .25rem 0 .375rem }
th, td { text-align: left; vertical-align: top; padding: .3125rem .75rem .3125rem 0; border-bottom: 1px solid var(--line); font-weight: 400 }
thead th, tbody th[scope="rowgroup"] { font-weight: 600 }
thead th { color: var(--quiet); border-bottom: 2px solid var(--line) }
tbody th[scope="rowgroup"] { padding-top: .75rem }
tr.has-note > * { border-bottom: 0 }
tr.below-note > td { padding-top: 0 }
.deep th[scope="row"] { padding-left: 1.25rem }
.deviates { font-weight: 700 }
.deviation { white-space: nowrap }
.mark { color: var(--alert) }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.rich > :first-child { margin-top: 0 }
.rich p { margin: .375rem 0; max-width: 46rem }
.prose { max-width: 46rem }
.rich ul, .rich ol { margin: .375rem 0; padding-left: 1.5rem }
pre { font: .9375rem/1.45 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre-wrap; margin: .375rem 0 }
.attached { border: 1px solid var(--line); border-radius: .25rem; padding: .625rem .75rem; background: var(--card) }
details { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .75rem; font-size: .9375rem }
summary { cursor: pointer; font-weight: 600; min-height: 1.5rem }
details h2 { font-size: 1.0625rem; margin-top: 1.25rem }
.running { display: none }
@media (max-width: 36rem) {
  body { padding: 1rem .875rem 2rem }
  h1 { font-size: 1.4375rem }
  .fields > div { display: block }
  th, td { padding-right: .375rem; font-size: .875rem }
  th:last-child, td:last-child { padding-right: 0 }
}
@media print {
  @page { size: A4; margin: 14mm 15mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif } }
  :root { color-scheme: light; --ground: #ffffff; --card: #f3f5f8; --line: #a8b1bd; --text: #000000; --quiet: #3b4552; --accent: #0b4f7d; --alert: #8f1d1d; --alert-ground: #ffffff; }
  html { font-size: 10pt }
  body { max-width: none; padding: 0 }
  .sheet { display: table; width: 100% }
  .running { display: table-header-group; break-inside: avoid; font-size: 9pt; color: var(--quiet) }
  .running > p { margin: 0 0 4mm; padding-bottom: 1mm; border-bottom: 1px solid var(--line) }
  .running-row { display: table-row-group }
  h1, h2, h3, h4, h5, h6, caption, thead { break-after: avoid }
  tr, .fields > div, .items > li, .patient-line, .parties { break-inside: avoid }
  thead { display: table-header-group; break-inside: avoid }
  p, dd { orphans: 3; widows: 3 }
  .scroll { overflow: visible }
  details::details-content { content-visibility: visible; display: block; height: auto }
  summary { list-style: none }
  .alert { border: 1px solid var(--line); border-left: .375rem solid }
}
`;

/** For a Content-Security-Policy: the style sheet by its hash. */
export const renderedStyleHash = `'sha256-${createHash('sha256').update(renderedStyle).digest('base64')}'`;
