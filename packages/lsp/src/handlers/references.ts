/** Every place of a file that means what the name under the cursor means. */
import { type Definition, listReferences, type Target } from "@lix-tools/eval-core";
import { none, type Span, spanOf } from "@lix-tools/parser";
import type { Document } from "../document.ts";
import { wordAt } from "../facts/cursor.ts";
import { nameAt } from "../facts/name-at.ts";

/** One place and whether the name is defined there. */
export interface Occurrence {
  readonly span: Span;
  readonly role: "definition" | "use";
}

/** Returns the places in the order of the source; none where the cursor is at no variable. */
export function findOccurrences(document: Document, offset: number): Occurrence[] {
  const word = wordAt(document.tree(), offset);
  const name = word === none ? null : nameAt(document, word);
  if (name === null) return [];
  if (name.kind === "definition") return occurrencesOf(document, name.definition);
  if (name.kind !== "use") return [];
  return name.target.kind === "definition"
    ? occurrencesOf(document, name.target.definition)
    : freeOccurrences(document, name.name, name.target);
}

function occurrencesOf(document: Document, definition: Definition): Occurrence[] {
  const uses = document.references().get(definition) ?? [];
  const definitions = new Set(definition.nodes);
  const all = [...new Set([...definition.nodes, ...uses])].toSorted((a, b) => a - b);
  return all.map((node) => ({
    span: spanOf(document.tree(), node),
    role: definitions.has(node) ? "definition" : "use",
  }));
}

/** Names without a binder are the same where they come from the same frames, or from no frame. */
function freeOccurrences(document: Document, name: string, target: Target): Occurrence[] {
  const from = target.kind === "with" ? target.frames[0] : undefined;
  return listReferences(document.resolution())
    .filter((reference) => reference.name === name && reference.target.kind === target.kind)
    .filter(({ target: other }) => (other.kind === "with" ? other.frames[0] === from : true))
    .filter(({ kind }) => kind === "variable" || kind === "inherit")
    .map(({ node }) => ({ span: spanOf(document.tree(), node), role: "use" }));
}
