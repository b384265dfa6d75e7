/**
 * The account of a run as one HTML page that needs nothing else, to be attached to a pull request: what was done by
 * which rule, what was left and why, how sure all of it is, and what it looks like. The same run gives the same bytes.
 */
import { withoutControls } from "@lix-tools/cli-kit/report";
import type { FileResult } from "../run/file-result.ts";
import { fileStatuses } from "../run/file-result.ts";
import type { RunOptions } from "../run/run-options.ts";
import { wordOf } from "./accepted.ts";
import { assumptions } from "./assumptions.ts";
import { countOf } from "./count-of.ts";
import { evaluationLines } from "./evaluation-lines.ts";
import { pageStyle } from "./html-style.ts";
import type { RuleSummary, Summary } from "./summary.ts";

/** What a page is about. */
export interface HtmlReportInput {
  readonly summary: Summary;
  readonly results: readonly FileResult[];
  readonly options: RunOptions;
  readonly version: string;
  /** The command that was given, for whoever wants to repeat it. */
  readonly command: string;
}

/** Changes shown in full, files listed, and places named for one reason, at most; what is left out is counted. */
const [mostChanges, mostFiles, mostPlaces] = [200, 2000, 40] as const;

/** Returns the page as text. */
export function renderHtmlReport(input: HtmlReportInput): string {
  const { summary, options } = input;
  const title = `Migration to ${options.to}: ${countOf(summary.changed, "file")} ${doneOf(options)}`;
  const body = [
    header(input),
    tiles(input),
    verification(input),
    rulesSection(input),
    acceptedSection(input),
    leftSection(input),
    problemsSection(input),
    changesSection(input),
    `<footer><p>Made by lix-migrate ${escape(input.version)} with <code>${escape(input.command)}</code></p></footer>`,
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
${body.filter((part) => part !== "").join("\n")}
</main>
</body>
</html>
`;
}

function doneOf({ mode }: RunOptions): string {
  return mode === "write" ? "changed" : "to change";
}

function header({ summary, options }: HtmlReportInput): string {
  const { files, changed, written } = summary;
  const verb = options.mode === "write" ? `${countOf(written, "file")} of ${files} written` : "nothing was written yet";
  return `<header>
<h1>Migration to ${escape(options.to)}</h1>
<p>${countOf(files, "file")} looked at, ${changed} ${doneOf(options)}; ${verb}.</p>
${summary.notes.map((note) => `<p>${inlineCode(note)}</p>`).join("")}
</header>`;
}

const statusWords: Readonly<Record<FileResult["status"], string>> = {
  clean: "nothing to do",
  migrated: "in the new edition",
  partial: "some of it had to be left",
  refused: "had to be left",
  skipped: "not overwritten",
  failed: "not readable",
  mismatch: "taken back",
  crashed: "a bug",
};

function tiles({ summary }: HtmlReportInput): string {
  const { files, statuses } = summary;
  const shown = fileStatuses.filter((status) => statuses[status] > 0);
  const bar = shown.map((status) => {
    const share = ((100 * statuses[status]) / Math.max(1, files)).toFixed(2);
    return `<span class="${status}" style="width:${share}%"></span>`;
  });
  const items = shown.map(
    (status) =>
      `<li><i class="${status}"></i><b>${statuses[status]}</b> ${status}<small>${statusWords[status]}</small></li>`,
  );
  return `<section aria-label="Files by what became of them">
<div class="bar" role="img" aria-label="${shown.map((status) => `${statuses[status]} ${status}`).join(", ")}">${bar.join("")}</div>
<ul class="legend">${items.join("")}<li class="sum"><b>${files}</b> files in all</li></ul>
</section>`;
}

function verification({ summary, options }: HtmlReportInput): string {
  const { core, law, observed, parse, none } = summary.verified;
  const rows: readonly (readonly [number, string])[] = [
    [core, "have the same core term before and after: proved for every input"],
    [law, "are equal by a law of the core, which holds for every input"],
    [observed, "rest on what was seen in evaluations; that is no proof for others"],
    [parse, "were only parsed again"],
    [none, "were not checked"],
  ];
  const lines = rows.filter(([number]) => number > 0).map(([number, text]) => `<li><b>${number}</b> ${text}</li>`);
  const evaluated = summary.evaluation === null ? [] : evaluationLines(summary.evaluation);
  const positions = summary.readsPositions.slice(0, mostPlaces).map((path) => `<code>${escape(path)}</code>`);
  return `<section>
<h2>How sure this is</h2>
<p>Checked up to <code>--verify=${escape(options.verify)}</code>. Of the files that change,</p>
<ul class="proofs">${lines.join("") || "<li>there are none</li>"}</ul>
${evaluated.length === 0 ? "" : `<p>By evaluation:</p><ul>${evaluated.map((line) => `<li>${escape(line)}</li>`).join("")}</ul>`}
<p>What this rests on: ${assumptions.map((text) => escape(text).replaceAll(/`([^`]*)`/gu, "<code>$1</code>")).join("; ")}.</p>
${positions.length === 0 ? "" : `<p>Files that change and ask for their own positions, to be looked at: ${positions.join(", ")}</p>`}
</section>`;
}

function met({ summary }: HtmlReportInput): RuleSummary[] {
  return [...summary.rules.values()].filter(({ rewritten, refused }) => rewritten + refused > 0);
}

function rulesSection(input: HtmlReportInput): string {
  const rules = met(input);
  if (rules.length === 0) return "";
  const rows = rules.map(
    ({ codemod, rewritten, unsafe, observed, refused, files }) => `<tr>
<th scope="row"><code>${codemod.id}</code> ${escape(codemod.name)}<small>${inlineCode(codemod.summary)}</small></th>
<td>${rewritten + refused}</td><td>${rewritten}</td><td>${refused}</td><td>${files}</td>
<td class="text">${escape(codemod.preserves)}${unsafe > 0 ? `, ${unsafe} unsafe` : ""}${observed > 0 ? `, ${observed} observed` : ""}</td>
</tr>`,
  );
  const sum = (pick: (rule: RuleSummary) => number): number => rules.reduce((total, rule) => total + pick(rule), 0);
  const [rewritten, refused] = [sum((rule) => rule.rewritten), sum((rule) => rule.refused)];
  return `<section>
<h2>Rules</h2>
<div class="scroll"><table>
<thead><tr><th scope="col">rule</th><th scope="col">sites</th><th scope="col">rewritten</th><th scope="col">left</th><th scope="col">files</th><th scope="col" class="text">keeps</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
<tfoot><tr><th scope="row">all</th><td>${rewritten + refused}</td><td>${rewritten}</td><td>${refused}</td><td></td><td></td></tr></tfoot>
</table></div>
</section>`;
}

function acceptedSection({ summary: { accepted } }: HtmlReportInput): string {
  if (accepted.length === 0) return "";
  const items = accepted
    .slice(0, mostFiles)
    .map((place) => `<li><code>${escape(wordOf(place))}</code> ${inlineCode(place.title)}</li>`);
  return `<section>
<h2>Changed to what was perhaps meant, as accepted</h2>
<p>These change the meaning on purpose; no proof is about them.</p>
<ul class="places">${items.join("")}${moreOf(accepted.length, mostFiles, "sites")}</ul>
</section>`;
}

function leftSection(input: HtmlReportInput): string {
  const left = met(input).filter(({ refused }) => refused > 0);
  if (left.length === 0) return "";
  const places = placesByReason(input.results);
  const parts = left.map(({ codemod, refused, reasons }) => {
    const items = [...reasons]
      .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .map(([reason, number]) => {
        const shown = places.get(`${codemod.id} ${reason}`) ?? [];
        const more = number - shown.length;
        const list = shown.map((place) => `<li>${place}</li>`).join("");
        const rest = more > 0 ? `<li class="more">and ${more} more</li>` : "";
        return `<details><summary><b>${number}</b> ${inlineCode(reason)}</summary><ul class="places">${list}${rest}</ul></details>`;
      });
    return `<h3><code>${codemod.id}</code> ${escape(codemod.name)} <small>${countOf(refused, "site")} left</small></h3>\n${items.join("\n")}`;
  });
  return `<section>
<h2>What was left, and why</h2>
${parts.join("\n")}
</section>`;
}

function placesByReason(results: readonly FileResult[]): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  for (const { path, refused } of results) {
    for (const { id, reason, line, column, alternative } of refused) {
      const key = `${id} ${reason}`;
      const list = places.get(key) ?? [];
      places.set(key, list);
      if (list.length >= mostPlaces) continue;
      const note = alternative === null ? "" : ` <small>could ${inlineCode(alternative)}</small>`;
      list.push(`<code>${escape(path)}:${line}:${column}</code>${note}`);
    }
  }
  return places;
}

const problematic: ReadonlySet<FileResult["status"]> = new Set(["failed", "mismatch", "crashed", "skipped"] as const);

function problemsSection({ results }: HtmlReportInput): string {
  const bad = results.filter(({ status }) => problematic.has(status));
  if (bad.length === 0) return "";
  const items = bad.slice(0, mostFiles).map(({ path, status, diagnostics }) => {
    const said = diagnostics
      .filter(({ severity }) => severity === "error")
      .slice(0, 3)
      .map(({ message, notes = [] }) => `<li>${inlineCode([message, ...notes].join("; "))}</li>`);
    return `<li><i class="${status}"></i><code>${escape(path)}</code> ${status}<ul>${said.join("")}</ul></li>`;
  });
  return `<section>
<h2>Problems</h2>
<ul class="files">${items.join("")}${moreOf(bad.length, mostFiles, "files")}</ul>
</section>`;
}

function changesSection({ results, options }: HtmlReportInput): string {
  const changed = results.filter((result) => result.changed);
  if (changed.length === 0) return "";
  const shown = new Set(examplesOf(changed));
  const items = changed.slice(0, mostFiles).map((result) => {
    const head = `<i class="${result.status}"></i><code>${escape(result.path)}</code> <small>${ruleNames(result)}; ${escape(result.verification)}</small>`;
    if (result.sample === null || !shown.has(result)) return `<li>${head}</li>`;
    return `<li><details><summary>${head}</summary>${diffOf(result.sample)}</details></li>`;
  });
  const note =
    shown.size < changed.length
      ? `<p>${shown.size} of ${changed.length} are shown in full, with examples of every rule among them.</p>`
      : "";
  return `<section>
<h2>Files ${doneOf(options)}</h2>
${note}<ul class="files">${items.join("\n")}${moreOf(changed.length, mostFiles, "files")}</ul>
</section>`;
}

/** Returns the changes to show: of every rule some, then those of several rules, then the first ones. */
function examplesOf(changed: readonly FileResult[]): FileResult[] {
  const seen = new Map<string, number>();
  const isWanted = ({ rules }: FileResult): boolean => rules.some(({ id }) => (seen.get(id) ?? 0) < 3);
  const examples = changed.slice(0, mostFiles).filter((result) => {
    if (!isWanted(result)) return false;
    for (const { id } of result.rules) seen.set(id, (seen.get(id) ?? 0) + 1);
    return true;
  });
  const telling = changed.slice(0, mostFiles).filter(({ rules }) => rules.length > 1);
  return [...new Set([...examples, ...telling, ...changed])].slice(0, mostChanges);
}

function ruleNames({ rules }: FileResult): string {
  return rules.map(({ id, rewritten }) => `${id}${rewritten > 1 ? `×${rewritten}` : ""}`).join(" ");
}

function diffOf(sample: string): string {
  const lines = sample.split("\n").map((line) => {
    const kind = line.startsWith("+") ? "ins" : line.startsWith("-") ? "del" : line.startsWith("@@") ? "b" : "";
    return kind === "" ? `${escape(line)}\n` : `<${kind}>${escape(line)}</${kind}>\n`;
  });
  return `<pre>${lines.join("").trimEnd()}</pre>`;
}

function moreOf(number: number, most: number, noun: string): string {
  return number > most ? `<li class="more">and ${number - most} more ${noun}</li>` : "";
}

function inlineCode(text: string): string {
  return escape(text).replaceAll(/`([^`]+)`/gu, "<code>$1</code>");
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escape(text: string): string {
  return withoutControls(text).replaceAll(/[&<>"]/gu, (char) => entities[char] ?? char);
}
