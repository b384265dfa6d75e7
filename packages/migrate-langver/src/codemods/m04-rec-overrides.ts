/**
 * `rec { __overrides = e; … } ⇒` nothing, for now
 *
 * The attributes of `__overrides` replace those of the set, also for the names inside it. An update behind the set
 * would leave those as they were, so no local rewrite is plain enough to be made unasked; the author wants an overlay
 * or `lib.fix`.
 */
import { recOverrides } from "@lix-tools/parser";
import { type Codemod, defineCodemod, refuse } from "../codemod.ts";

/** Reports `__overrides`. */
export const recOverridesCodemod: Codemod = defineCodemod({
  id: "M04",
  detector: recOverrides,
  summary: "`rec { __overrides = …; }` is reported",
  from: ["legacy", "lix"],
  to: ["lix", "nix2", "nix2-future"],
  preserves: "core",
  soundness: "nothing is rewritten",
  plan: (_file, sites) =>
    sites.map(({ span }) =>
      refuse(span, "`__overrides` changes names inside the set; write a fixpoint (`lib.fix`, an overlay) by hand"),
    ),
});
