/**
 * Lists and concatenations as one thing: `a ++ [ b ] ++ c` and `[ *a b *c ]` have the same elements. Flattening keeps
 * the order in which the operands are forced, and the check that each of them is a list.
 */
import { type BinaryTerm, type ListElement, type ListTerm, Tag, type Term } from "./term.ts";

/** A term that `elementsOf` takes apart. */
export type Listing = ListTerm | (BinaryTerm & { readonly operator: "concat" });

/** Tells whether the term is a list literal or a concatenation. */
export function isListing(term: Term): term is Listing {
  return term.tag === Tag.List || (term.tag === Tag.Binary && term.operator === "concat");
}

/** Returns the elements of a list literal or concatenation, unpacked operands that are such themselves resolved. */
export function elementsOf(listing: Listing): readonly ListElement[] {
  if (listing.tag === Tag.List && listing.elements.every((element) => !element.splat)) return listing.elements;
  const elements: ListElement[] = [];
  const pending: ListElement[] = [{ splat: true, value: listing }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { splat, value } = next;
    if (!splat || !isListing(value)) elements.push(next);
    else if (value.tag === Tag.Binary) pending.push({ splat, value: value.right }, { splat, value: value.left });
    else for (let index = value.elements.length; index > 0; index--) pushElement(pending, value.elements[index - 1]);
  }
  return elements;
}

function pushElement(pending: ListElement[], element: ListElement | undefined): void {
  if (element !== undefined) pending.push(element);
}
