/**
 * What the linter found, as the rest of the suite sees it: a diagnostic, with what fixes claim and which rule it was.
 */
import type { Diagnostic } from "@lix-tools/parser";
import type { FixClass, RuleFix } from "./rule.ts";

/** One finding in one file. */
export interface Finding extends Diagnostic {
  /** `group/name` of the rule, or the code of a syntax error. */
  readonly code: string;
  /** The stable short name of the rule. */
  readonly shortCode: string;
  readonly fixClass: FixClass;
  /** The fix to apply in bulk, if there is one. */
  readonly fix: RuleFix | null;
  /** Set where a comment in the file asks not to hear of it. */
  readonly suppression: { readonly reason: string | null } | null;
}
