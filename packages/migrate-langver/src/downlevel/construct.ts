/**
 * What a construct of Nix 2 is to the down-levelling: a plain value that says whether a node needs other text, how that
 * text binds, and what it is. Constructs know nothing of each other: what stands inside is emitted by `job.emit`, and so
 * they compose.
 */
import type { Kind, NodeIndex } from "@lix-tools/parser";
import type { Job } from "./job.ts";
import type { Level } from "./level.ts";
import type { Draft } from "./draft.ts";

export interface Construct {
  /** The section of the specification's table, as the name of the file and its cases. */
  readonly name: string;
  readonly kinds: readonly Kind[];
  /** Returns how the new text binds, or null where the node needs no other text. */
  readonly level: (job: Job, node: NodeIndex) => Level | null;
  /** Puts the edits of the node and of all below it into the draft, in the order of the source. */
  readonly write: (job: Job, node: NodeIndex, draft: Draft) => void;
}
