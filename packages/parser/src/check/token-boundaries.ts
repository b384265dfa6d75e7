/**
 * Nix 2 wants white space between two tokens that are values, so that nothing splits or joins by surprise (specification
 * C.1, C.10): `a"b"`, `x.a"c"`, `0x10`, `a<b>` are errors. Brackets need none. Two spellings of identifiers that only
 * trap readers are errors too: `a''b''` and `a->b`.
 */
import { Field, Kind, kindNames } from "../cst/kinds.generated.ts";
import { fieldMask, fieldShift, kindMask, recordWords } from "../cst/layout.ts";
import { endOf, latin1Of, type NodeIndex, startOf } from "../cst/tree.ts";
import { type CheckContext, report } from "./check-context.ts";

/** What a kind of node is to its neighbours. */
const Role = { None: 0, Opens: 1, Closes: 2, Value: 3, PathLike: 4, Inner: 5 } as const;

function makeRoles(): Uint8Array {
  const roles = new Uint8Array(kindNames.length);
  const { Identifier, IntegerExpression, FloatExpression, SpathExpression, NullExpression } = Kind;
  const values = [Identifier, IntegerExpression, FloatExpression, SpathExpression, NullExpression];
  for (const kind of [...values, Kind.TrueExpression, Kind.FalseExpression]) roles[kind] = Role.Value;
  for (const kind of [Kind.StringExpression, Kind.IndentedStringExpression]) roles[kind] = Role.Opens;
  // A quote that a value follows directly can only be a closing one.
  for (const kind of [Kind.ListIndex, Kind.Quote, Kind.IndentQuote, Kind.PathFragment]) roles[kind] = Role.Closes;
  for (const kind of [Kind.PathExpression, Kind.HpathExpression]) roles[kind] = Role.PathLike;
  roles[Kind.Interpolation] = Role.Inner;
  return roles;
}

const roles: Uint8Array = makeRoles();

/** Checks every pair of neighbours of a Nix 2 file. */
export function checkTokenBoundaries(context: CheckContext): void {
  const { records, nodeCount } = context.tree;
  let valueEnd = -1;
  /** Ends of interpolations that end a path or name a selected attribute. */
  const braceEnds = new Set<number>();
  for (let node = 0; node < nodeCount; node++) {
    const word = records[node * recordWords] ?? 0;
    const role = roles[word & kindMask] ?? Role.None;
    if (role === Role.None) continue;
    const start = records[node * recordWords + 1] ?? 0;
    const end = records[node * recordWords + 2] ?? 0;
    if (role === Role.Inner) {
      if (((word >>> fieldShift) & fieldMask) === Field.Attr) braceEnds.add(end);
      continue;
    }
    const isValue = role !== Role.Closes;
    if (isValue && (start === valueEnd || braceEnds.has(start))) reportGlued(context, node, start);
    if (role === Role.PathLike && context.tree.source[end - 1] === 0x7d) braceEnds.add(end);
    if (role === Role.Value || role === Role.Closes) valueEnd = end;
    if ((word & kindMask) === Kind.Identifier) checkIdentifier(context, node);
    else if ((word & kindMask) === Kind.IntegerExpression || (word & kindMask) === Kind.FloatExpression) {
      checkNumberEnd(context, end);
    }
  }
}

function reportGlued(context: CheckContext, node: NodeIndex, at: number): void {
  const { tree } = context;
  const notes = /^0$/.test(latin1Of(tree, node - 1)) && tree.source[at] === 0x78 ? ["there are no hex numbers"] : [];
  report(context, {
    code: "syntax/adjacent-tokens",
    span: { start: at, end: at },
    message: "found two values side by side, expected a space",
    notes,
    fixes: [{ title: "insert a space", edits: [{ span: { start: at, end: at }, text: " " }] }],
  });
}

/** A keyword may not touch a number: `1else`. */
function checkNumberEnd(context: CheckContext, end: number): void {
  const { source } = context.tree;
  const rest = String.fromCharCode(...source.subarray(end, end + 8));
  const word = /^(then|else|in|or)(?![A-Za-z0-9_'-])/.exec(rest);
  if (word === null) return;
  const message = `found \`${word[0]}\` directly behind a number, expected a space`;
  report(context, {
    code: "syntax/adjacent-tokens",
    span: { start: end, end },
    message,
    fixes: [{ title: "insert a space", edits: [{ span: { start: end, end }, text: " " }] }],
  });
}

function checkIdentifier(context: CheckContext, node: NodeIndex): void {
  const { source } = context.tree;
  const start = startOf(context.tree, node);
  const end = endOf(context.tree, node);
  if (source[end - 1] === 0x2d && source[end] === 0x3e) {
    const span = { start: end - 1, end: end + 1 };
    report(context, {
      code: "syntax/identifier-arrow",
      span,
      message: "found `->`, whose `-` belongs to the name before it",
      fixes: [
        { title: "write `->` as an operator", edits: [{ span: { start: end - 1, end: end + 1 }, text: " -> " }] },
        { title: "keep the comparison", edits: [{ span: { start: end, end }, text: " " }] },
      ],
    });
  }
  if (!source.subarray(start, end).includes(0x27) || !latin1Of(context.tree, node).includes("''")) return;
  const message = `found the name \`${latin1Of(context.tree, node)}\`, expected none with \`''\` in it`;
  report(context, { code: "syntax/identifier-quotes", span: { start, end }, message });
}
