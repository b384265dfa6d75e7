/** `with pkgs; [ a b ] ⇒ pkgs.[a, b]` in Nix 2. */
import { listSliceCodemod } from "@lix-tools/migrate-langver/codemods";
import type { Rule } from "../../engine/rule.ts";
import { idiomRule } from "./_codemod.ts";

/** Reports a list of names under a `with` that can be a slice. */
export const withListToSliceRule: Rule = idiomRule({
  codemod: listSliceCodemod,
  name: "with-list-to-slice",
  code: "LX239",
  summary: "a list of names under a `with` that can be a slice",
  message: "this can be a slice, which says where its names come from",
});
