/** The style of the HTML report: readable in light and dark, on paper and on a phone. */

/** The style sheet. */
export const pageStyle: string = `
:root{color-scheme:light dark;--fg:#1c2024;--soft:#5b6570;--bg:#fff;--card:#f5f7f9;--line:#d9dee3;--link:#0b5cad;
--good:#2a7d46;--part:#7a9a2e;--left:#b7791f;--bad:#b3261e;--none:#9aa5b1;--insbg:#e3f5e8;--insfg:#14532d;--delbg:#fbe9e7;--delfg:#7f1d1d}
@media(prefers-color-scheme:dark){:root{--fg:#e4e7ea;--soft:#9aa5b1;--bg:#14171a;--card:#1d2226;--line:#333a41;--link:#7db7f0;
--good:#4cae6e;--part:#9dbd4f;--left:#dca94a;--bad:#e5746b;--none:#65707b;--insbg:#12301d;--insfg:#a7e3bb;--delbg:#3a1917;--delfg:#f3b4ad}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2.2rem 0 .6rem}h3{font-size:1rem;margin:1.3rem 0 .3rem}
p{margin:.4rem 0}small{color:var(--soft);font-size:.85em;font-weight:400}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.875em}
code{overflow-wrap:anywhere}
.bar{display:flex;height:.9rem;border-radius:.45rem;overflow:hidden;background:var(--card);margin:1rem 0 .6rem}.bar span{min-width:2px}
.bar span,i{background:var(--none)}i{display:inline-block;width:.7em;height:.7em;border-radius:.2em;margin-right:.45em}
.migrated{background:var(--good)!important}.partial{background:var(--part)!important}.refused,.skipped{background:var(--left)!important}
.failed,.mismatch,.crashed{background:var(--bad)!important}
ul{margin:.4rem 0;padding-left:1.2rem}.legend,.files,.proofs{list-style:none;padding:0}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem}.legend small{display:block}.legend .sum{margin-left:auto;color:var(--soft)}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.5rem}
table{border-collapse:collapse;width:100%;min-width:34rem}th,td{padding:.45rem .7rem;text-align:right;vertical-align:top}
th[scope=row],thead th:first-child,.text{text-align:left}th[scope=row]{font-weight:500}th small{display:block}
thead th,tfoot th,tfoot td{background:var(--card);font-weight:600}tbody tr{border-top:1px solid var(--line)}tfoot tr{border-top:2px solid var(--line)}
td{font-variant-numeric:tabular-nums}
details{margin:.2rem 0}summary{cursor:pointer;padding:.15rem 0}summary:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.places{columns:22rem;font-size:.95em}.more{color:var(--soft)}
.files>li{border-top:1px solid var(--line);padding:.25rem 0}.files details{margin:0}
pre{background:var(--card);border-radius:.4rem;padding:.6rem 0;overflow-x:auto;margin:.3rem 0 .8rem;line-height:1.45;padding-left:.8rem}
pre ins,pre del{text-decoration:none;display:inline-block;min-width:100%}
pre ins{background:var(--insbg);color:var(--insfg)}pre del{background:var(--delbg);color:var(--delfg)}pre b{color:var(--soft);font-weight:400}
footer{margin-top:2.5rem;border-top:1px solid var(--line);color:var(--soft);font-size:.9em}
@media print{details{display:block}details>*{display:block}}
`;
