/**
 * What each piece of a Nix text is, for colours: keywords, names by their role, strings, numbers. It reads the tree, so
 * both dialects and broken text are coloured by what they are and not by what they look like.
 */
import {
  endOf,
  Field,
  fieldOf,
  isLeaf,
  Kind,
  kindOf,
  latin1Of,
  parentsOf,
  startOf,
  type Tree,
} from "@lix-tools/parser";

/** The classes of text, in the order of their numbers. */
export const highlightClasses = [
  "comment",
  "keyword",
  "name",
  "builtin",
  "function",
  "parameter",
  "property",
  "string",
  "escape",
  "path",
  "number",
  "literal",
  "operator",
  "punctuation",
] as const;

/** One of the classes. */
export type HighlightClass = (typeof highlightClasses)[number];

/** A piece of text of one class; bytes from `start` to `end`. */
export interface HighlightedSpan {
  readonly start: number;
  readonly end: number;
  readonly role: HighlightClass;
}

/** Returns the coloured pieces of a tree in the order of the source, without overlaps. */
export function highlightTree(tree: Tree): HighlightedSpan[] {
  const parents = parentsOf(tree);
  const spans: HighlightedSpan[] = [];
  for (let node = 0; node < tree.nodeCount; node++) {
    if (!isLeaf(tree, node)) continue;
    const role = roleOf(tree, node, parents);
    const [start, end] = [startOf(tree, node), endOf(tree, node)];
    if (role !== null && start < end) spans.push({ start, end, role });
  }
  return spans;
}

// One flat switch over the kinds of leaves.
function roleOf(tree: Tree, node: number, parents: Int32Array): HighlightClass | null {
  const kind = kindOf(tree, node);
  switch (kind) {
    case Kind.Comment:
    case Kind.EndOfInput:
      return "comment";
    case Kind.Identifier:
      return nameRole(tree, node, parents);
    case Kind.FeatureName:
      return "literal";
    case Kind.IntegerExpression:
    case Kind.FloatExpression:
    case Kind.ListIndex:
      return "number";
    case Kind.NullExpression:
    case Kind.TrueExpression:
    case Kind.FalseExpression:
      return "literal";
    case Kind.StringFragment:
    case Kind.Quote:
    case Kind.IndentQuote:
    case Kind.UriExpression:
      return "string";
    case Kind.EscapeSequence:
    case Kind.DollarBrace:
      return "escape";
    case Kind.PathFragment:
    case Kind.SpathExpression:
      return "path";
    case Kind.RightBrace:
      return kindOf(tree, parents[node] ?? 0) === Kind.Interpolation ? "escape" : "punctuation";
    case Kind.AssertKeyword:
    case Kind.ElseKeyword:
    case Kind.IfKeyword:
    case Kind.InKeyword:
    case Kind.InheritKeyword:
    case Kind.LetKeyword:
    case Kind.OrKeyword:
    case Kind.RecKeyword:
    case Kind.ThenKeyword:
    case Kind.UseKeyword:
    case Kind.WithKeyword:
      return "keyword";
    default:
      return signRole(kind);
  }
}

const punctuation: ReadonlySet<number> = new Set([
  Kind.LeftParen,
  Kind.RightParen,
  Kind.LeftBrace,
  Kind.LeftBracket,
  Kind.RightBracket,
  Kind.Comma,
  Kind.Dot,
  Kind.DotBracket,
  Kind.DotBrace,
  Kind.Semicolon,
  Kind.Colon,
  Kind.Ellipses,
]);

function signRole(kind: number): HighlightClass | null {
  if (punctuation.has(kind)) return "punctuation";
  return kind >= Kind.Bang ? "operator" : null;
}

/** What comes with the language; the words that Nix 2 has as literals count as such in legacy, too. */
const builtinNames: ReadonlySet<string> = new Set([
  "builtins",
  "abort",
  "baseNameOf",
  "derivation",
  "dirOf",
  "fetchGit",
  "fetchTarball",
  "import",
  "isNull",
  "map",
  "placeholder",
  "removeAttrs",
  "scopedImport",
  "throw",
  "toString",
  "__curPos",
]);
const literalNames: ReadonlySet<string> = new Set(["true", "false", "null"]);

function nameRole(tree: Tree, node: number, parents: Int32Array): HighlightClass {
  const parent = parents[node] ?? 0;
  switch (kindOf(tree, parent)) {
    case Kind.VariableExpression: {
      const name = latin1Of(tree, node);
      if (literalNames.has(name)) return "literal";
      if (builtinNames.has(name)) return "builtin";
      return fieldOf(tree, parent) === Field.Function ? "function" : "name";
    }
    case Kind.Formal:
    case Kind.FunctionExpression:
    case Kind.ListPattern:
      return "parameter";
    case Kind.Error:
      return "name";
    default:
      return "property";
  }
}
