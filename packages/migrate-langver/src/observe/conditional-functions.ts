/**
 * Which functions are `c: s: if c then s else { }`, whatever they are called and wherever they come from: what they give
 * has no names but those of the second argument. The text of a function says so, not its name.
 */
import { childTerms, type Closure, coreEqual, lowerTree, Tag, type Term } from "@lix-tools/eval-core";
import { detectLangver, parse } from "@lix-tools/parser";

/** The compiled form of a lambda, which knows where it is written. */
type LambdaPlace = Pick<Closure["code"], "file" | "offset">;

/** What is nested deeper than this is not looked for; far below what the stack can take. */
const deepestTerm = 1000;

/** Knows functions by where they are written. */
export class ConditionalFunctions {
  private readonly read: (path: string) => Uint8Array;
  private readonly known = new Map<string, ReadonlySet<number>>();
  private readonly pattern = termOf(new TextEncoder().encode("c: s: if c then s else { }"));

  /** `read` returns the bytes of a file that was evaluated. */
  constructor(read: (path: string) => Uint8Array) {
    this.read = read;
  }

  /** Tells whether a function is one of these. */
  has({ file: { name, isFile }, offset }: LambdaPlace): boolean {
    if (!isFile) return false;
    let offsets = this.known.get(name);
    if (offsets === undefined) this.known.set(name, (offsets = this.offsetsIn(termOf(this.read(name)))));
    return offsets.has(offset);
  }

  private offsetsIn(program: Term): ReadonlySet<number> {
    const offsets = new Set<number>();
    const visit = (term: Term, depth: number): void => {
      if (term.tag === Tag.Function && coreEqual(term, this.pattern)) offsets.add(term.origin.start);
      if (depth === deepestTerm) return;
      for (const part of childTerms(term)) visit(part, depth + 1);
    };
    visit(program, 0);
    return offsets;
  }
}

function termOf(source: Uint8Array): Term {
  return lowerTree(parse(source, { langver: detectLangver(source).langver }).tree).term;
}
