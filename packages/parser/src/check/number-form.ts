/**
 * Numbers: ranges in every dialect (specification A.2), and the forms Nix 2 does not have (C.1, C.13).
 */
import { floatValue, integerValue, mayOverflow } from "../ast/number.ts";
import { Kind } from "../cst/kinds.generated.ts";
import { endOf, kindOf, latin1Of, type NodeIndex, spanOf, startOf } from "../cst/tree.ts";
import { type CheckContext, has, report, rewrite } from "./check-context.ts";

/** Checks an `integer_expression`. */
export function checkInteger(context: CheckContext, node: NodeIndex): void {
  const { tree } = context;
  const start = startOf(tree, node);
  const end = endOf(tree, node);
  // One digit is right everywhere.
  if (end - start === 1) return;
  if (mayOverflow(end - start) && integerValue(latin1Of(tree, node)) === null) {
    const message = `found \`${latin1Of(tree, node)}\`, expected an integer of at most 9223372036854775807`;
    report(context, { code: "syntax/int-out-of-range", span: { start, end }, message });
  }
  if (!has(context, "int-digits")) return;
  if (tree.source[start] === 0x30) reportLeadingZero(context, start, fractionEnd(context, node));
}

/** Returns the end of what its author took for one number: `00.5` is an index into an integer to the grammar. */
function fractionEnd({ tree }: CheckContext, node: NodeIndex): number {
  const end = endOf(tree, node);
  const next = node + 1;
  const isGlued = next < tree.nodeCount && kindOf(tree, next) === Kind.ListIndex && startOf(tree, next) === end;
  return isGlued ? endOf(tree, next) : end;
}

function reportLeadingZero(context: CheckContext, start: number, end: number): void {
  const text = String.fromCharCode(...context.tree.source.subarray(start, end));
  const better = completeFloat(text.replace(/^0+(?=\d)/, ""));
  report(context, {
    code: "syntax/leading-zero",
    span: { start, end },
    message: `found \`${text}\`, expected no superfluous zero`,
    fixes: [rewrite({ start, end }, better)],
  });
}

/** Returns a number with the digits around its dot that Nix 2 wants. */
function completeFloat(text: string): string {
  return text.replace(/^\./, "0.").replace(/\.(?!\d)/, ".0");
}

/** Checks a `float_expression`. */
export function checkFloat(context: CheckContext, node: NodeIndex): void {
  const { tree } = context;
  const text = latin1Of(tree, node);
  const span = spanOf(tree, node);
  const reading = floatValue(text);
  if ("problem" in reading) {
    const size = reading.problem === "overflow" ? "large" : "small";
    const message = `found \`${text}\`, expected a float not too ${size} for 64 bits`;
    report(context, { code: "syntax/float-out-of-range", span, message });
  }
  if (!has(context, "float-digits") || !context.isNix2) return;
  const better = completeFloat(text);
  if (better === text) return;
  if (isSpacedIndex(context, span.start, text)) return reportSpacedIndex(context, span.start, text);
  report(context, {
    code: "syntax/float-digits",
    span,
    message: `found \`${text}\`, expected digits on both sides of the dot`,
    fixes: [rewrite(span, better)],
  });
}

/** `f .0`: white space keeps the dot from being an index, and in legacy this applies `f` to a float. */
function isSpacedIndex({ tree }: CheckContext, start: number, text: string): boolean {
  const before = tree.source[start - 1] ?? 0;
  const isAfterSpace = before === 0x20 || before === 0x09 || before === 0x0a || before === 0x0d;
  return isAfterSpace && /^\.\d+$/.test(text);
}

function reportSpacedIndex(context: CheckContext, start: number, text: string): void {
  const { source } = context.tree;
  const span = { start, end: start + text.length };
  let before = start;
  while (before > 0 && /[ \t\r\n]/.test(String.fromCharCode(source[before - 1] ?? 0))) before--;
  const fixes = [rewrite(span, `0${text}`)];
  if (/[A-Za-z0-9_'"\])}]/.test(String.fromCharCode(source[before - 1] ?? 0))) {
    fixes.push({ title: "index what stands before it", edits: [{ span: { start: before, end: start }, text: "" }] });
  }
  const message = `found \`${text}\` behind white space, expected an index that touches its list, or \`0${text}\``;
  report(context, { code: "syntax/spaced-index", span, message, fixes });
}

/** Checks a `list_index`. */
export function checkIndex(context: CheckContext, node: NodeIndex): void {
  const { tree } = context;
  const span = spanOf(tree, node);
  const text = latin1Of(tree, node);
  const digits = text.slice(1);
  if (kindOf(tree, node - 1) === Kind.IntegerExpression) return;
  if (digits.length > 1 && digits.startsWith("0")) {
    const better = `.${digits.replace(/^0+(?=\d)/, "")}`;
    report(context, {
      code: "syntax/leading-zero",
      span,
      message: `found \`${text}\`, expected no superfluous zero`,
      fixes: [rewrite(span, better)],
    });
  } else if (integerValue(digits) === null) {
    const message = `found \`${text}\`, expected an index of at most 9223372036854775807`;
    report(context, { code: "syntax/int-out-of-range", span, message });
  }
}
