/** `{ a = 1; } // { b = 2; } ⇒ { a = 1; *{ b = 2; }; }` in Nix 2, where no name is in both. */
import { setUnpackCodemod } from "@lix-tools/migrate-langver/codemods";
import type { Rule } from "../../engine/rule.ts";
import { idiomRule } from "./_codemod.ts";

/** Reports sets with different names joined by `//` that can be one set. */
export const setUnpackRule: Rule = idiomRule({
  codemod: setUnpackCodemod,
  name: "set-unpack",
  code: "LX238",
  summary: "sets with different names joined by `//` that can be one set",
  message: "this can be one set with `*` before what is unpacked",
});
