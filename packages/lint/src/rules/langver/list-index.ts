/** `builtins.elemAt xs 0 ⇒ xs.0` in Nix 2. */
import { listIndexCodemod } from "@lix-tools/migrate-langver/codemods";
import type { Rule } from "../../engine/rule.ts";
import { idiomRule } from "./_codemod.ts";

/** Reports calls of `elemAt` and `head` that can be an index. */
export const listIndexRule: Rule = idiomRule({
  codemod: listIndexCodemod,
  name: "list-index",
  code: "LX240",
  summary: "calls of `elemAt` and `head` that can be an index",
  message: "this can be an index",
});
