/**
 * What can be done about a place: fixes of findings, silencing them, moving the file to another language version. The
 * edits of what takes long are made only when somebody chooses it.
 */
import type { Finding } from "@lix-tools/lint";
import {
  createLineIndex,
  type Edition,
  type Fix,
  Kind,
  kindOf,
  lineSpan,
  nodeAt,
  positionAt,
  type Span,
  type TextEdit,
} from "@lix-tools/parser";
import type { Document } from "../document.ts";

/** An action, with its edits or with what they are to be made of. */
export type Action =
  | {
      readonly sort: "fix" | "silence";
      readonly title: string;
      readonly finding: Finding;
      readonly edits: readonly TextEdit[];
      /** Whether it is what to take without looking. */
      readonly isPreferred: boolean;
    }
  | { readonly sort: "fix-all"; readonly title: string }
  | { readonly sort: "migrate"; readonly title: string; readonly to: Edition; readonly extent: "file" | "selection" };

/** Returns the actions for a range, given what was found in the file. */
export function findActions(document: Document, range: Span, findings: readonly Finding[]): Action[] {
  const here = findings.filter(({ span }) => span.start <= range.end && span.end >= range.start);
  return [
    ...here.flatMap(fixesOf),
    ...here.flatMap((finding) => silencing(document, finding)),
    ...(findings.some(({ fix }) => fix?.safety === "safe")
      ? [{ sort: "fix-all", title: "Fix all that is safe to fix" } as const]
      : []),
    ...migrations(document, range),
  ];
}

function fixesOf(finding: Finding): Action[] {
  const offered: readonly (Fix & { readonly safety?: "safe" | "unsafe" })[] = finding.fixes ?? [];
  return offered.map((fix) => {
    const isSafe = fix.safety !== "unsafe";
    const title = `${capitalized(fix.title)}${isSafe ? "" : " (may change what the file means)"}`;
    return { sort: "fix", title, finding, edits: fix.edits, isPreferred: isSafe && fix === finding.fix };
  });
}

function capitalized(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** A comment behind the line silences it, unless the line ends inside a string. */
function silencing(document: Document, finding: Finding): Action[] {
  if (!finding.code.includes("/") || finding.severity === "error") return [];
  const tree = document.tree();
  const index = createLineIndex(tree.source);
  const { end } = lineSpan(index, positionAt(index, finding.span.start).line);
  const kind = kindOf(tree, nodeAt(tree, Math.max(0, end - 1)));
  const isText = kind === Kind.StringFragment || kind === Kind.Comment || kind === Kind.IndentedStringExpression;
  if (isText || kind === Kind.StringExpression || kind === Kind.EscapeSequence) return [];
  const edits = [{ span: { start: end, end }, text: ` # lix-lint-ignore ${finding.code}` }];
  return [{ sort: "silence", title: `Silence ${finding.code} here`, finding, edits, isPreferred: false }];
}

function migrations(document: Document, range: Span): Action[] {
  if (!document.parsed().isComplete) return [];
  const { edition, dialect } = document.language.langver;
  if (dialect !== "nix")
    return [{ sort: "migrate", title: "Write this file as legacy Nix", to: "legacy", extent: "file" }];
  const actions: Action[] = [{ sort: "migrate", title: "Migrate this file to Nix 2", to: "nix2", extent: "file" }];
  if (edition !== "legacy") return actions;
  actions.push({ sort: "migrate", title: "Rewrite what Lix deprecates in this file", to: "lix", extent: "file" });
  if (range.end > range.start) {
    actions.push({
      sort: "migrate",
      title: "Rewrite what Lix deprecates in the selection",
      to: "lix",
      extent: "selection",
    });
  }
  return actions;
}
