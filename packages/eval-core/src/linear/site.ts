/** What the id of a node stands for where messages need more than the node has. No site keeps the body of a lambda. */
import type { Term } from "../core/term.ts";
import type { LinearUnit } from "./linear-unit.ts";

export type Site = LambdaSite | AssertSite | UnsupportedSite;

export interface LambdaSite {
  readonly kind: "lambda";
  readonly unit: LinearUnit;
  readonly offset: number;
  /** The name it is bound to, or "". */
  readonly name: string;
  /** The name of the argument, or the `@` name, or "". */
  readonly parameter: string;
}

export interface AssertSite {
  readonly kind: "assert";
  readonly unit: LinearUnit;
  readonly offset: number;
  readonly condition: Term;
}

export interface UnsupportedSite {
  readonly kind: "unsupported";
  readonly unit: LinearUnit;
  readonly term: Term;
}
