/**
 * `builtins.scopedImportUsing { newGlobals = env: env // { x = 1; }; }` = `builtins.scopedImport { x = 1; }`, and
 * `builtins.scopedImportUsing { }` = `builtins.scopedImport { }`
 *
 * Both read the file with the standard globals and the names of the set, for a file that says itself what it is or reads
 * the same in both dialects. The names are written out, and legacy looks none of them up for an operator or a literal.
 */
import { type SetTerm, shift, Tag, type Term, usesNearestBinder } from "@lix-tools/eval-core";
import type { CoreLaw } from "../../proof/law.ts";
import { builtinTerm, isBuiltin } from "./terms.ts";

/** What legacy finds by name where Nix 2 does not. */
export const looksUpInLegacy: ReadonlySet<string> = new Set(
  "true false null __sub __mul __div __lessThan __findFile __nixPath".split(" "),
);

/** Importing with further globals is what legacy calls a scoped import. */
export const scopedImportLaw: CoreLaw = {
  name: "scoped-import",
  statement: "`builtins.scopedImportUsing { newGlobals = env: env // s; }` is `builtins.scopedImport s`",
  apply(term) {
    if (term.tag !== Tag.Apply || !isBuiltin(term.function, "scopedImportUsing")) return term;
    const argument = furtherGlobals(term.argument);
    if (argument === null) return term;
    return { ...term, function: builtinTerm("scopedImport", term.function.origin), argument };
  },
};

/** Returns the set of the names that are added to the standard globals, or null where it is something else. */
function furtherGlobals(options: Term): Term | null {
  if (options.tag !== Tag.Set || !isPlain(options)) return null;
  const [entry, ...others] = options.statics;
  if (entry === undefined) return options;
  const { name, value } = entry;
  if (others.length > 0 || name !== "newGlobals" || value.tag !== Tag.Function) return null;
  const { pattern, body } = value;
  if (pattern.kind !== "variable" || body.tag !== Tag.Binary || body.operator !== "update") return null;
  const isStandard = body.left.tag === Tag.Bound && body.left.depth === 0;
  return isStandard && isWrittenOut(body.right) && !usesNearestBinder(body.right) ? shift(body.right, -1) : null;
}

function isWrittenOut(term: Term): boolean {
  return term.tag === Tag.Set && isPlain(term) && term.statics.every(({ name }) => !looksUpInLegacy.has(name));
}

function isPlain({ dynamics, splats }: SetTerm): boolean {
  return dynamics.length + splats.length === 0;
}
