/**
 * The rules of other Nix linters and ours that answer to them. Their names are accepted wherever a rule is named, and
 * the table of equivalents in the documentation is made from here.
 */

/** The tools whose rules are known. */
export type Peer =
  | "deadnix"
  | "lix"
  | "nil"
  | "nix-linter"
  | "nixf"
  | "nixpkgs-hammering"
  | "nixpkgs-lint"
  | "nixpkgs-vet"
  | "statix"
  | "tvix";

/** One rule of another tool. */
export interface PeerRule {
  readonly tool: Peer;
  readonly name: string;
  /** `group/name` of ours; empty where there is none. */
  readonly ours: readonly string[];
  /** Why there is none, or what is different. */
  readonly note?: string;
}

type Row = readonly [name: string, ours: string | readonly string[], note?: string];

function rows(tool: PeerRule["tool"], given: readonly Row[]): PeerRule[] {
  return given.map(([name, ours, note]) => ({
    tool,
    name,
    ours: typeof ours === "string" ? [ours] : ours,
    ...(note === undefined ? {} : { note }),
  }));
}

/** Every rule of every peer, in the peers' own order. */
export const peerRules: readonly PeerRule[] = [
  ...rows("statix", [
    ["bool_comparison", "style/bool-comparison", "in preset `strict`, and only for what looks like a boolean"],
    ["empty_let_in", "dead/empty-let"],
    ["manual_inherit", "style/manual-inherit", "not in `rec` and `let`, see correct/self-recursive-binding"],
    ["manual_inherit_from", "style/manual-inherit-from"],
    ["legacy_let_syntax", "langver/ancient-let"],
    ["collapsible_let_in", "style/collapsible-let"],
    ["eta_reduction", "style/eta-reduction", "off by default, the fix is unsafe"],
    ["useless_parens", "style/redundant-parens", "off by default: formatters own this"],
    ["empty_pattern", "style/empty-pattern", "off by default, the fix is unsafe"],
    ["redundant_pattern_bind", "style/redundant-at-pattern", "off by default, the fix is unsafe"],
    ["unquoted_uri", "langver/url-literal"],
    ["unquoted_splice", "style/useless-attr-interpolation", "only where the interpolation is of a literal"],
    ["empty_inherit", "dead/empty-inherit"],
    ["deprecated_to_path", "langver/deprecated-builtin"],
    ["bool_simplification", "style/negated-equality"],
    ["useless_has_attr", "style/has-attr-then-select"],
    ["repeated_keys", "style/repeated-keys"],
    ["empty_list_concat", "style/empty-list-concat", "in preset `strict`"],
  ]),
  ...rows("deadnix", [
    ["unused-let-binding", ["dead/unused-let", "dead/unused-let-inherit"]],
    ["unused-lambda-arg", "dead/unused-argument"],
    ["unused-lambda-pattern", "dead/unused-formal"],
    ["unused-at-pattern", "dead/unused-at-name"],
  ]),
  ...rows("nixf", [
    ["lex-unterminated-bcomment", "correct/syntax-error"],
    ["lex-float-no-exp", "correct/number-typo"],
    ["lex-float-leading-zero", "correct/number-typo"],
    ["parse-expected", "correct/syntax-error"],
    ["parse-unexpected", "correct/syntax-error"],
    ["parse-unexpected-between", "correct/syntax-error"],
    ["parse-int-too-big", "correct/int-out-of-range"],
    ["parse-attrpath-extra-dot", "correct/syntax-error"],
    ["parse-select-extra-dot", "correct/syntax-error"],
    ["parse-missing-sep-formals", "correct/syntax-error"],
    ["parse-lambda-arg-extra-at", "correct/syntax-error"],
    ["parse-operator-noassoc", "correct/nonassoc-chain"],
    ["parse-kw-or-isnot-binary-op", "langver/or-identifier"],
    ["parse-redundant-paren", "style/redundant-parens"],
    ["path-trailing-slash", "correct/syntax-error"],
    ["let-dynamic", "correct/dynamic-in-let"],
    ["sema-dynamic-inherit", "correct/dynamic-in-inherit"],
    ["empty-inherit", "dead/empty-inherit"],
    ["or-identifier", "langver/or-identifier"],
    ["deprecated-url-literal", "langver/url-literal"],
    ["deprecated-let", "langver/ancient-let"],
    ["merge-diff-rec", "langver/rec-set-merge"],
    ["sema-duplicated-attrname", "correct/duplicate-attr"],
    ["sema-dup-formal", "correct/duplicate-formal"],
    ["sema-dup-formal-arg", "correct/duplicate-formal"],
    ["sema-empty-formal", "correct/syntax-error"],
    ["sema-formal-missing-comma", "correct/syntax-error"],
    ["sema-formal-extra-ellipsis", "correct/syntax-error"],
    ["sema-misplaced-ellipsis", "correct/syntax-error"],
    ["sema-undefined-variable", "correct/undefined-variable"],
    ["sema-unused-def-let", "dead/unused-let"],
    ["sema-unused-def-lambda-noarg-formal", "dead/unused-formal"],
    ["sema-unused-def-lambda-witharg-formal", "dead/unused-formal"],
    ["sema-unused-def-lambda-witharg-arg", "dead/unused-at-name"],
    ["sema-unused-def-lambda-arg", "dead/unused-argument"],
    ["sema-extra-rec", "dead/unneeded-rec"],
    ["sema-extra-with", "dead/unused-with"],
    ["sema-primop-unknown", "correct/unknown-builtin"],
    ["sema-primop-needs-prefix", "correct/builtin-needs-prefix"],
    ["sema-primop-removed-prefix", "style/builtins-prefix", "looks at the scope first"],
    ["sema-primop-overridden", "style/shadowed-builtin"],
    ["sema-constant-overridden", "style/shadowed-builtin"],
    ["sema-escaping-with", [], "removed there as too pedantic; style/nested-with is near"],
  ]),
  ...rows("nil", [
    ["syntax_error", "correct/syntax-error"],
    ["invalid_dynamic", ["correct/dynamic-in-let", "correct/dynamic-in-inherit"]],
    ["duplicated_key", "correct/duplicate-attr"],
    ["duplicated_param", "correct/duplicate-formal"],
    ["undefined_name", "correct/undefined-variable"],
    ["empty_let_in", "dead/empty-let"],
    ["let_attrset", "langver/ancient-let"],
    ["uri_literal", "langver/url-literal"],
    ["merge_plain_rec_attrset", "langver/rec-set-merge"],
    ["merge_rec_attrset", "langver/attrset-merge"],
    ["unused_binding", "dead/unused-let"],
    ["unused_with", "dead/unused-with"],
    ["unused_rec", "dead/unneeded-rec"],
  ]),
  ...rows("nixpkgs-lint", [
    ["build-tool-in-build-inputs", "nixpkgs/build-tool-in-build-inputs"],
    ["flags-as-string", "nixpkgs/flags-not-list"],
    ["optional-with-list", "correct/optional-with-list"],
    ["pname-in-src", "nixpkgs/pname-in-src"],
    ["redundant-stdenv-packages", "nixpkgs/redundant-stdenv-package"],
  ]),
  ...rows("nixpkgs-hammering", [
    ["attribute-ordering", "nixpkgs/attribute-order"],
    ["attribute-typo", "nixpkgs/attribute-typo"],
    ["build-tools-in-build-inputs", "nixpkgs/build-tool-in-build-inputs"],
    ["duplicate-check-inputs", [], "needs the evaluated package set"],
    ["environment-variables-go-to-env", "nixpkgs/env-outside-env"],
    ["explicit-phases", "nixpkgs/phase-override"],
    ["fixup-phase", "nixpkgs/phase-override"],
    ["patch-phase", "nixpkgs/phase-override"],
    ["license-missing", "nixpkgs/missing-license"],
    ["maintainers-missing", "nixpkgs/missing-maintainers"],
    ["meson-cmake", "nixpkgs/meson-with-cmake"],
    ["missing-phase-hooks", "nixpkgs/missing-phase-hooks"],
    ["name-and-version", "nixpkgs/name-and-version"],
    ["no-flags-array", "nixpkgs/flags-array"],
    ["no-flags-spaces", "nixpkgs/flags-with-spaces"],
    ["python-explicit-check-phase", "nixpkgs/python-check-phase"],
    ["python-imports-check-typo", "nixpkgs/attribute-typo"],
    ["python-include-tests", [], "needs the evaluated package"],
    ["python-inconsistent-interpreters", "nixpkgs/python-inconsistent-set"],
    ["unclear-gpl", "nixpkgs/unclear-license"],
    ["unnecessary-parallel-building", "nixpkgs/unnecessary-parallel"],
    ["missing-patch-comment", "nixpkgs/patch-without-comment"],
    ["no-uri-literals", "langver/url-literal"],
    ["unused-argument", "dead/unused-formal"],
    ["stale-substitute", [], "reads build logs"],
    ["no-python-tests", [], "reads build logs"],
  ]),
  ...rows("nixpkgs-vet", [
    ["NPV-100", [], "needs evaluation"],
    ["NPV-101", [], "needs evaluation"],
    ["NPV-109", "nixpkgs/by-name-layout"],
    ["NPV-110", "nixpkgs/by-name-layout"],
    ["NPV-111", "nixpkgs/by-name-layout"],
    ["NPV-120", [], "needs evaluation"],
    ["NPV-121", "nixpkgs/path-escapes-package"],
    ["NPV-122", "nixpkgs/search-path-in-package"],
    ["NPV-123", "nixpkgs/path-escapes-package"],
    ["NPV-124", [], "looks at files that are no Nix source"],
    ["NPV-125", [], "about symlinks, which discovery leaves out"],
    ["NPV-126", [], "about symlinks, which discovery leaves out"],
    ["NPV-127", "style/absolute-path"],
    ["NPV-128", "style/home-path"],
    ["NPV-140", "nixpkgs/by-name-layout"],
    ["NPV-141", "nixpkgs/by-name-layout"],
    ["NPV-142", "nixpkgs/by-name-layout"],
    ["NPV-143", "nixpkgs/by-name-layout"],
    ["NPV-144", "nixpkgs/by-name-layout"],
    ["NPV-145", "nixpkgs/executable-bit"],
    ["NPV-146", "nixpkgs/executable-bit"],
    ["NPV-160", [], "use --baseline or --since on nixpkgs/by-name-layout"],
    ["NPV-162", [], "use --baseline or --since on nixpkgs/by-name-layout"],
    ["NPV-164", "nixpkgs/strict-deps", "with --since it is the ratchet"],
    ["NPV-165", "nixpkgs/strict-deps", "with --since it is the ratchet"],
    ["NPV-166", "nixpkgs/structured-attrs", "with --since it is the ratchet"],
    ["NPV-167", "nixpkgs/structured-attrs", "with --since it is the ratchet"],
    ["NPV-170", "langver/string-escape"],
  ]),
  ...rows("lix", [
    ["url-literals", "langver/url-literal"],
    ["ancient-let", "langver/ancient-let"],
    ["rec-set-overrides", "langver/rec-overrides"],
    ["shadow-internal-symbols", ["langver/shadow-operator-symbol", "langver/shadow-literal"]],
    ["cr-line-endings", "langver/cr-line-endings"],
    ["nul-bytes", "langver/nul-byte"],
    ["broken-string-escape", "langver/string-escape"],
    ["broken-string-indentation", "langver/indented-first-line"],
    ["floating-without-zero", "langver/float-leading-dot"],
    ["or-as-identifier", "langver/or-identifier"],
    ["rec-set-dynamic-attrs", "langver/rec-dynamic-attr"],
    ["rec-set-merges", "langver/rec-set-merge"],
    ["tokens-no-whitespace", "langver/token-whitespace"],
    ["nix-path-shadow", [], "about the search path at run time, not about files"],
    ["floor-ceil-corrupt-integers", "langver/floor-ceil-range"],
  ]),
  ...rows("tvix", [
    ["bad-sri-padding", "nixpkgs/hash-padding"],
    ["dead-code", ["dead/constant-condition", "dead/unreachable-operand"]],
    ["empty-inherit", "dead/empty-inherit"],
    ["empty-let", "dead/empty-let"],
    ["legacy-let", "langver/ancient-let"],
    ["shadowed-global", "style/shadowed-builtin"],
    ["shadowed-output", [], "needs the evaluated derivation"],
    ["unused-binding", ["dead/unused-let", "dead/unused-let-inherit"]],
    ["url-literal", "langver/url-literal"],
    ["useless-bool-operation", ["dead/unreachable-operand", "style/bool-comparison"]],
    ["useless-inherit", "dead/useless-inherit"],
    ["useless-parens", "style/redundant-parens"],
  ]),
  ...rows("nix-linter", [
    ["AlphabeticalArgs", [], "callers name arguments; style/lib-first has the one order there is a custom for"],
    ["AlphabeticalBindings", "style/sorted-attrs"],
    ["BetaReduction", [], "a function that is called where it is written is how people write a `let`"],
    ["DIYInherit", "style/manual-inherit"],
    ["EmptyInherit", "dead/empty-inherit"],
    ["EmptyLet", "dead/empty-let"],
    ["EmptyVariadicParamSet", "style/empty-pattern"],
    ["EtaReduce", "style/eta-reduction"],
    ["FreeLetInFunc", "perf/let-in-lambda"],
    ["LetInInheritRecset", [], "a set that inherits from its `let` says what it makes public"],
    ["ListLiteralConcat", "style/list-literal-concat"],
    ["NegateAtom", "dead/constant-condition"],
    ["SequentialLet", "style/collapsible-let"],
    ["SetLiteralUpdate", "style/set-literal-update"],
    ["UnfortunateArgName", [], "names are the author's"],
    ["UnneededAntiquote", "style/useless-interpolation"],
    ["UnneededRec", "dead/unneeded-rec"],
    ["UnusedArg", "dead/unused-argument"],
    ["UnusedLetBind", ["dead/unused-let", "dead/unused-let-inherit"]],
    ["UpdateEmptySet", "style/empty-set-update"],
  ]),
];

/** The short codes statix prints, by its rules' names. */
const statixCodes: Readonly<Record<string, string>> = {
  W01: "bool_comparison",
  W02: "empty_let_in",
  W03: "manual_inherit",
  W04: "manual_inherit_from",
  W05: "legacy_let_syntax",
  W06: "collapsible_let_in",
  W07: "eta_reduction",
  W08: "useless_parens",
  W10: "empty_pattern",
  W11: "redundant_pattern_bind",
  W12: "unquoted_uri",
  W14: "empty_inherit",
  W17: "deprecated_to_path",
  W18: "bool_simplification",
  W19: "useless_has_attr",
  W20: "repeated_keys",
  W23: "empty_list_concat",
};

/** Returns our rules for another tool's name; empty where there are none. */
export function rulesOfPeer(name: string): readonly string[] {
  const plain = statixCodes[name] ?? name;
  return peerRules.filter((row) => row.name === plain).flatMap((row) => row.ours);
}
