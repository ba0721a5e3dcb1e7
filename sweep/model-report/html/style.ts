/** The page's style, for light and dark. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --panel: #ffffff; --ink: #1b1f24; --quiet: #555e68; --rule: #d5dae0;
  --accent: #0b57a4; --heat: #7db4ea; --bad: #a81e1e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171a; --panel: #1d2125; --ink: #e6e9ec; --quiet: #a5aeb8; --rule: #3a4149;
    --accent: #82b6f2; --heat: #23548a; --bad: #ff9b94;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 0.9375rem/1.5 system-ui, sans-serif; }
header, main { max-width: 84rem; margin: 0 auto; padding: 1rem; }
section { margin: 0 0 1.5rem; padding: 1rem; border: 1px solid var(--rule); border-radius: 0.5rem; background: var(--panel); }
h1 { margin: 0 0 0.5rem; font-size: 1.5rem; }
h2 { margin: 0 0 0.75rem; font-size: 1.2rem; }
h3 { margin: 1.25rem 0 0.5rem; font-size: 1rem; }
h1, h2, h3, p, bdi { overflow-wrap: anywhere; }
p { margin: 0 0 0.5rem; }
a { color: var(--accent); }
.quiet { color: var(--quiet); }
.finding { border-left: 0.3rem solid var(--bad); padding-left: 0.6rem; font-weight: 600; }
.scroll { overflow-x: auto; margin: 0 0 0.75rem; }
.scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.pair { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: flex-start; }
.stacked { display: block; }
.pair > * { flex: 1 1 32rem; min-width: 0; }
table { border-collapse: collapse; min-width: 100%; }
caption { padding: 0 0 0.25rem; text-align: left; color: var(--quiet); }
th, td { padding: 0.25rem 0.6rem; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; min-width: 4.5rem; }
thead th { color: var(--quiet); font-weight: 600; }
tbody th { font-weight: 400; min-width: 9rem; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .figure { white-space: normal; }
svg { display: block; min-width: 34rem; max-width: 52rem; width: 100%; height: auto; }
svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
svg .quiet { fill: var(--quiet); }
svg .grid { stroke: var(--rule); }
svg .bar { fill: var(--accent); }
svg .before { fill: var(--panel); stroke: var(--ink); stroke-width: 1.5; }
svg .heat { fill: var(--heat); }
svg .cell { fill: none; stroke: var(--rule); }
svg .right { fill: none; stroke: var(--ink); stroke-width: 1.5; }
@media print { section { break-inside: avoid-page; border: 0; } }
`;
