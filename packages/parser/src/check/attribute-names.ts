/**
 * Names that sets and `let` define: duplicates and forbidden merges (specification B.3, C.4, C.15), computed names where
 * they may not stand (B.3, C.17), `__overrides` (C.17).
 */
import { type BindingEvent, bindingTree } from "../ast/bindings.ts";
import { staticName } from "../ast/names.ts";
import { Field, Kind } from "../cst/kinds.generated.ts";
import {
  childByField,
  childByKind,
  childrenByField,
  endOf,
  fieldOf,
  firstChild,
  kindOf,
  latin1Of,
  type NodeIndex,
  none,
  sizeOf,
  spanOf,
  startOf,
} from "../cst/tree.ts";
import { unicodeOf } from "../text/latin1.ts";
import type { Span } from "../text/span.ts";
import { type CheckContext, has, report, rewrite } from "./check-context.ts";
import type { NameHashes } from "./name-hashes.ts";
import { mayRepeatNames } from "./quick-names.ts";

/** Nodes in the tree of `{ }`. */
const emptySetSize = 3;

/** Checks a set of any kind, a `let_expression` or an `inherit_expression`. */
export function checkBindings(context: CheckContext, node: NodeIndex, hashes: NameHashes): void {
  const { tree } = context;
  const isRecursive = kindOf(tree, node) !== Kind.AttrsetExpression;
  // Thousands of sets are `{ }`: nothing but braces.
  if (!isRecursive && sizeOf(tree, node) === emptySetSize) return;
  const mustBeStatic = kindOf(tree, node) === Kind.LetExpression || (context.isNix2 && isRecursive);
  if (mustBeStatic) checkStaticNames(context, node);
  if (!mayRepeatNames(tree, node, hashes) && !(context.isNix2 && isRecursive)) return;
  bindingTree(tree, node, (event) => reportEvent(context, event));
}

function reportEvent(context: CheckContext, event: BindingEvent): void {
  switch (event.kind) {
    case "duplicate":
      return reportTwice(context, event, "duplicate-attr", "which is defined already");
    case "merge":
    case "extend":
      if (!has(context, "no-attr-merge")) return;
      return reportTwice(context, event, "attrset-merge", "which has a value already, expected one definition");
    case "shared-prefix":
      if (!has(context, "no-shared-prefix")) return;
      return reportTwice(context, event, "shared-prefix", "which another path begins with, expected one set");
    case "overrides-in-rec":
      if (!context.isNix2) return;
      report(context, {
        code: "syntax/rec-overrides",
        span: spanOf(context.tree, event.attr),
        message: "found `__overrides` in a recursive set",
      });
      return;
    case "splat-in-rec":
      return reportUnpack(context, event.node);
    case "dynamic-in-rec":
      // `checkStaticNames` sees them all, also in deeper places of a path.
      return;
    default:
      event satisfies never;
  }
}

function reportTwice(
  context: CheckContext,
  event: { readonly attr: NodeIndex; readonly previous: NodeIndex; readonly path: readonly string[] },
  code: string,
  what: string,
): void {
  const name = event.path.map(unicodeOf).join(".");
  report(context, {
    code: `syntax/${code}`,
    span: spanOf(context.tree, event.attr),
    message: `found \`${name}\`, ${what}`,
    related: [{ span: firstSpan(context, event.previous), message: "the first definition" }],
  });
}

/** The definition may be a whole literal; its first token is enough to point at. */
function firstSpan(context: CheckContext, node: NodeIndex): Span {
  const { tree } = context;
  const kind = kindOf(tree, node);
  if (kind !== Kind.AttrsetExpression && kind !== Kind.RecAttrsetExpression) return spanOf(context.tree, node);
  return spanOf(context.tree, firstChild(tree, node));
}

function reportUnpack(context: CheckContext, node: NodeIndex): void {
  const message = "found `*` before something other than a set slice, expected `*e.{…}`, whose names are known";
  const star = spanOf(context.tree, childByKind(context.tree, node, Kind.Star));
  report(context, {
    code: "syntax/unpack-in-rec",
    span: star,
    message,
    notes: ["a recursive set or `let` binds names, so they must be written out"],
  });
}

/** Reports computed names in bindings of a `let` or, in Nix 2, of a recursive set. */
function checkStaticNames(context: CheckContext, node: NodeIndex): void {
  const { tree } = context;
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    if (kindOf(tree, child) !== Kind.Binding) continue;
    // Identifiers, which most names are, need no look at the rest of the path in legacy.
    if (!context.isNix2 && kindOf(tree, child + 2) === Kind.Identifier) continue;
    const attrs = childrenByField(tree, child + 1, Field.Attr);
    for (const attr of context.isNix2 ? attrs : attrs.slice(0, 1)) checkStaticName(context, node, attr);
  }
}

function checkStaticName(context: CheckContext, owner: NodeIndex, attr: NodeIndex): void {
  const { tree } = context;
  const name = staticName(tree, attr);
  const isWrapped = context.isNix2 && kindOf(tree, attr) === Kind.Interpolation;
  if (name !== null && !isWrapped) return;
  const isLet = kindOf(tree, owner) === Kind.LetExpression;
  const what = isLet ? "`let`" : "a recursive set";
  report(context, {
    code: `syntax/dynamic-in-${isLet ? "let" : "rec"}`,
    span: spanOf(context.tree, attr),
    message: nameMessage(name, what),
    fixes: name === null ? [] : [rewrite(spanOf(context.tree, attr), innerText(context, attr))],
  });
}

function nameMessage(name: string | null, what: string): string {
  return name === null
    ? `found a computed name in ${what}, expected one that is written out`
    : `found a name in \`\${…}\` in ${what}, expected it without`;
}

/** Returns the text of the string in `${"…"}`. */
function innerText({ tree }: CheckContext, attr: NodeIndex): string {
  const inner = childByField(tree, attr, Field.Expression);
  return new TextDecoder().decode(tree.source.subarray(startOf(tree, inner), endOf(tree, inner)));
}

/** Checks the names of an `inherited_attrs`. */
export function checkInheritedNames(context: CheckContext, node: NodeIndex): void {
  const { tree } = context;
  const end = node + sizeOf(tree, node);
  for (let attr = node + 1; attr < end; attr += sizeOf(tree, attr)) {
    const kind = kindOf(tree, attr);
    if (kind === Kind.Identifier || fieldOf(tree, attr) !== Field.Attr) continue;
    const name = staticName(tree, attr);
    if (name !== null && !(context.isNix2 && kind === Kind.Interpolation)) continue;
    report(context, {
      code: "syntax/dynamic-in-inherit",
      span: spanOf(context.tree, attr),
      message: nameMessage(name, "`inherit`"),
      fixes: name === null ? [] : [rewrite(spanOf(context.tree, attr), innerText(context, attr))],
    });
  }
}

/** Checks an `inherit_path`: what it binds must be a name, and not its own root. */
export function checkInheritPath(context: CheckContext, node: NodeIndex, place: "bindings" | "expression"): void {
  const { tree } = context;
  const root = childByField(tree, node, Field.Name);
  const attrpath = childByField(tree, node, Field.Attrpath);
  const keys = childrenByField(tree, node, Field.Key);
  const hasKeys = childByKind(tree, node, Kind.DotBrace) !== none;
  const bound = hasKeys ? keys : attrpath === none ? [] : childrenByField(tree, attrpath, Field.Attr).slice(-1);
  if (!hasKeys && attrpath === none && place === "expression") {
    const message = "found a bare name, which is in scope already, expected a path such as `a.b`";
    report(context, { code: "syntax/inherit-no-op", span: spanOf(context.tree, root), message });
  }
  for (const attr of bound) {
    const name = staticName(tree, attr);
    if (name === null)
      report(context, {
        code: "syntax/dynamic-in-inherit",
        span: spanOf(context.tree, attr),
        message: nameMessage(null, "`inherit`"),
      });
    else if (name === latin1Of(tree, root)) {
      const message = `found \`${name}\` inherited from itself, which would be its own source`;
      report(context, { code: "syntax/inherit-self", span: spanOf(context.tree, attr), message });
    }
  }
}
