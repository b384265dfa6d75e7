/**
 * Attributes of a package in the order nixpkgs has them in. Those that stand out of it are as few as can be moved to
 * reach it. An attribute moves with its lines and the comments above and behind it; nothing sees the order of a set.
 */
import { type NodeIndex, none, type Span, type TextEdit } from "@lix-tools/parser";
import { commentsOf } from "../../engine/comments.ts";
import type { RuleContext } from "../../engine/context.ts";
import type { ReportDetails, Rule } from "../../engine/rule.ts";
import { insertAt, removeSpan, safeFix, spanWithSpace } from "../../facts/edits.ts";
import { bindingsOf, pathNames } from "../../facts/shape.ts";
import { derivationRule } from "./_derivation.ts";

const order: readonly string[] = [
  "pname",
  "version",
  "src",
  "patches",
  "nativeBuildInputs",
  "buildInputs",
  "buildPhase",
  "checkPhase",
  "installPhase",
  "passthru",
  "meta",
];

/** A known attribute and its place in the order. */
interface Placed {
  readonly name: string;
  readonly place: number;
  readonly binding: NodeIndex;
}

/** Reports where attributes stand in an unusual order. */
export const attributeOrderRule: Rule = {
  ...derivationRule({
    name: "attribute-order",
    code: "LX615",
    summary: "attributes stand in an unusual order",
    severity: "info",
    fix: "safe",

    checkDerivation({ bindings, set }, ctx) {
      const known = [...bindings].flatMap(([name, binding]): Placed[] => {
        const place = order.indexOf(name);
        return place < 0 ? [] : [{ name, place, binding }];
      });
      // Only `meta` is always behind `passthru`, which otherwise stands where it belongs to.
      const placed = known.filter(({ name }, at) => name !== "passthru" || known[at - 1]?.name === "meta");
      const kept = longestOrdered(placed);
      for (const moved of placed) {
        if (!kept.includes(moved)) reportMoved(ctx, set, moved, kept);
      }
    },
  }),
  preset: "none",
};

/** Returns the most attributes that are in order already, the first ones where there is a choice. */
function longestOrdered(placed: readonly Placed[]): readonly Placed[] {
  const longer = (one: readonly Placed[], other: readonly Placed[]): readonly Placed[] =>
    other.length > one.length ? other : one;
  const rows: (readonly Placed[])[] = [];
  for (const current of placed) {
    const before = rows.filter((row) => (row.at(-1)?.place ?? 0) < current.place);
    rows.push([...before.reduce(longer, []), current]);
  }
  return rows.reduce(longer, []);
}

/** Where something is put: before a binding or behind it. */
interface Goal {
  readonly side: "before" | "behind";
  readonly binding: NodeIndex;
}

function reportMoved(ctx: RuleContext, set: NodeIndex, moved: Placed, kept: readonly Placed[]): void {
  const { name, binding } = moved;
  const all = bindingsOf(ctx, set);
  const previous = kept.findLast(({ place }) => place < moved.place);
  const next = kept.find(({ place }) => place > moved.place);
  const isEarly = previous !== undefined && previous.binding > binding;
  const goal: Goal =
    !isEarly && next !== undefined
      ? { side: "before", binding: next.binding }
      : { side: "behind", binding: (name === "meta" ? all.at(-1) : previous?.binding) ?? none };
  const where = isEarly ? `behind \`${previous.name}\`` : `before \`${next?.name ?? ""}\``;
  const message = name === "meta" ? "`meta` usually comes last" : `\`${name}\` usually stands ${where}`;
  const isWhole = all.filter((other) => pathNames(ctx, other)?.[0] === name).length === 1;
  const details = isWhole ? moveTo(ctx, set, moved, goal) : { noFix: `\`${name}\` is written in several places` };
  ctx.report(binding + 1, message, details);
}

function moveTo(ctx: RuleContext, set: NodeIndex, { name, binding }: Placed, goal: Goal): ReportDetails {
  const comments = commentsOf(ctx.tree).map((comment) => ctx.span(comment));
  const moved = linesOf(ctx, binding, comments);
  const place = linesOf(ctx, goal.binding, comments);
  const title = `move \`${name}\``;
  if (moved !== null && place !== null) {
    const at = goal.side === "before" ? place.start : place.end;
    return { fix: safeFix(title, ...moveLines(ctx, moved, { ...goal, at })) };
  }
  const { start, end } = ctx.span(set);
  if (comments.some((comment) => comment.start > start && comment.end < end))
    return { noFix: "comments stand among them" };
  return { fix: safeFix(title, ...moveWithinLine(ctx, binding, goal)) };
}

/** Returns the lines of a binding with the comments that belong to it, or null where others share a line with it. */
function linesOf(ctx: RuleContext, binding: NodeIndex, comments: readonly Span[]): Span | null {
  const { source } = ctx.tree;
  const { start, end } = ctx.span(binding);
  let first = lineStart(source, start);
  if (first === null) return null;
  for (;;) {
    const above = comments.find((comment) => skipBlanks(source, comment.end) + 1 === first);
    const from = above === undefined ? null : lineStart(source, above.start);
    if (from === null) break;
    first = from;
  }
  let last = skipBlanks(source, end);
  const behind = comments.find((comment) => comment.start === last);
  if (behind !== undefined) last = skipBlanks(source, behind.end);
  return source[last] === newline ? { start: first, end: last + 1 } : null;
}

const newline = 0x0a;

/** Returns where the line begins if there is nothing but white space before the offset. */
function lineStart(source: Uint8Array, offset: number): number | null {
  let at = offset;
  while (source[at - 1] === 0x20 || source[at - 1] === 0x09) at--;
  return source[at - 1] === newline ? at : null;
}

function skipBlanks(source: Uint8Array, offset: number): number {
  let at = offset;
  while (source[at] === 0x20 || source[at] === 0x09 || source[at] === 0x0d) at++;
  return at;
}

/** Empty lines go with what they set apart. */
function moveLines(ctx: RuleContext, moved: Span, { side, at }: Goal & { readonly at: number }): TextEdit[] {
  const { source } = ctx.tree;
  const text = new TextDecoder().decode(source.subarray(moved.start, moved.end));
  const hasBefore = source[moved.start - 2] === newline;
  const hasBehind = source[moved.end] === newline;
  const removed = hasBefore
    ? { start: moved.start - 1, end: moved.end }
    : { start: moved.start, end: moved.end + (hasBehind ? 1 : 0) };
  const gap = hasBefore || hasBehind ? "\n" : "";
  return [removeSpan(removed), insertAt(at, side === "before" ? text + gap : gap + text)];
}

function moveWithinLine(ctx: RuleContext, binding: NodeIndex, { side, binding: other }: Goal): TextEdit[] {
  const text = ctx.text(binding);
  const { start, end } = ctx.span(other);
  const inserted = side === "before" ? insertAt(start, `${text} `) : insertAt(end, ` ${text}`);
  return [removeSpan(spanWithSpace(ctx.tree, ctx.span(binding))), inserted];
}
