/**
 * How tightly legacy text binds, and how tightly it must where it stands. Text that binds more loosely than its place
 * wants gets parentheses. Text that was there before already fits its place.
 */
import { Field, fieldOf, Kind, kindOf, type NodeIndex, type Tree } from "@lix-tools/parser";

/**
 * From tight to loose: what `.a or d` can be written behind; what `.a` can; an argument or list element; an
 * application; an operation; anything.
 */
export const Level = { Atom: 0, Chain: 1, Argument: 2, Application: 3, Operation: 4, Whole: 5 } as const;
export type Level = (typeof Level)[keyof typeof Level];

/** Returns how tightly a node binds that keeps its text. */
export function levelOfKind(kind: Kind): Level {
  switch (kind) {
    case Kind.IntegerExpression:
    case Kind.FloatExpression:
    case Kind.PathExpression:
    case Kind.HpathExpression:
    // A dot directly behind a number or a path would belong to it.
    case Kind.SelectExpression:
      return Level.Chain;
    case Kind.ApplyExpression:
      return Level.Application;
    case Kind.UnaryExpression:
    case Kind.BinaryExpression:
    case Kind.HasAttrExpression:
      return Level.Operation;
    case Kind.FunctionExpression:
    case Kind.LetExpression:
    case Kind.IfExpression:
    case Kind.AssertExpression:
    case Kind.WithExpression:
      return Level.Whole;
    default:
      return Level.Atom;
  }
}

/** Returns the loosest level that may stand in the place of a child. The rule errs towards parentheses. */
export function levelWanted(tree: Tree, parent: NodeIndex, child: NodeIndex): Level {
  const kind = kindOf(tree, parent);
  switch (fieldOf(tree, child)) {
    case Field.Alternative:
    case Field.Body:
    case Field.Condition:
    case Field.Consequence:
    case Field.Environment:
      return Level.Whole;
    case Field.Expression:
      return isBracket(kind) ? Level.Whole : kind === Kind.HasAttrExpression ? Level.Application : Level.Chain;
    case Field.Default:
      return kind === Kind.Formal ? Level.Whole : Level.Argument;
    case Field.Element:
      return Level.Argument;
    case Field.Function:
    case Field.Left:
    case Field.Right:
      return Level.Application;
    case Field.Argument:
      return kind === Kind.UnaryExpression ? Level.Application : Level.Argument;
    default:
      return Level.Chain;
  }
}

/** Tells whether the `expression` of such a node has a token on both sides that nothing binds more loosely than. */
function isBracket(kind: Kind): boolean {
  return (
    kind === Kind.SourceCode ||
    kind === Kind.ParenthesizedExpression ||
    kind === Kind.Interpolation ||
    kind === Kind.Binding ||
    kind === Kind.InheritFrom
  );
}
