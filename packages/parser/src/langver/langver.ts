/**
 * The language a file is read as: an edition and the features it stands for. Decided once per file, then it travels
 * with the tree.
 */
import type { FeatureId } from "./features.ts";

/** `lix` is legacy less what current Lix warns about or rejects; `nix2-future` carries no promise of stability. */
export type Edition = "legacy" | "lix" | "nix2" | "nix2-future";

/** The grammar a file is parsed with; features beyond it are checks on the tree. */
export type Dialect = "nix" | "nix2" | "nix2_future";

export interface Langver {
  readonly edition: Edition;
  /** Every feature that is on, implications included. */
  readonly features: ReadonlySet<FeatureId>;
  readonly dialect: Dialect;
}
