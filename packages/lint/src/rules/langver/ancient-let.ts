/**
 * `let { …; body = e; }` ⇒ `let …; body = e; in body`. Sound where the set has a static `body`, no computed names and no
 * `__overrides`; every binding and comment stays in its place.
 */
import { type Rule } from "../../engine/rule.ts";
import { ancientLet, bindingTree, childByKind, endOf, expressionLevel, Kind, startOf } from "@lix-tools/parser";
import { insertAt, safeFix } from "../../facts/edits.ts";
import { roomAt } from "../../facts/levels.ts";
import { deprecationRule } from "./_deprecation.ts";

/** Reports `let { … }`. */
export const ancientLetRule: Rule = deprecationRule({
  detector: ancientLet,
  code: "LX214",
  summary: "`let { … }` is the old form of `let … in`",
  severity: "error",
  fix: "proof",
  repair({ node }, ctx) {
    const { tree } = ctx;
    let hasOverrides = false;
    const { entries, dynamics } = bindingTree(
      tree,
      node,
      (event) => (hasOverrides ||= event.kind === "overrides-in-rec"),
    );
    if (!entries.has("body")) return { noFix: "it has no `body`, so it always fails" };
    if (dynamics.length > 0) return { noFix: "`let … in` takes no computed names" };
    if (hasOverrides) return { noFix: "`let … in` ignores `__overrides`" };
    const open = startOf(tree, childByKind(tree, node, Kind.LeftBrace));
    const close = startOf(tree, childByKind(tree, node, Kind.RightBrace));
    const needsParentheses = roomAt(ctx, node) < expressionLevel;
    const { start, end } = ctx.span(node);
    const isSpaced = /\s/.test(String.fromCharCode(tree.source[open + 1] ?? 0));
    return {
      fix: safeFix(
        "write `let … in body`",
        ...(needsParentheses ? [insertAt(start, "(")] : []),
        { span: { start: endOf(tree, node + 1), end: open + 1 }, text: isSpaced ? "" : " " },
        {
          span: { start: close, end: close + 1 },
          text: `${/\s/.test(String.fromCharCode(tree.source[close - 1] ?? 0x20)) ? "" : " "}in body`,
        },
        ...(needsParentheses ? [insertAt(end, ")")] : []),
      ),
    };
  },
});
