/**
 * Which functions are `c: s: if c then s else { }`, whatever they are called and wherever they come from: what they give
 * has no names but those of the second argument. The text of a function says so, not its name.
 */
import { type Closure, coreEqual, lowerTree, mapChildren, Tag, type Term } from "@lix-tools/eval-core";
import { detectLangver, parse } from "@lix-tools/parser";

/** The compiled form of a lambda, which knows where it is written. */
export type LambdaPlace = Pick<Closure["code"], "file" | "offset">;

/** Knows functions by where they are written. */
export class ConditionalFunctions {
  private readonly read: (path: string) => Uint8Array;
  private readonly known = new Map<LambdaPlace, boolean>();
  private readonly pattern = termOf(new TextEncoder().encode("c: s: if c then s else { }"));

  /** `read` returns the bytes of a file that was evaluated. */
  constructor(read: (path: string) => Uint8Array) {
    this.read = read;
  }

  /** Tells whether a function is one of these. */
  has(lambda: LambdaPlace): boolean {
    const known = this.known.get(lambda);
    if (known !== undefined) return known;
    const { file, offset } = lambda;
    const term = file.isFile ? functionAt(termOf(this.read(file.name)), offset) : null;
    const isOne = term !== null && coreEqual(term, this.pattern);
    this.known.set(lambda, isOne);
    return isOne;
  }
}

function termOf(source: Uint8Array): Term {
  return lowerTree(parse(source, { langver: detectLangver(source).langver }).tree).term;
}

/** Returns the function that begins at an offset, or null. */
function functionAt(term: Term, offset: number): Term | null {
  if (term.tag === Tag.Function && term.origin.start === offset) return term;
  let found: Term | null = null;
  mapChildren(term, (part) => {
    const { start, end } = part.origin;
    if (found === null && start <= offset && offset < end) found = functionAt(part, offset);
    return part;
  });
  return found;
}
