/**
 * What a rule is: a plain value with a name, a verdict on how much it matters, and a function over nodes of some kinds.
 * A rule never changes anything; it reports, and may offer fixes with a claim about what they preserve.
 */
import type { Fix, Kind, NodeIndex, RelatedSpan, Severity, Span } from "@lix-tools/parser";
import type { CoreLaw } from "@lix-tools/migrate-langver/codemods";
import type { RuleContext } from "./context.ts";
import type { Target } from "./target.ts";

/** The groups of the catalogue. */
export const groups = ["correct", "langver", "dead", "style", "perf", "nixpkgs"] as const;
/** One of the groups. */
export type Group = (typeof groups)[number];

/**
 * What fixes of a rule claim. `safe`: the file means the same, which is proven again each time. `proof`: the same, but
 * only where the rule's own analysis finds it so; elsewhere there is a report without a fix that says why. `unsafe`:
 * the meaning may change, so it takes `--unsafe-fixes`. `none`: there is nothing to offer.
 */
export type FixClass = "safe" | "proof" | "unsafe" | "none";

/** The smallest preset that switches a rule on; rules of `none` run where somebody names them. */
export type RulePreset = "recommended" | "strict" | "nix2" | "nixpkgs" | "nixos-module" | "none";

/** A fix as a rule offers it. */
export interface RuleFix extends Fix {
  readonly safety: "safe" | "unsafe";
  /** Set where the comment it removes is what the fix is about. */
  readonly dropsComment?: true;
}

/** What a rule has to say besides place and message. */
export interface ReportDetails {
  readonly fix?: RuleFix | null;
  /** Further fixes to choose from in an editor; never applied in bulk. */
  readonly alternatives?: readonly RuleFix[];
  /** Why there is no fix at this place although the rule has one elsewhere. */
  readonly noFix?: string;
  readonly severity?: Severity;
  readonly notes?: readonly string[];
  readonly related?: readonly RelatedSpan[];
}

/** A rule of the catalogue. */
export interface Rule {
  readonly group: Group;
  /** Within the group, in kebab case. */
  readonly name: string;
  /** A stable short name for tools that want one, such as `LX101`. */
  readonly code: string;
  /** One sentence, lower case, no full stop: what is found. */
  readonly summary: string;
  readonly severity: Severity;
  /** The severity for a target, where that decides. Null means the rule says nothing for it. */
  readonly severityFor?: (target: Target) => Severity | null;
  readonly preset: RulePreset;
  readonly fix: FixClass;
  /** Laws of the core that proofs of its fixes need besides those of `proof/simplify.ts`. */
  readonly laws?: readonly CoreLaw[];
  /** The first version that has it. */
  readonly since: string;
  /** Which dialects the rule is about; both when absent. */
  readonly dialect?: "legacy" | "nix2";
  /** The kinds of node `check` is called for. */
  readonly kinds: readonly Kind[];
  /** Codes of the parser's own diagnostics that the rule reports under its name. */
  readonly takes?: readonly string[];
  readonly check?: (node: NodeIndex, ctx: RuleContext) => void;
  /** Called once per file, for rules that look at the file as a whole. */
  readonly checkFile?: (ctx: RuleContext) => void;
}

/** Returns the rule; it exists to give the literal its type. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** Returns `group/name`, which is how people write a rule and the code of its diagnostics. */
export function ruleId(rule: Rule): string {
  return `${rule.group}/${rule.name}`;
}

/** Where the pages of rules are published. */
export const publishedPages: string =
  "https://github.com/lix-tools/lix-tools/blob/main/packages/lint/docs/rules/{code}.md";

/** Returns the address of a rule's page. It is made of the short code, which never changes. */
export function ruleUrl(shortCode: string, pages: string = publishedPages): string {
  return pages.includes("{code}")
    ? pages.replaceAll("{code}", shortCode)
    : `${pages.replace(/\/$/, "")}/${shortCode}.md`;
}

/** A report of a rule, before suppressions. */
export interface Report {
  readonly rule: Rule;
  readonly span: Span;
  readonly message: string;
  readonly details: ReportDetails;
}
