/** Single codemods for who wants rewrites of one construct, not a migration: no engine, no formatter, no IO. */
export type { Codemod, Proposal, Rewrite } from "../codemod.ts";
export { indentedTabsCodemod } from "../codemods/m13-indented-tabs.ts";
export { literalNameCodemod } from "../codemods/m37-literal-name.ts";
export { listIndexCodemod } from "../codemods/m30-list-index.ts";
export { listSliceCodemod } from "../codemods/m24-list-slice.ts";
export { listUnpackCodemod } from "../codemods/m26-list-unpack.ts";
export { nix2FormCodemod } from "../codemods/m36-nix2-form.ts";
export { orIdentifierCodemod } from "../codemods/m08-or-identifier.ts";
export { recDynamicAttrCodemod } from "../codemods/m07-rec-dynamic-attr.ts";
export { recSetMergeCodemod } from "../codemods/m05-rec-set-merge.ts";
export { selectDefaultCodemod } from "../codemods/m19-select-default.ts";
export { setUnpackCodemod } from "../codemods/m27-set-unpack.ts";
export { shadowLiteralCodemod } from "../codemods/m17-shadow-literal.ts";
export { shadowOperatorSymbolCodemod } from "../codemods/m18-shadow-operator-symbol.ts";
export { createFileContext, type FileContext } from "../file-context.ts";
export type { CoreLaw } from "../proof/law.ts";
