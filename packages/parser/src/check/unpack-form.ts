/**
 * How `*` is written where it unpacks (specification C.3): something but a name or a closing bracket before it, its
 * operand directly behind it. So a product without parentheses is never taken for unpacking.
 */
import { Kind } from "../cst/kinds.generated.ts";
import { childByKind, endOf, type NodeIndex, startOf } from "../cst/tree.ts";
import { type CheckContext, report } from "./check-context.ts";

/** What may stand directly before the star: white space, the end of a block comment, an opening bracket, a separator. */
const before = /[ \t\r\n[{;,/]/;

/** Checks a `list_unpack` or `set_unpack`. */
export function checkUnpackSpacing(context: CheckContext, node: NodeIndex): void {
  const { tree } = context;
  const star = childByKind(tree, node, Kind.Star);
  const start = startOf(tree, star);
  const end = endOf(tree, star);
  const isApart = startsWithTrivia(tree.source, end);
  const isGlued = !before.test(String.fromCharCode(tree.source[start - 1] ?? 0));
  if (!isApart && !isGlued) return;
  const message = isApart
    ? "found white space behind `*`, expected what it unpacks, or parentheses around a product"
    : "found `*` directly behind a value, expected a space before it, or parentheses around a product";
  report(context, { code: "syntax/unpack-spacing", span: { start, end }, message });
}

function startsWithTrivia(source: Uint8Array, at: number): boolean {
  const byte = source[at] ?? 0;
  if (byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x23) return true;
  return byte === 0x2f && source[at + 1] === 0x2a;
}
