/**
 * Equality of programs (specification E.3): two terms are core-equal when their normal forms are identical. Nothing is
 * normalised here. Both terms are walked in step, binders are paired as they are met, slots of `let`s as their uses
 * are met, and attributes by name; only concatenations are flattened on the way. `normal-form.ts` states the same
 * equality as a text, and a property holds the two together.
 *
 * Origins and the names of local variables play no part. Neither do values: `1 + 1` is not `2`.
 */
import { binderAt, visibleSlotName } from "./binder.ts";
import {
  type BinderPair,
  type Comparison,
  compareNames,
  type Mismatch,
  mismatch,
  pushTerms,
  quote,
} from "./comparison.ts";
import { compareFunctions, compareLets, compareSets, finishLets, pairSlots } from "./equal-binders.ts";
import { elementsOf, isListing, type Listing } from "./list-elements.ts";
import { canonicalParts, canonicalPathText } from "./path-text.ts";
import { operatorSigns } from "./print.ts";
import {
  type AttributeName,
  type BoundTerm,
  type FindTerm,
  type HasTerm,
  type PathInterpolationTerm,
  type SelectOrTerm,
  type StringTerm,
  Tag,
  type Term,
} from "./term.ts";

/** Tells whether two programs do the same in every environment by having the same normal form. */
export function coreEqual(left: Term, right: Term): boolean {
  return findMismatch(left, right) === null;
}

/** Returns the first place where two programs part, or null where they are core-equal. */
export function findMismatch(left: Term, right: Term): Mismatch | null {
  const comparison: Comparison = { jobs: [], keys: new Map() };
  pushTerms(comparison, left, right, null);
  for (let job = comparison.jobs.pop(); job !== undefined; job = comparison.jobs.pop()) {
    const found =
      job.task === "compare" ? compareTerms(comparison, job.left, job.right, job.scope) : finishLets(comparison, job);
    if (found !== null) return found;
  }
  return null;
}

// One flat switch over the tags: both sides have the same one.
function compareTerms(comparison: Comparison, left: Term, right: Term, scope: BinderPair | null): Mismatch | null {
  if (isListing(left) && isListing(right)) return compareListings(comparison, left, right, scope);
  if (left.tag === Tag.Bound && right.tag === Tag.Bound) return compareBound(comparison, left, right, scope);
  const push = (a: Term, b: Term): null => {
    pushTerms(comparison, a, b, scope);
    return null;
  };
  switch (left.tag) {
    case Tag.Null:
    case Tag.CurrentPosition:
      return right.tag === left.tag ? null : differentForms(left, right);
    case Tag.Bool:
    case Tag.Int:
    case Tag.Text:
      if (right.tag !== left.tag) return differentForms(left, right);
      return left.value === right.value ? null : differentValues(left, right, String(left.value), String(right.value));
    case Tag.Float:
      if (right.tag !== Tag.Float) return differentForms(left, right);
      return Object.is(left.value, right.value)
        ? null
        : differentValues(left, right, String(left.value), String(right.value));
    case Tag.String:
      return right.tag === Tag.String ? compareParts(comparison, left, right, scope) : differentForms(left, right);
    case Tag.Path: {
      if (right.tag !== Tag.Path) return differentForms(left, right);
      const same =
        left.root === right.root &&
        canonicalPathText(left.root, left.text) === canonicalPathText(right.root, right.text);
      return same ? null : differentValues(left, right, left.text, right.text);
    }
    case Tag.PathInterpolation:
      return right.tag === Tag.PathInterpolation
        ? compareParts(comparison, left, right, scope)
        : differentForms(left, right);
    case Tag.Find:
      return right.tag === Tag.Find ? compareFinds(comparison, left, right, scope) : differentForms(left, right);
    case Tag.Bound:
      return differentForms(left, right);
    case Tag.Name:
      if (right.tag !== Tag.Name) return differentForms(left, right);
      if (left.name !== right.name) return differentValues(left, right, left.name, right.name);
      return left.withs === right.withs
        ? null
        : mismatch(left, right, `${quote(left.name)} may come from different \`with\`s`);
    case Tag.Function:
      return right.tag === Tag.Function
        ? compareFunctions(comparison, left, right, scope)
        : differentForms(left, right);
    case Tag.Apply:
      if (right.tag !== Tag.Apply) return differentForms(left, right);
      push(left.argument, right.argument);
      return push(left.function, right.function);
    case Tag.Let:
      return right.tag === Tag.Let ? compareLets(comparison, left, right, scope) : differentForms(left, right);
    case Tag.Set:
      return right.tag === Tag.Set ? compareSets(comparison, left, right, scope) : differentForms(left, right);
    case Tag.List:
      return differentForms(left, right);
    case Tag.Select:
      if (right.tag !== Tag.Select) return differentForms(left, right);
      push(left.value, right.value);
      return compareNames(comparison, { left: left.name, right: right.name, leftTerm: left, rightTerm: right }, scope);
    case Tag.SelectOr:
      if (right.tag !== Tag.SelectOr) return differentForms(left, right);
      push(left.fallback, right.fallback);
      return comparePaths(comparison, left, right, scope);
    case Tag.Has:
      return right.tag === Tag.Has ? comparePaths(comparison, left, right, scope) : differentForms(left, right);
    case Tag.Index:
      if (right.tag !== Tag.Index) return differentForms(left, right);
      if (left.index !== right.index) return differentValues(left, right, `.${left.index}`, `.${right.index}`);
      return push(left.list, right.list);
    case Tag.If:
      if (right.tag !== Tag.If) return differentForms(left, right);
      push(left.alternative, right.alternative);
      push(left.consequence, right.consequence);
      return push(left.condition, right.condition);
    case Tag.Assert:
      if (right.tag !== Tag.Assert) return differentForms(left, right);
      push(left.body, right.body);
      return push(left.condition, right.condition);
    case Tag.With:
      if (right.tag !== Tag.With) return differentForms(left, right);
      push(left.body, right.body);
      return push(left.environment, right.environment);
    case Tag.Not:
      return right.tag === Tag.Not ? push(left.operand, right.operand) : differentForms(left, right);
    case Tag.Binary:
      if (right.tag !== Tag.Binary || right.operator !== left.operator) return differentForms(left, right);
      push(left.right, right.right);
      return push(left.left, right.left);
    default:
      return left satisfies never;
  }
}

function compareBound(
  comparison: Comparison,
  left: BoundTerm,
  right: BoundTerm,
  scope: BinderPair | null,
): Mismatch | null {
  const different = (): Mismatch =>
    mismatch(left, right, `${quote(left.name)} and ${quote(right.name)} are different variables`);
  if (left.depth !== right.depth) return different();
  const link = binderAt(scope, left.depth);
  if (link === null) return left.slot === right.slot ? null : different();
  if (link.pairing !== null)
    return pairSlots(comparison, link, left.slot, right.slot) === "conflict" ? different() : null;
  const leftName = visibleSlotName(link.left.binder, left.slot);
  if (leftName !== visibleSlotName(link.right.binder, right.slot)) return different();
  return leftName !== null || link.left.binder.tag !== Tag.Function || sameSlot(link, left.slot, right.slot)
    ? null
    : different();
}

/** Slots of a function that no name tells apart: its variable, the `@` name, the names of a list pattern. */
function sameSlot(link: BinderPair, left: number, right: number): boolean {
  const { binder } = link.left;
  return binder.tag === Tag.Function && (binder.pattern.kind === "formals" || left === right);
}

function compareFinds(
  comparison: Comparison,
  left: FindTerm,
  right: FindTerm,
  scope: BinderPair | null,
): Mismatch | null {
  if (left.text !== right.text) return differentValues(left, right, `<${left.text}>`, `<${right.text}>`);
  pushTerms(comparison, left.nixPath, right.nixPath, scope);
  pushTerms(comparison, left.findFile, right.findFile, scope);
  return null;
}

function compareListings(
  comparison: Comparison,
  left: Listing,
  right: Listing,
  scope: BinderPair | null,
): Mismatch | null {
  const leftElements = elementsOf(left);
  const rightElements = elementsOf(right);
  if (leftElements.length !== rightElements.length) {
    return mismatch(left, right, `lists of ${leftElements.length} and ${rightElements.length} elements`);
  }
  for (let index = leftElements.length - 1; index >= 0; index--) {
    const a = leftElements[index];
    const b = rightElements[index];
    if (a === undefined || b === undefined) continue;
    if (a.splat !== b.splat) return mismatch(a.value, b.value, "one element is unpacked, the other is not");
    pushTerms(comparison, a.value, b.value, scope);
  }
  return null;
}

function compareParts(
  comparison: Comparison,
  left: StringTerm | PathInterpolationTerm,
  right: StringTerm | PathInterpolationTerm,
  scope: BinderPair | null,
): Mismatch | null {
  const leftParts = canonicalParts(left);
  const rightParts = canonicalParts(right);
  if (left.tag === Tag.PathInterpolation && right.tag === Tag.PathInterpolation && left.root !== right.root) {
    return mismatch(left, right, "paths with different roots");
  }
  const count = Math.max(leftParts.length, rightParts.length);
  for (let index = count - 1; index >= 0; index--) {
    const a = leftParts[index];
    const b = rightParts[index];
    if (typeof a === "object" && typeof b === "object") pushTerms(comparison, a, b, scope);
    else if (a !== b) return differentValues(left, right, partText(a), partText(b));
  }
  return null;
}

function comparePaths(
  comparison: Comparison,
  left: SelectOrTerm | HasTerm,
  right: SelectOrTerm | HasTerm,
  scope: BinderPair | null,
): Mismatch | null {
  if (left.path.length !== right.path.length) {
    return mismatch(left, right, `paths of ${left.path.length} and ${right.path.length} attributes`);
  }
  for (let index = left.path.length - 1; index >= 0; index--) {
    const sides = { left: pathStep(left, index), right: pathStep(right, index), leftTerm: left, rightTerm: right };
    const found = compareNames(comparison, sides, scope);
    if (found !== null) return found;
  }
  pushTerms(comparison, left.value, right.value, scope);
  return null;
}

function pathStep(term: SelectOrTerm | HasTerm, index: number): AttributeName {
  return term.path[index] ?? "";
}

function differentForms(left: Term, right: Term): Mismatch {
  return mismatch(left, right, `${formOf(left)} here, ${formOf(right)} there`);
}

function differentValues(left: Term, right: Term, leftText: string, rightText: string): Mismatch {
  return mismatch(left, right, `different ${pluralFormOf(left)}: ${quote(leftText)} and ${quote(rightText)}`);
}

function partText(part: string | Term | undefined): string {
  if (part === undefined) return "";
  return typeof part === "string" ? part : "${…}";
}

/** Returns what a term is, with an article: `a call`. */
export function formOf(term: Term): string {
  if (term.tag === Tag.Binary) return `the operator ${quote(operatorSigns[term.operator])}`;
  if (term.tag === Tag.Name) return `the ${term.withs === 0 ? "global " : ""}name ${quote(term.name)}`;
  return formNames[term.tag];
}

function pluralFormOf(term: Term): string {
  return `${formNames[term.tag].replace(/^an? /, "")}s`;
}

const formNames: Readonly<Record<Tag, string>> = {
  [Tag.Null]: "`null`",
  [Tag.Bool]: "a boolean",
  [Tag.Int]: "an integer",
  [Tag.Float]: "a float",
  [Tag.Text]: "a string",
  [Tag.String]: "an interpolated string",
  [Tag.Path]: "a path",
  [Tag.PathInterpolation]: "an interpolated path",
  [Tag.Find]: "a search path",
  [Tag.CurrentPosition]: "`__curPos`",
  [Tag.Bound]: "a local variable",
  [Tag.Name]: "a global name",
  [Tag.Function]: "a function",
  [Tag.Apply]: "a call",
  [Tag.Let]: "a `let`",
  [Tag.Set]: "a set",
  [Tag.List]: "a list",
  [Tag.Select]: "a selection",
  [Tag.SelectOr]: "a selection with a default",
  [Tag.Has]: "a `?` test",
  [Tag.Index]: "an index",
  [Tag.If]: "an `if`",
  [Tag.Assert]: "an `assert`",
  [Tag.With]: "a `with`",
  [Tag.Not]: "a negation",
  [Tag.Binary]: "an operator",
};
