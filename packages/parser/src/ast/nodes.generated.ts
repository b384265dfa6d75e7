/**
 * Names for the children of every kind of node that has some, and for kinds that stand in the same places.
 * Generated from the grammars' `node-types.json` and `grammar.json` by `scripts/generate-ast.mjs`; do not edit.
 *
 * The functions take any node and look for children as the kind has them. Only those that return several children
 * allocate. Productions are written as in `grammar/README.md`; a dialect stands before those that not all share.
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import { childByField, childByKind, childrenByField, childrenOf, kindOf, type NodeIndex, type Tree } from "../cst/tree.ts";

/**
 *     apply_expression ::= function: _apply argument: _select
 *     nix: apply_expression ::= function: _simple argument: variable_expression
 */
export const ApplyExpression = {
  /** Returns the `argument`. */
  argument(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Argument);
  },
  /** Returns the `function`. */
  function(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Function);
  },
} as const;

/**
 *     assert_expression ::= "assert" condition: _expression ";" body: _expression
 */
export const AssertExpression = {
  /** Returns the `body`. */
  body(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Body);
  },
  /** Returns the `condition`. */
  condition(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Condition);
  },
} as const;

/**
 *     attrpath ::= attr: _attr ("." attr: _attr)*
 */
export const Attrpath = {
  /** Returns every `attr`. */
  attrs(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenByField(tree, node, Field.Attr);
  },
} as const;

/**
 *     attrset_expression ::= "{" binding: _binding* "}"
 */
export const AttrsetExpression = {
  /** Returns every `binding`. */
  bindings(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenByField(tree, node, Field.Binding);
  },
} as const;

/**
 *     nix, nix2_future: binary_expression ::= left: _expression operator: "<|" right: _expression
 *     binary_expression ::= left: _expression operator: "|>" right: _expression
 *     binary_expression ::= left: _expression operator: "->" right: _expression
 *     binary_expression ::= left: _expression operator: "||" right: _expression
 *     binary_expression ::= left: _expression operator: "&&" right: _expression
 *     binary_expression ::= left: _expression operator: ("==" | "!=") right: _expression
 *     binary_expression ::= left: _expression operator: ("<" | "<=" | ">" | ">=") right: _expression
 *     binary_expression ::= left: _expression operator: "//" right: _expression
 *     binary_expression ::= left: _expression operator: ("+" | "-") right: _expression
 *     binary_expression ::= left: _expression operator: ("*" | "/") right: _expression
 *     binary_expression ::= left: _expression operator: "++" right: _expression
 */
export const BinaryExpression = {
  /** Returns the `left`. */
  left(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Left);
  },
  /** Returns the `operator`. */
  operator(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Operator);
  },
  /** Returns the `right`. */
  right(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Right);
  },
} as const;

/**
 *     binding ::= attrpath: attrpath "=" expression: _expression ";"
 */
export const Binding = {
  /** Returns the `attrpath`. */
  attrpath(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Attrpath);
  },
  /** Returns the `expression`. */
  expression(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Expression);
  },
} as const;

/**
 *     nix, nix2: formal ::= name: identifier ("?" default: _expression)?
 *     nix2_future: formal ::= name: identifier (("?" | "?:") default: _expression)?
 */
export const Formal = {
  /** Returns the `default`, or `none`. */
  default(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Default);
  },
  /** Returns the `name`. */
  name(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Name);
  },
} as const;

/**
 *     formals ::= "{" (ellipses: ellipses | formal: formal ("," formal: formal)* ("," ellipses: ellipses?)?)? "}"
 */
export const Formals = {
  /** Returns the `ellipses`, or `none`. */
  ellipses(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Ellipses);
  },
  /** Returns every `formal`. */
  formals(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenByField(tree, node, Field.Formal);
  },
} as const;

/**
 *     nix: function_expression ::= (universal: identifier | formals: formals | formals: formals "@" universal: identifier | universal: identifier "@" formals: formals) ":" body: _expression
 *     nix2, nix2_future: function_expression ::= (universal: identifier | formals: formals | formals: formals "@" universal: identifier | universal: identifier "@" formals: formals | pattern: list_pattern) ":" body: _expression
 */
export const FunctionExpression = {
  /** Returns the `body`. */
  body(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Body);
  },
  /** Returns the `formals`, or `none`. */
  formals(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Formals);
  },
  /** Returns the `universal`, or `none`. */
  universal(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Universal);
  },
  /** Returns the `pattern`, or `none`. */
  pattern(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Pattern);
  },
} as const;

/**
 *     has_attr_expression ::= expression: _expression operator: "?" attrpath: attrpath
 */
export const HasAttrExpression = {
  /** Returns the `attrpath`. */
  attrpath(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Attrpath);
  },
  /** Returns the `expression`. */
  expression(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Expression);
  },
  /** Returns the `operator`. */
  operator(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Operator);
  },
} as const;

/**
 *     hpath_expression ::= path_fragment (interpolation path_fragment?)*
 */
export const HpathExpression = {
  /** Returns every `interpolation`, `path_fragment`, in the order of the source. */
  parts(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenOf(tree, node).filter((child) => {
      const kind = kindOf(tree, child);
      return kind === Kind.Interpolation || kind === Kind.PathFragment;
    });
  },
} as const;

/**
 *     if_expression ::= "if" condition: _expression "then" consequence: _expression "else" alternative: _expression
 */
export const IfExpression = {
  /** Returns the `alternative`. */
  alternative(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Alternative);
  },
  /** Returns the `condition`. */
  condition(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Condition);
  },
  /** Returns the `consequence`. */
  consequence(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Consequence);
  },
} as const;

/**
 *     indented_string_expression ::= "''" (string_fragment | escape_sequence | interpolation)* "''"
 */
export const IndentedStringExpression = {
  /** Returns every `escape_sequence`, `interpolation`, `string_fragment`, in the order of the source. */
  parts(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenOf(tree, node).filter((child) => {
      const kind = kindOf(tree, child);
      return kind === Kind.EscapeSequence || kind === Kind.Interpolation || kind === Kind.StringFragment;
    });
  },
} as const;

/**
 *     nix2, nix2_future: index_expression ::= expression: _select index: list_index
 */
export const IndexExpression = {
  /** Returns the `expression`. */
  expression(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Expression);
  },
  /** Returns the `index`. */
  index(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Index);
  },
} as const;

/**
 *     inherit ::= "inherit" attrs: inherited_attrs? ";"
 */
export const Inherit = {
  /** Returns the `attrs`, or `none`. */
  attrs(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Attrs);
  },
} as const;

/**
 *     nix2_future: inherit_expression ::= clause: inherit_paths body: _expression
 */
export const InheritExpression = {
  /** Returns the `body`. */
  body(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Body);
  },
  /** Returns the `clause`. */
  clause(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Clause);
  },
} as const;

/**
 *     inherit_from ::= "inherit" "(" expression: _expression ")" attrs: inherited_attrs? ";"
 */
export const InheritFrom = {
  /** Returns the `attrs`, or `none`. */
  attrs(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Attrs);
  },
  /** Returns the `expression`. */
  expression(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Expression);
  },
} as const;

/**
 *     nix2_future: inherit_path ::= name: identifier ("." attrpath: attrpath (".{" (key: _key ("," key: _key)* ","?)? "}")? | ".{" (key: _key ("," key: _key)* ","?)? "}")?
 *     nix2_future: inherit_path ::= name: identifier ("." attrpath: attrpath (".{" (key: _key ("," key: _key)* ","?)? "}")? | ".{" (key: _key ("," key: _key)* ","?)? "}")
 */
export const InheritPath = {
  /** Returns the `attrpath`, or `none`. */
  attrpath(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Attrpath);
  },
  /** Returns every `key`. */
  keys(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenByField(tree, node, Field.Key);
  },
  /** Returns the `name`. */
  name(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Name);
  },
} as const;

/**
 *     nix2_future: inherit_paths ::= "inherit" (path: inherit_path | "{" (path: inherit_path ("," path: inherit_path)* ","?)? "}") ";"
 */
export const InheritPaths = {
  /** Returns every `path`. */
  paths(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenByField(tree, node, Field.Path);
  },
} as const;

/**
 *     inherited_attrs ::= attr: _attr+
 */
export const InheritedAttrs = {
  /** Returns every `attr`. */
  attrs(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenByField(tree, node, Field.Attr);
  },
} as const;

/**
 *     interpolation ::= "${" expression: _expression "}"
 */
export const Interpolation = {
  /** Returns the `expression`. */
  expression(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Expression);
  },
} as const;

/**
 *     nix: let_attrset_expression ::= "let" "{" binding: _binding* "}"
 */
export const LetAttrsetExpression = {
  /** Returns every `binding`. */
  bindings(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenByField(tree, node, Field.Binding);
  },
} as const;

/**
 *     let_expression ::= "let" binding: _binding* "in" body: _expression
 */
export const LetExpression = {
  /** Returns every `binding`. */
  bindings(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenByField(tree, node, Field.Binding);
  },
  /** Returns the `body`. */
  body(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Body);
  },
} as const;

/**
 *     nix: list_expression ::= "[" element: _select* "]"
 *     nix2: list_expression ::= "[" element: (_select | list_unpack)* "]"
 *     nix2_future: list_expression ::= "[" (element: (_expression | list_unpack) ("," element: (_expression | list_unpack))* ","?)? "]"
 */
export const ListExpression = {
  /** Returns every `element`. */
  elements(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenByField(tree, node, Field.Element);
  },
} as const;

/**
 *     nix2, nix2_future: list_pattern ::= "[" (ellipses: ellipses | name: identifier ("," name: identifier)* ("," ellipses: ellipses?)?)? "]"
 */
export const ListPattern = {
  /** Returns the `ellipses`, or `none`. */
  ellipses(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Ellipses);
  },
  /** Returns every `name`. */
  names(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenByField(tree, node, Field.Name);
  },
} as const;

/**
 *     nix2, nix2_future: list_slice_expression ::= expression: _select ".[" (key: _key ("," key: _key)* ","?)? "]"
 */
export const ListSliceExpression = {
  /** Returns the `expression`. */
  expression(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Expression);
  },
  /** Returns every `key`. */
  keys(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenByField(tree, node, Field.Key);
  },
} as const;

/**
 *     nix2: list_unpack ::= "*" expression: _select
 *     nix2_future: list_unpack ::= "*" expression: _expression
 */
export const ListUnpack = {
  /** Returns the `expression`. */
  expression(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Expression);
  },
} as const;

/**
 *     nix2_future: null_coalesce_expression ::= expression: _apply "?:" default: _apply
 */
export const NullCoalesceExpression = {
  /** Returns the `default`. */
  default(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Default);
  },
  /** Returns the `expression`. */
  expression(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Expression);
  },
} as const;

/**
 *     nix2_future: null_select_expression ::= expression: _select ".?" attr: _attr
 */
export const NullSelectExpression = {
  /** Returns the `attr`. */
  attr(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Attr);
  },
  /** Returns the `expression`. */
  expression(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Expression);
  },
} as const;

/**
 *     parenthesized_expression ::= "(" expression: _expression ")"
 */
export const ParenthesizedExpression = {
  /** Returns the `expression`. */
  expression(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Expression);
  },
} as const;

/**
 *     path_expression ::= path_fragment (interpolation path_fragment?)*
 */
export const PathExpression = {
  /** Returns every `interpolation`, `path_fragment`, in the order of the source. */
  parts(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenOf(tree, node).filter((child) => {
      const kind = kindOf(tree, child);
      return kind === Kind.Interpolation || kind === Kind.PathFragment;
    });
  },
} as const;

/**
 *     rec_attrset_expression ::= "rec" "{" binding: _binding* "}"
 */
export const RecAttrsetExpression = {
  /** Returns every `binding`. */
  bindings(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenByField(tree, node, Field.Binding);
  },
} as const;

/**
 *     nix2, nix2_future: select_default_expression ::= expression: _apply "?" attrpath: attrpath ":" default: _apply
 */
export const SelectDefaultExpression = {
  /** Returns the `attrpath`. */
  attrpath(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Attrpath);
  },
  /** Returns the `default`. */
  default(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Default);
  },
  /** Returns the `expression`. */
  expression(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Expression);
  },
} as const;

/**
 *     nix: select_expression ::= expression: _simple "." attrpath: attrpath ("or" default: _select)?
 *     nix2, nix2_future: select_expression ::= expression: _select "." attrpath: attrpath
 */
export const SelectExpression = {
  /** Returns the `attrpath`. */
  attrpath(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Attrpath);
  },
  /** Returns the `default`, or `none`. */
  default(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Default);
  },
  /** Returns the `expression`. */
  expression(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Expression);
  },
} as const;

/**
 *     nix2, nix2_future: set_slice_expression ::= expression: _select ".{" (key: _key ("," key: _key)* ","?)? "}"
 */
export const SetSliceExpression = {
  /** Returns the `expression`. */
  expression(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Expression);
  },
  /** Returns every `key`. */
  keys(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenByField(tree, node, Field.Key);
  },
} as const;

/**
 *     nix2, nix2_future: set_unpack ::= "*" expression: _expression ";"
 */
export const SetUnpack = {
  /** Returns the `expression`. */
  expression(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Expression);
  },
} as const;

/**
 *     nix: source_code ::= expression: _expression end_of_input?
 *     nix2, nix2_future: source_code ::= use_clause? expression: _expression
 */
export const SourceCode = {
  /** Returns the `expression`. */
  expression(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Expression);
  },
  /** Returns the `end_of_input`, or `none`. */
  endOfInput(tree: Tree, node: NodeIndex): NodeIndex {
    return childByKind(tree, node, Kind.EndOfInput);
  },
  /** Returns the `use_clause`, or `none`. */
  useClause(tree: Tree, node: NodeIndex): NodeIndex {
    return childByKind(tree, node, Kind.UseClause);
  },
} as const;

/**
 *     string_expression ::= "\"" (string_fragment | escape_sequence | interpolation)* "\""
 */
export const StringExpression = {
  /** Returns every `escape_sequence`, `interpolation`, `string_fragment`, in the order of the source. */
  parts(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenOf(tree, node).filter((child) => {
      const kind = kindOf(tree, child);
      return kind === Kind.EscapeSequence || kind === Kind.Interpolation || kind === Kind.StringFragment;
    });
  },
} as const;

/**
 *     unary_expression ::= operator: "!" argument: _expression
 *     unary_expression ::= operator: "-" argument: _expression
 */
export const UnaryExpression = {
  /** Returns the `argument`. */
  argument(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Argument);
  },
  /** Returns the `operator`. */
  operator(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Operator);
  },
} as const;

/**
 *     nix2, nix2_future: use_clause ::= "use" feature: feature_name+ ";"
 */
export const UseClause = {
  /** Returns every `feature`. */
  features(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenByField(tree, node, Field.Feature);
  },
} as const;

/**
 *     variable_expression ::= name: identifier
 */
export const VariableExpression = {
  /** Returns the `name`. */
  name(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Name);
  },
} as const;

/**
 *     with_expression ::= "with" environment: _expression ";" body: _expression
 */
export const WithExpression = {
  /** Returns the `body`. */
  body(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Body);
  },
  /** Returns the `environment`. */
  environment(tree: Tree, node: NodeIndex): NodeIndex {
    return childByField(tree, node, Field.Environment);
  },
} as const;

/** Returns a table with a 1 for each of the kinds. */
function kindSet(kinds: readonly Kind[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const kind of kinds) table[kind] = 1;
  return table;
}

const attrKinds = kindSet([
  Kind.Identifier,
  Kind.Interpolation,
  Kind.StringExpression,
]);

/** Tells whether nodes of this kind may stand where the productions say `_attr`. */
export function isAttrKind(kind: Kind): boolean {
  return attrKinds[kind] === 1;
}

const bindingKinds = kindSet([
  Kind.Binding,
  Kind.Inherit,
  Kind.InheritFrom,
  Kind.InheritPaths,
  Kind.SetUnpack,
]);

/** Tells whether nodes of this kind may stand where the productions say `_binding`. */
export function isBindingKind(kind: Kind): boolean {
  return bindingKinds[kind] === 1;
}

const expressionKinds = kindSet([
  Kind.ApplyExpression,
  Kind.AssertExpression,
  Kind.AttrsetExpression,
  Kind.BinaryExpression,
  Kind.FalseExpression,
  Kind.FloatExpression,
  Kind.FunctionExpression,
  Kind.HasAttrExpression,
  Kind.HpathExpression,
  Kind.IfExpression,
  Kind.IndentedStringExpression,
  Kind.IndexExpression,
  Kind.InheritExpression,
  Kind.IntegerExpression,
  Kind.LetAttrsetExpression,
  Kind.LetExpression,
  Kind.ListExpression,
  Kind.ListSliceExpression,
  Kind.NullCoalesceExpression,
  Kind.NullExpression,
  Kind.NullSelectExpression,
  Kind.ParenthesizedExpression,
  Kind.PathExpression,
  Kind.RecAttrsetExpression,
  Kind.SelectDefaultExpression,
  Kind.SelectExpression,
  Kind.SetSliceExpression,
  Kind.SpathExpression,
  Kind.StringExpression,
  Kind.TrueExpression,
  Kind.UnaryExpression,
  Kind.UriExpression,
  Kind.VariableExpression,
  Kind.WithExpression,
]);

/** Tells whether nodes of this kind may stand where the productions say `_expression`. */
export function isExpressionKind(kind: Kind): boolean {
  return expressionKinds[kind] === 1;
}

const keyKinds = kindSet([
  Kind.Identifier,
  Kind.Interpolation,
  Kind.StringExpression,
]);

/** Tells whether nodes of this kind may stand where the productions say `_key`. */
export function isKeyKind(kind: Kind): boolean {
  return keyKinds[kind] === 1;
}

const simpleKinds = kindSet([
  Kind.AttrsetExpression,
  Kind.FalseExpression,
  Kind.FloatExpression,
  Kind.HpathExpression,
  Kind.IndentedStringExpression,
  Kind.IntegerExpression,
  Kind.LetAttrsetExpression,
  Kind.ListExpression,
  Kind.NullExpression,
  Kind.ParenthesizedExpression,
  Kind.PathExpression,
  Kind.RecAttrsetExpression,
  Kind.SpathExpression,
  Kind.StringExpression,
  Kind.TrueExpression,
  Kind.UriExpression,
  Kind.VariableExpression,
]);

/** Tells whether nodes of this kind may stand where the productions say `_simple`. */
export function isSimpleKind(kind: Kind): boolean {
  return simpleKinds[kind] === 1;
}
