/** The page of builtin functions, from the table that the evaluator runs. */
import { allBuiltins, type BuiltinRow, standardGlobals } from "@lix-tools/eval-core";
import type { MarkdownPage } from "../page.ts";

/** Returns the page. */
export function builtinsPage(): MarkdownPage {
  const rows = allBuiltins.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const markdown = [
    "# Builtins",
    "",
    "The functions that `lix-eval` brings, with what they take and what they cost where that is not obvious. Names that",
    "are also global need no `builtins.` before them.",
    "",
    ...rows.flatMap(section),
  ].join("\n");
  return { path: "reference/builtins.html", kind: "Reference", markdown, source: null };
}

function section({ name, doc, arguments: names, kinds, complexity, since }: BuiltinRow): string[] {
  const facts = [
    ...(standardGlobals.has(name) ? ["also global"] : []),
    ...(complexity === undefined ? [] : [`cost: ${complexity}`]),
    ...(since === undefined ? [] : [`since Nix ${since}`]),
  ];
  const signature = [`builtins.${name}`, ...names.map((argument, at) => `${argument}: ${kinds[at] ?? "any"}`)].join(
    "  ",
  );
  return [
    `## ${name}`,
    "",
    `\`${signature}\``,
    "",
    doc.replaceAll("<", "\\<"),
    "",
    ...(facts.length === 0 ? [] : [`*${facts.join(" · ")}*`, ""]),
  ];
}
