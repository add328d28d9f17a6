/** Style of the report. Verdicts have a colour, an icon and a text; print needs no colour. */
export const reportStyle = `
:root {
  --ink: #16202e; --soft: #55616f; --faint: #7b8794; --line: #dde3ea; --wash: #f5f7fa; --paper: #fff;
  --brand: #1b3a6b; --brand-wash: #eef3fb;
  --conforme: #14713f; --conforme-wash: #e7f5ed;
  --non_conforme: #b3202a; --non_conforme-wash: #fdecec;
  --non_evalue: #56616d; --non_evalue-wash: #eef1f4;
  --a_relire: #8a5a00; --a_relire-wash: #fdf3df;
  --externe: #2456a6; --externe-wash: #e8f0fc;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; color: var(--ink); background: var(--wash);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  font-variant-numeric: tabular-nums; hyphens: manual;
}
a { color: var(--brand); text-underline-offset: 2px; text-decoration-thickness: 1px; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--brand); outline-offset: 2px; border-radius: 3px; }
code, pre, .mono { font-family: ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .86em; }
h1, h2, h3, h4, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
.page { max-width: 1120px; margin: 0 auto; padding: 0 28px; }

.top { background: var(--brand); color: #fff; padding: 34px 0 30px; }
.eyebrow { font-size: 12px; letter-spacing: .12em; text-transform: uppercase; color: #b9cbe8; font-weight: 600; }
.top h1 { font-size: 34px; line-height: 1.15; font-weight: 650; letter-spacing: -.01em; margin: 8px 0 4px; }
.top .version { color: #dbe6f7; font-size: 17px; }
.marks { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 18px; }
.mark { border: 1px solid #86a4d3; border-radius: 4px; padding: 3px 10px; font-size: 12.5px; font-weight: 600; letter-spacing: .02em; }
.mark.strong { background: #ffd666; color: #3d2b00; border-color: #ffd666; letter-spacing: .08em; }

nav.toc { background: var(--paper); border-bottom: 1px solid var(--line); position: sticky; top: 0; z-index: 2; }
nav.toc ul { display: flex; flex-wrap: wrap; gap: 4px 22px; list-style: none; padding: 11px 0; font-size: 14px; }
nav.toc a { color: var(--soft); text-decoration: none; }
nav.toc a:hover { color: var(--brand); text-decoration: underline; }

section { margin: 30px 0 38px; scroll-margin-top: 56px; }
section > h2 { font-size: 21px; font-weight: 650; letter-spacing: -.005em; margin-bottom: 12px; }
.lead { color: var(--soft); margin-bottom: 14px; max-width: 76ch; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
.pad { padding: 18px 20px; }
.notice { border-left: 4px solid #d9a300; background: #fffaeb; padding: 12px 16px; border-radius: 0 6px 6px 0; margin: 22px 0 0; }
.notice strong { display: block; }
.notice.stop { border-color: var(--non_conforme); background: var(--non_conforme-wash); }

.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(230px, 1fr)); gap: 14px 28px; }
.facts dt, .label { font-size: 12px; color: var(--faint); font-weight: 600; letter-spacing: .02em; }
.facts dd { overflow-wrap: anywhere; }

.figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 14px; }
.figure h3 { font-size: 14px; color: var(--soft); font-weight: 600; }
.figure .total { font-size: 30px; font-weight: 650; line-height: 1.2; }
.figure .total small { font-size: 14px; font-weight: 500; color: var(--soft); }
.bar { display: block; width: 100%; height: 10px; margin: 10px 0 12px; border-radius: 5px; overflow: hidden; background: var(--non_evalue-wash); }
.bar .v-conforme { fill: var(--conforme); } .bar .v-non_conforme { fill: var(--non_conforme); } .bar .v-non_evalue { fill: #b8c1cb; }
.bar .v-a_relire { fill: #dc9a1b; } .bar .v-externe { fill: #7aa3e0; }
.legend { list-style: none; display: grid; gap: 3px; font-size: 13.5px; }
.legend li { display: flex; justify-content: space-between; gap: 12px; }
.legend b { font-weight: 650; }

.badge { display: inline-flex; align-items: center; gap: 6px; border-radius: 999px; padding: 1px 10px 1px 8px; font-size: 13px; font-weight: 600; white-space: nowrap; border: 1px solid transparent; }
.badge .icon { font-size: 13px; line-height: 1; }
.v-conforme.badge, .v-conforme.text { color: var(--conforme); } .v-conforme.badge { background: var(--conforme-wash); border-color: #b9dfc8; }
.v-non_conforme.badge, .v-non_conforme.text { color: var(--non_conforme); } .v-non_conforme.badge { background: var(--non_conforme-wash); border-color: #f1bcbf; }
.v-non_evalue.badge, .v-non_evalue.text { color: var(--non_evalue); } .v-non_evalue.badge { background: var(--non_evalue-wash); border-color: #d3dae1; }
.v-a_relire.badge, .v-a_relire.text { color: var(--a_relire); } .v-a_relire.badge { background: var(--a_relire-wash); border-color: #ecd29c; }
.v-externe.badge, .v-externe.text { color: var(--externe); } .v-externe.badge { background: var(--externe-wash); border-color: #bcd2f2; }
.tag { display: inline-block; border: 1px solid var(--line); background: var(--paper); color: var(--soft); border-radius: 4px; padding: 0 7px; font-size: 12.5px; line-height: 20px; white-space: nowrap; }
.tag.warn { color: var(--a_relire); border-color: #ecd29c; background: var(--a_relire-wash); }
.tag.good { color: var(--conforme); border-color: #b9dfc8; }

table { border-collapse: collapse; width: 100%; font-size: 14px; }
th { text-align: left; font-size: 12px; color: var(--faint); font-weight: 600; letter-spacing: .02em; padding: 9px 12px; border-bottom: 1px solid var(--line); }
td { padding: 9px 12px; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
tr:last-child > td { border-bottom: 0; }
td.num, th.num { text-align: right; } td.nowrap, .nowrap { white-space: nowrap; }
.chips { display: flex; flex-wrap: wrap; gap: 5px; }
.chip { text-decoration: none; font-size: 12.5px; border: 1px solid var(--line); border-radius: 4px; padding: 0 7px; line-height: 21px; white-space: nowrap; color: var(--ink); }
.chip:hover { border-color: var(--brand); }

details > summary { cursor: pointer; color: var(--brand); font-size: 14px; }
details.more { margin-top: 12px; }
details.more > summary { padding: 4px 0; }

.scenario { margin: 0 0 22px; scroll-margin-top: 56px; break-inside: auto; }
.scenario > header { padding: 16px 20px 14px; border-bottom: 1px solid var(--line); border-left: 5px solid var(--line); border-radius: 8px 0 0 0; }
.scenario.v-conforme > header { border-left-color: var(--conforme); } .scenario.v-non_conforme > header { border-left-color: var(--non_conforme); }
.scenario.v-a_relire > header { border-left-color: #dc9a1b; } .scenario.v-non_evalue > header { border-left-color: #9aa5b1; } .scenario.v-externe > header { border-left-color: var(--externe); }
.headline { display: flex; justify-content: space-between; gap: 16px; align-items: flex-start; }
.scenario h3 { font-size: 17px; font-weight: 650; line-height: 1.35; }
.scenario .id { font-size: 13px; color: var(--soft); font-weight: 600; }
.statement { color: var(--soft); font-size: 14px; margin-top: 3px; }
.tags { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 9px; }
.points { list-style: none; }
.point { scroll-margin-top: 56px; display: grid; grid-template-columns: 34px 1fr; border-bottom: 1px solid var(--line); padding: 14px 20px 14px 16px; }
.point:last-child { border-bottom: 0; }
.rank { width: 24px; height: 24px; border-radius: 50%; background: var(--brand-wash); color: var(--brand); font-weight: 650; font-size: 13px; display: grid; place-items: center; }
.point h4 { font-size: 15px; font-weight: 550; line-height: 1.45; }
.meta { display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 13px; color: var(--soft); margin-top: 6px; }
.meta b { font-weight: 600; color: var(--ink); }
.why { font-size: 14px; margin-top: 6px; }
.finding { border: 1px solid #f1bcbf; border-radius: 6px; margin-top: 10px; overflow: hidden; }
.finding.avertissement { border-color: #ecd29c; } .finding.information { border-color: var(--line); }
.finding > p { background: var(--non_conforme-wash); padding: 7px 12px; font-weight: 550; font-size: 14px; }
.finding.avertissement > p { background: var(--a_relire-wash); } .finding.information > p { background: var(--wash); }
.finding dl { display: grid; grid-template-columns: 84px 1fr; font-size: 13.5px; padding: 8px 12px; gap: 3px 10px; }
.finding dt { color: var(--faint); font-weight: 600; font-size: 12.5px; } .finding dd { overflow-wrap: anywhere; }
.shots { display: flex; flex-wrap: wrap; gap: 10px; margin-top: 11px; }
.shot { width: 190px; } .shot img { display: block; width: 190px; height: 119px; object-fit: cover; object-position: top left; border: 1px solid var(--line); border-radius: 5px; background: var(--wash); }
.shot figcaption { font-size: 12px; color: var(--soft); margin-top: 3px; overflow-wrap: anywhere; }
.files { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: 13px; margin-top: 8px; }
.evidence { padding: 14px 20px 16px; background: var(--wash); border-top: 1px solid var(--line); border-radius: 0 0 8px 8px; }
.evidence h4 { font-size: 13px; color: var(--soft); font-weight: 600; margin-bottom: 6px; }
.evidence > * + h4, .evidence > details { margin-top: 14px; }
.evidence table { background: var(--paper); border: 1px solid var(--line); font-size: 13.5px; }
video { display: block; width: 100%; max-width: 560px; border-radius: 6px; border: 1px solid var(--line); background: #000; margin-top: 8px; }
.exchange { border: 1px solid var(--line); border-radius: 6px; background: var(--paper); margin-top: 8px; }
.exchange > summary { padding: 7px 12px; color: var(--ink); font-size: 13.5px; }
.exchange > div { padding: 4px 12px 12px; border-top: 1px solid var(--line); }
.exchange h5 { margin: 10px 0 4px; font-size: 12.5px; color: var(--soft); }
pre { background: #f1f4f8; border: 1px solid var(--line); border-radius: 5px; padding: 10px 12px; margin: 4px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 340px; overflow: auto; line-height: 1.45; tab-size: 2; }
.cut { color: var(--faint); font-size: 12.5px; }
h3 { font-size: 15px; font-weight: 650; }
.after { margin-top: 14px; }
.fixes { list-style: none; margin-top: 6px; } .fixes li { padding: 6px 0; border-bottom: 1px solid var(--line); } .fixes li:last-child { border: 0; }
.fixes .cut { display: block; padding-left: 18px; font-size: 13.5px; color: var(--soft); }
 .point:target { background: var(--brand-wash); }
.sufficient { list-style: none; }
.sufficient li { display: grid; grid-template-columns: 26px 1fr; padding: 6px 0; border-bottom: 1px solid var(--line); } .sufficient li:last-child { border: 0; }
.plainlist { padding-left: 20px; } .plainlist li { margin: 3px 0; }
footer { border-top: 1px solid var(--line); color: var(--faint); font-size: 13px; padding: 18px 0 40px; }

@media screen and (max-width: 760px) { .figures { grid-template-columns: 1fr; } .page { padding: 0 16px; } .headline { flex-direction: column; } }
@media print {
  @page { margin: 14mm 13mm; }
  body { background: #fff; font-size: 10pt; }
  .page { max-width: none; padding: 0; }
  nav.toc, video { display: none; }
  .top { background: none; color: #000; padding: 0 0 10pt; border-bottom: 2pt solid #000; }
  .top .version, .eyebrow { color: #333; } .mark { border-color: #333; } .mark.strong { background: none; color: #000; border: 1.5pt solid #000; }
  .card, .scenario { border-color: #999; } .badge { background: none; border-color: #555; }
  section { margin: 16pt 0 18pt; } .figures { gap: 8pt; } .pad { padding: 10pt 12pt; } .figure .total { font-size: 20pt; }
  section > h2, .lead, .scenario > header { break-after: avoid; } .scenario > header, .figure { break-inside: avoid; }
  .point, .finding, tr, .shot, .lead { break-inside: avoid; }
  pre { max-height: none; } a { color: inherit; text-decoration: none; }
}
`;
