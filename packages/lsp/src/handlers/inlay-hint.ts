/** Where names come from that a `with` provides: the frame that has them, or those that may. */
import { type Reference, type Scope, listReferences } from "@lix-tools/eval-core";
import { childByField, Field, type NodeIndex, type Span, startOf, textOf } from "@lix-tools/parser";
import type { Document } from "../document.ts";
import { frameOf } from "../facts/known-value.ts";
import type { InlayHint } from "../results.ts";
import type { World } from "../world.ts";

/** Returns the hints of a range in the order of the source. */
export function findInlayHints(world: World, document: Document, range: Span): InlayHint[] {
  const tree = document.tree();
  return listReferences(document.resolution()).flatMap((reference) => {
    const at = startOf(tree, reference.node);
    const { target } = reference;
    if (target.kind !== "with" || reference.kind !== "variable" || at < range.start || at >= range.end) return [];
    return [hintOf(world, document, reference, target.frames)];
  });
}

function hintOf(world: World, document: Document, { node, name }: Reference, frames: readonly Scope[]): InlayHint {
  const tree = document.tree();
  const texts = frames.map((frame) => environmentText(document, frame.node));
  const at = startOf(tree, node);
  const owner = ownerOf(world, document, name, frames);
  if (owner !== null) {
    const text = texts[owner] ?? "";
    return { at, label: `${shorten(text)}.`, tooltip: `\`${name}\` is an attribute of \`${text}\`` };
  }
  const tooltip = texts.length === 1 ? onlyFrame(name, texts[0] ?? "") : severalFrames(name, texts);
  return { at, label: `${texts.map(shorten).join("|")}.`, tooltip };
}

/** Returns which frame has the name, if only one can, or if the text shows it. */
function ownerOf(world: World, document: Document, name: string, frames: readonly Scope[]): number | null {
  for (let at = 0; at < frames.length; at++) {
    const upTo = frames.slice(0, at + 1).map(({ node }) => node);
    if (frameOf(world, document, name, upTo) !== null) return at;
  }
  return null;
}

function onlyFrame(name: string, text: string): string {
  return `\`${name}\` comes from \`with ${text};\``;
}

function severalFrames(name: string, texts: readonly string[]): string {
  return `\`${name}\` comes from the first of these that has it: ${texts.map((text) => `\`${text}\``).join(", ")}`;
}

function environmentText(document: Document, frame: NodeIndex): string {
  const tree = document.tree();
  return textOf(tree, childByField(tree, frame, Field.Environment)).replaceAll(/\s+/gu, " ");
}

function shorten(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
