/**
 * The core calculus that both dialects lower to (specification E.1). Two programs with the same normal form do the
 * same in every environment; the evaluator runs these terms and nothing else.
 *
 * Variables are locally nameless. A *binder* is a `Function`, a `Let` or a recursive `Set`; `Bound` counts binders
 * outwards from the use (0 is the nearest) and names a slot of that binder. The slots are
 *
 * - `Function`: pattern `Variable` has slot 0. Pattern `Formals` has its formals in order, then, if there is one, the
 *   `@` name. Pattern `List` has its names in order.
 * - `Let` and recursive `Set`: the slots in the order of `slots` or `statics`.
 *
 * The scope of a `Let` is its slots and body. The scope of a recursive `Set` is everything in it except the plain
 * inherited values, which the lowering has already resolved outside (`Bound` there still counts the set as a binder).
 * The defaults of `Formals` and the function's body are in the function's scope.
 *
 * Names are Latin-1 strings: one character per byte, so that equal means equal bytes.
 */

/** Where a term came from: byte offsets in the source of its file. Equality ignores it. */
export interface Origin {
  readonly start: number;
  readonly end: number;
}

export type Term =
  | NullTerm
  | BoolTerm
  | IntTerm
  | FloatTerm
  | TextTerm
  | StringTerm
  | PathTerm
  | PathInterpolationTerm
  | FindTerm
  | CurrentPositionTerm
  | BoundTerm
  | NameTerm
  | FunctionTerm
  | ApplyTerm
  | LetTerm
  | SetTerm
  | ListTerm
  | SelectTerm
  | SelectOrTerm
  | HasTerm
  | IndexTerm
  | IfTerm
  | AssertTerm
  | WithTerm
  | NotTerm
  | BinaryTerm;

/** The tags of terms. Numbers, so that a `switch` over them is a jump table. */
export const Tag = {
  Null: 0,
  Bool: 1,
  Int: 2,
  Float: 3,
  Text: 4,
  String: 5,
  Path: 6,
  PathInterpolation: 7,
  Find: 8,
  CurrentPosition: 9,
  Bound: 10,
  Name: 11,
  Function: 12,
  Apply: 13,
  Let: 14,
  Set: 15,
  List: 16,
  Select: 17,
  SelectOr: 18,
  Has: 19,
  Index: 20,
  If: 21,
  Assert: 22,
  With: 23,
  Not: 24,
  Binary: 25,
} as const;
export type Tag = (typeof Tag)[keyof typeof Tag];

export interface NullTerm {
  readonly tag: typeof Tag.Null;
  readonly origin: Origin;
}

export interface BoolTerm {
  readonly tag: typeof Tag.Bool;
  readonly origin: Origin;
  readonly value: boolean;
}

export interface IntTerm {
  readonly tag: typeof Tag.Int;
  readonly origin: Origin;
  readonly value: bigint;
}

export interface FloatTerm {
  readonly tag: typeof Tag.Float;
  readonly origin: Origin;
  readonly value: number;
}

/** A string without interpolations, escapes and indentation resolved; one character per byte. */
export interface TextTerm {
  readonly tag: typeof Tag.Text;
  readonly origin: Origin;
  readonly value: string;
}

/** A string with interpolations: literal chunks and terms coerced to strings, chunks never empty or adjacent. */
export interface StringTerm {
  readonly tag: typeof Tag.String;
  readonly origin: Origin;
  readonly parts: readonly (string | Term)[];
}

/** Which root a path literal is relative to: the file's folder, the file system's root, the home folder. */
export type PathRoot = "relative" | "absolute" | "home";

/** A path literal as written, without resolving it. */
export interface PathTerm {
  readonly tag: typeof Tag.Path;
  readonly origin: Origin;
  readonly root: PathRoot;
  readonly text: string;
}

/** An interpolated path; the first part is always a `PathTerm`'s text. */
export interface PathInterpolationTerm {
  readonly tag: typeof Tag.PathInterpolation;
  readonly origin: Origin;
  readonly root: PathRoot;
  readonly parts: readonly (string | Term)[];
}

/** `<text>`: calls whatever `__findFile` and `__nixPath` resolve to at this place. */
export interface FindTerm {
  readonly tag: typeof Tag.Find;
  readonly origin: Origin;
  readonly findFile: BoundTerm | NameTerm;
  readonly nixPath: BoundTerm | NameTerm;
  readonly text: string;
}

/** `__curPos`. */
export interface CurrentPositionTerm {
  readonly tag: typeof Tag.CurrentPosition;
  readonly origin: Origin;
}

export interface BoundTerm {
  readonly tag: typeof Tag.Bound;
  readonly origin: Origin;
  readonly depth: number;
  readonly slot: number;
  /** The name as written, for messages. Equality ignores it. */
  readonly name: string;
}

/**
 * A name no binder provides: a global, or an attribute of one of the `with` frames around it. `withs` is how many
 * `With` terms enclose it, 0 for a name of the standard global scope, which `with` cannot shadow.
 */
export interface NameTerm {
  readonly tag: typeof Tag.Name;
  readonly origin: Origin;
  readonly name: string;
  readonly withs: number;
}

export interface Formal {
  readonly name: string;
  /** Where the name is written. */
  readonly origin: Origin;
  readonly default: Term | null;
}

export type Pattern =
  | { readonly kind: "variable"; readonly name: string }
  | {
      readonly kind: "formals";
      readonly formals: readonly Formal[];
      readonly open: boolean;
      /** The `@` name or null. */
      readonly as: string | null;
      /** Whether the `@` value includes the defaults (feature `args-include-defaults`). */
      readonly asFull: boolean;
    }
  | { readonly kind: "list"; readonly names: readonly string[]; readonly open: boolean };

export interface FunctionTerm {
  readonly tag: typeof Tag.Function;
  readonly origin: Origin;
  readonly pattern: Pattern;
  readonly body: Term;
}

export interface ApplyTerm {
  readonly tag: typeof Tag.Apply;
  readonly origin: Origin;
  readonly function: Term;
  readonly argument: Term;
}

/** The value of a slot, or of a static attribute: a term, or one attribute of a shared `inherit (from)` source. */
export type SlotValue = Term | FromValue;

/** The attribute `name` of source `from` of the enclosing `Let` or `Set`. */
export interface FromValue {
  readonly tag: "from";
  readonly origin: Origin;
  readonly from: number;
  readonly name: string;
}

export interface Slot {
  readonly name: string;
  /** Where the name is written. */
  readonly origin: Origin;
  readonly value: SlotValue;
  /** Set by a lowering on demand: reading `value` lowers it first. It is a term other than a literal or a variable. */
  readonly isDeferred?: true;
}

export interface LetTerm {
  readonly tag: typeof Tag.Let;
  readonly origin: Origin;
  /** The sources of `inherit (from)`, each evaluated at most once, in the scope of the slots. */
  readonly froms: readonly Term[];
  readonly slots: readonly Slot[];
  readonly body: Term;
}

/** An attribute whose name is computed when the set is forced; a null name leaves it out. */
export interface DynamicAttribute {
  readonly origin: Origin;
  readonly name: Term;
  readonly value: Term;
}

export interface SetTerm {
  readonly tag: typeof Tag.Set;
  readonly origin: Origin;
  readonly recursive: boolean;
  /** The sources of `inherit (from)`, each evaluated at most once; in a recursive set in its scope. */
  readonly froms: readonly Term[];
  readonly statics: readonly Slot[];
  readonly dynamics: readonly DynamicAttribute[];
  /** Sets unpacked into this one; every key may come from one place only. */
  readonly splats: readonly Term[];
  /** Slot of a static `__overrides` that legacy honours, or -1. */
  readonly overrides: number;
}

export interface ListElement {
  readonly splat: boolean;
  readonly value: Term;
}

export interface ListTerm {
  readonly tag: typeof Tag.List;
  readonly origin: Origin;
  readonly elements: readonly ListElement[];
}

/** One attribute name: static bytes or a term coerced to a string. */
export type AttributeName = string | Term;

/** One selection step without a default. */
export interface SelectTerm {
  readonly tag: typeof Tag.Select;
  readonly origin: Origin;
  readonly value: Term;
  readonly name: AttributeName;
}

/** `value.path or fallback`. */
export interface SelectOrTerm {
  readonly tag: typeof Tag.SelectOr;
  readonly origin: Origin;
  readonly value: Term;
  readonly path: readonly AttributeName[];
  readonly fallback: Term;
}

/** `value ? path`. */
export interface HasTerm {
  readonly tag: typeof Tag.Has;
  readonly origin: Origin;
  readonly value: Term;
  readonly path: readonly AttributeName[];
}

/** `list.index`. */
export interface IndexTerm {
  readonly tag: typeof Tag.Index;
  readonly origin: Origin;
  readonly list: Term;
  readonly index: bigint;
}

export interface IfTerm {
  readonly tag: typeof Tag.If;
  readonly origin: Origin;
  readonly condition: Term;
  readonly consequence: Term;
  readonly alternative: Term;
}

export interface AssertTerm {
  readonly tag: typeof Tag.Assert;
  readonly origin: Origin;
  readonly condition: Term;
  readonly body: Term;
}

export interface WithTerm {
  readonly tag: typeof Tag.With;
  readonly origin: Origin;
  readonly environment: Term;
  readonly body: Term;
}

export interface NotTerm {
  readonly tag: typeof Tag.Not;
  readonly origin: Origin;
  readonly operand: Term;
}

/** Operators with two operands. Subtraction to `less` are the primitive nodes, not calls of `__sub` and the like. */
export type BinaryOperator =
  | "and"
  | "or"
  | "implies"
  | "equal"
  | "update"
  | "concat"
  | "plus"
  | "subtract"
  | "multiply"
  | "divide"
  | "less";

export interface BinaryTerm {
  readonly tag: typeof Tag.Binary;
  readonly origin: Origin;
  readonly operator: BinaryOperator;
  readonly left: Term;
  readonly right: Term;
}
