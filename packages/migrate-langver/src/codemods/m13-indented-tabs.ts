/**
 * `''⏎⇥x⏎⇥y'' ⇒ ''⏎''\tx⏎⇥y''`
 *
 * Legacy counts only spaces as indentation, Nix 2 also tabs. A tab written as an escape is content to both. Of the lines
 * with the least spaces one is enough to keep Nix 2 from taking the tabs off; where that does not do, every line gets the
 * escape. Whatever is written is read by both dialects before it is proposed.
 */
import {
  bytesOfLatin1,
  decodeString,
  endOf,
  expressionOf,
  indentedTabs,
  type IndentedTabsSite,
  Kind,
  kindOf,
  makeLangver,
  nix2Hazards,
  type NodeIndex,
  parse,
  root,
  sizeOf,
  sliceLatin1,
  startOf,
  type TextEdit,
  type Tree,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, type Proposal, proposeRewrite, refuse, replaceRange } from "../codemod.ts";
import type { FileContext } from "../file-context.ts";

/** Writes tabs of the indentation as escapes. */
export const indentedTabsCodemod: Codemod = defineCodemod({
  id: "M13",
  detector: indentedTabs,
  summary: "`''⏎⇥x''` ⇒ `''⏎''\\tx''`",
  from: ["legacy", "lix"],
  to: ["nix2", "nix2-future"],
  preserves: "core",
  soundness:
    "the new literal is read by both dialects before it is proposed; refused where no tabs written as escapes give the " +
    "value in both",
  plan: (file, sites) => sites.map((site) => freeze(file, site)),
});

function freeze({ tree }: FileContext, { span, node }: IndentedTabsSite): Proposal {
  const tabs = indentingTabs(tree, node);
  const least = Math.min(...tabs.map(({ spaces }) => spaces));
  const pinned = tabs.filter(({ spaces }) => spaces === least).slice(0, 1);
  const last = tabs.filter(({ isLast }) => isLast);
  for (const chosen of [pinned, [...new Set([...pinned, ...last])], tabs]) {
    const edits = chosen.map(({ at }) => replaceRange(at, at + 1, "''\\t"));
    if (edits.length > 0 && isSame(tree, node, edits)) return proposeRewrite(span, "write tabs as escapes", edits);
  }
  return refuse(span, "tabs as escapes do not give the value in both dialects");
}

/** The first tab of a line that has nothing but spaces before it. */
interface IndentingTab {
  readonly at: number;
  readonly spaces: number;
  readonly isLast: boolean;
}

function indentingTabs(tree: Tree, node: NodeIndex): IndentingTab[] {
  const { source } = tree;
  const found: IndentingTab[] = [];
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    if (kindOf(tree, child) !== Kind.StringFragment) continue;
    const limit = endOf(tree, child);
    for (let line = startOf(tree, child); line > 0 && line < limit; line = source.indexOf(0x0a, line) + 1) {
      // The fragment may begin in the middle of a line.
      if (source[line - 1] !== 0x0a) continue;
      let at = line;
      while (source[at] === 0x20) at++;
      if (at >= limit || source[at] !== 0x09) continue;
      const next = source.indexOf(0x0a, at);
      found.push({ at, spaces: at - line, isLast: next < 0 || next >= endOf(tree, node) });
    }
  }
  return found;
}

const legacy = makeLangver("legacy");

/** Tells whether the literal with the edits has the same value in legacy, and no other one in Nix 2. */
function isSame(tree: Tree, node: NodeIndex, edits: readonly TextEdit[]): boolean {
  const before = parseLiteral(literalText(tree, node, []));
  const after = parseLiteral(literalText(tree, node, edits));
  if (before === null || after === null) return false;
  if (nix2Hazards(after, expressionOf(after, root)).length > 0) return false;
  return (["cppnix", "lix"] as const).every((reading) => {
    const [old, now] = [before, after].map((literal) => decodeString(literal, expressionOf(literal, root), reading));
    return JSON.stringify(old?.map(shapeOf)) === JSON.stringify(now?.map(shapeOf));
  });
}

function shapeOf(part: string | number): string | null {
  return typeof part === "string" ? part : null;
}

/** The literal by itself, with nothing in its interpolations. */
function literalText(tree: Tree, node: NodeIndex, edits: readonly TextEdit[]): string {
  const changes = new Map(edits.map(({ span, text }) => [span.start, { end: span.end, text }]));
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    if (kindOf(tree, child) === Kind.Interpolation)
      changes.set(startOf(tree, child), { end: endOf(tree, child), text: "${0}" });
  }
  let text = "";
  let at = startOf(tree, node);
  for (const [start, change] of [...changes].sort(([a], [b]) => a - b)) {
    text += sliceLatin1(tree.source, at, start) + change.text;
    at = change.end;
  }
  return text + sliceLatin1(tree.source, at, endOf(tree, node));
}

function parseLiteral(text: string): Tree | null {
  const { tree, isComplete } = parse(bytesOfLatin1(text), { langver: legacy });
  return isComplete ? tree : null;
}
