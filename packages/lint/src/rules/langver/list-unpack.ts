/** `[ a ] ++ xs ⇒ [ a *xs ]` in Nix 2. */
import { listUnpackCodemod } from "@lix-tools/migrate-langver/codemods";
import type { Rule } from "../../engine/rule.ts";
import { idiomRule } from "./_codemod.ts";

/** Reports lists joined by `++` that can be one list. */
export const listUnpackRule: Rule = idiomRule({
  codemod: listUnpackCodemod,
  name: "list-unpack",
  code: "LX237",
  summary: "lists joined by `++` that can be one list",
  message: "this can be one list with `*` before what is unpacked",
});
