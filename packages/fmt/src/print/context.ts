/**
 * What every printing function gets: the tree to read, the document to write, and the style.
 */
import type { Builder } from "../doc/build.ts";
import { Tag } from "../doc/ir.ts";
import type { StyleVersion, View } from "../view/view.ts";

/** State of one printing. */
export interface PrintContext {
  readonly view: View;
  readonly builder: Builder;
  readonly style: StyleVersion;
}

/** Writes what `body` writes, one nesting level deeper. */
export function nested({ builder }: PrintContext, body: () => void): void {
  builder.nest++;
  body();
  builder.nest--;
}

/** Writes what `body` writes as a regular group. */
export function grouped({ builder }: PrintContext, body: () => void): void {
  builder.open(Tag.Open);
  body();
  builder.close();
}

/** Writes what `body` writes as a priority group. */
export function prioritized({ builder }: PrintContext, body: () => void): void {
  builder.open(Tag.OpenPriority);
  body();
  builder.close();
}
