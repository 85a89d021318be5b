/** The page's only style: system fonts, light or dark as the reader's machine is, and fit for paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1d2530; --soft: #566173; --line: #e1e5ea; --code: #f3f5f8;
  --good: #17663a; --good-back: #e0f3e7; --doubtful: #7a5200; --doubtful-back: #fdf0d0;
  --bad: #a3202b; --bad-back: #fce4e4; --quiet: #4d5868; --quiet-back: #eaedf1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14181d; --card: #1b2027; --ink: #e4e8ee; --soft: #9aa6b5; --line: #2c333d; --code: #14181d;
    --good: #83d9a5; --good-back: #16331f; --doubtful: #f0c674; --doubtful-back: #382c12;
    --bad: #ff9d9d; --bad-back: #421c20; --quiet: #aab4c1; --quiet-back: #272e37;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; }
h2 { margin: 0; font-size: 1.05rem; font-weight: 650; }
h3 { margin: 0; padding: 1.1rem 1.25rem 0.6rem; border-top: 1px solid var(--line); font-size: 0.85rem; font-weight: 600; color: var(--soft); }
p { margin: 0; }
.eyebrow { color: var(--soft); font-size: 0.85rem; margin-bottom: 0.35rem; }
.version, .arrow { color: var(--soft); font-weight: 450; }
.outcome { display: flex; gap: 0.75rem; align-items: baseline; margin: 1.25rem 0 0; padding: 0.9rem 1.1rem; border-radius: 0.6rem; }
.outcome strong { flex: none; }
.good { color: var(--good); background: var(--good-back); }
.doubtful { color: var(--doubtful); background: var(--doubtful-back); }
.bad { color: var(--bad); background: var(--bad-back); }
.quiet { color: var(--quiet); background: var(--quiet-back); }
.facts { display: flex; flex-wrap: wrap; gap: 0.75rem 1.75rem; margin: 1.25rem 0 0; font-size: 0.92rem; }
.facts dt, th[scope=col] { color: var(--soft); font-size: 0.8rem; font-weight: 500; }
.facts dd { margin: 0; }
section { margin-top: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; overflow: hidden; }
section > h2 { padding: 1rem 1.25rem; }
.note { padding: 0 1.25rem 0.9rem; color: var(--soft); font-size: 0.9rem; }
h2 + .note { margin-top: -0.6rem; }
.chip {
  display: inline-block; padding: 0.05rem 0.6rem; border-radius: 1rem; white-space: nowrap;
  font-size: 0.82rem; font-weight: 600; line-height: 1.6;
}
.steps { list-style: none; margin: 0; padding: 0; }
.steps li { display: grid; grid-template-columns: 5.5rem 1fr auto; gap: 0.15rem 0.9rem; padding: 0.75rem 1.25rem; border-top: 1px solid var(--line); }
.verb { color: var(--soft); font-size: 0.8rem; margin-left: 0.5rem; white-space: nowrap; }
.reason { color: var(--soft); font-size: 0.92rem; }
.reason.told { color: var(--ink); }
.time { color: var(--soft); font-size: 0.85rem; white-space: nowrap; font-variant-numeric: tabular-nums; padding-top: 0.1rem; }
.gate { display: flex; gap: 0.75rem; align-items: baseline; padding: 0.75rem 1.25rem; }
.gate strong { flex: none; }
.gate .time { margin-left: auto; color: inherit; }
details { margin-top: 0.3rem; font-size: 0.85rem; }
summary { color: var(--soft); cursor: pointer; width: fit-content; }
summary:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
pre {
  margin: 0.4rem 0 0.2rem; padding: 0.7rem 0.9rem; max-height: 24rem; overflow: auto; white-space: pre-wrap;
  background: var(--code); border: 1px solid var(--line); border-radius: 0.5rem;
}
pre, code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.82rem; }
.scroll { overflow-x: auto; }
table { width: 100%; min-width: 34rem; border-collapse: collapse; }
th, td { padding: 0.55rem 0.75rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); font-variant-numeric: tabular-nums; }
th[scope=row] { font-weight: inherit; }
th:first-child, td:first-child { padding-left: 1.25rem; }
th:last-child, td:last-child { padding-right: 1.25rem; }
.number { text-align: right; }
.seal { margin-top: 2rem; color: var(--soft); font-size: 0.85rem; text-align: center; }
@media (max-width: 36rem) {
  main { padding-top: 1.5rem; }
  .steps li { grid-template-columns: 1fr auto; }
  .steps li > div { grid-column: 1 / -1; grid-row: 2; }
  .gate, .outcome { flex-wrap: wrap; }
}
@media print {
  :root {
    --page: #ffffff; --card: #ffffff; --ink: #000000; --soft: #444444; --line: #cccccc; --code: #ffffff;
    --good: #17663a; --good-back: #ffffff; --doubtful: #7a5200; --doubtful-back: #ffffff;
    --bad: #a3202b; --bad-back: #ffffff; --quiet: #4d5868; --quiet-back: #ffffff;
  }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  section, .steps li { break-inside: avoid; }
  .chip, .outcome { border: 1px solid currentColor; }
  pre { max-height: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
