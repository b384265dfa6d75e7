/**
 * Names to terms: a variable of a binder, a literal word, or a name left to the global scope and the `with` frames.
 */
import {
  type BindingTree,
  endOf,
  Kind,
  kindOf,
  type NodeIndex,
  startOf,
  staticName,
  unicodeOf,
} from "@lix-tools/parser";
import { type BoundTerm, type NameTerm, type Origin, Tag, type Term } from "../core/term.ts";
import { boundTerm, type Lowering, nameTerm, report } from "./lowering.ts";
import { nameAt } from "./name-table.ts";
import { type Scope, TargetCode } from "./resolution.ts";

/** Returns the scope that a function or `let` opens, or null in an erroneous tree. */
export function scopeOf({ resolution }: Lowering, node: NodeIndex): Scope | null {
  return resolution.scopes[(resolution.entered[node] ?? 0) - 1] ?? null;
}

/** Returns the scope of a recursive set, or null for another set. */
export function mergedScopeOf({ resolution }: Lowering, bindings: BindingTree): Scope | null {
  return resolution.flat.rare?.mergedScopes.get(bindings) ?? null;
}

/** Returns the name that is written at an attribute or parameter, or null where it is computed. */
export function nameOfWord({ resolution, tree }: Lowering, word: NodeIndex): string | null {
  if (kindOf(tree, word) !== Kind.Identifier) return staticName(tree, word);
  const { names } = resolution.flat;
  return names.texts[nameAt(names, tree.source, startOf(tree, word), endOf(tree, word))] ?? null;
}

/** Returns the term of a word that the resolver has looked up. */
export function lowerVariable(lowering: Lowering, word: NodeIndex, origin: Origin): Term {
  const code = lowering.resolution.targets[word] ?? TargetCode.None;
  if (code === TargetCode.Position) return { tag: Tag.CurrentPosition, origin };
  if (code > 0) return lowerTarget(lowering, code, { name: "", origin });
  const name = nameOfWord(lowering, word) ?? "";
  if (code === TargetCode.Unresolved)
    report(lowering, word, "eval/undefined-variable", `undefined variable \`${unicodeOf(name)}\``);
  if (code === TargetCode.Global && isLiteralWord(name)) return literalTerm(name, origin);
  return lowerTarget(lowering, code, { name, origin });
}

/** Returns the variable or name that a coded target means. */
export function lowerTarget(
  lowering: Lowering,
  code: number,
  { name, origin }: { readonly name: string; readonly origin: Origin },
): BoundTerm | NameTerm {
  const { flat, scopes } = lowering.resolution;
  if (code > 0) {
    const scope = scopes[flat.slots.owners[code - 1] ?? 0];
    const text = flat.names.texts[flat.slots.names[code - 1] ?? 0] ?? "";
    if (scope !== undefined) return boundTerm(lowering, scope, { slot: code - 1 - scope.first, name: text }, origin);
  }
  const withs = scopes[TargetCode.Frame - code]?.withs ?? 0;
  return nameTerm(name, withs, origin);
}

/** The words that legacy looks up like any name, and that mean a literal where nothing provides them. */
type LiteralWord = "true" | "false" | "null";

function isLiteralWord(name: string): name is LiteralWord {
  return name === "true" || name === "false" || name === "null";
}

function literalTerm(word: LiteralWord, origin: Origin): Term {
  return word === "null" ? { tag: Tag.Null, origin } : { tag: Tag.Bool, origin, value: word === "true" };
}
