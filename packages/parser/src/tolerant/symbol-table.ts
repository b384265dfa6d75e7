/**
 * The grammars number their symbols and fields each for itself; records use the numbers of `kinds.generated.ts`. These
 * tables translate, by name, once for every grammar.
 */
import type { Language } from "web-tree-sitter";
import { fieldNames, firstTokenKind, Kind, kindNames } from "../cst/kinds.generated.ts";

/** What the numbers of one grammar mean. */
export interface SymbolTable {
  /** `Kind` by symbol; what no record may hold is an `Error`. */
  readonly kinds: Uint16Array;
  /** `Field` by the grammar's number of it. */
  readonly fields: Uint8Array;
}

/** Returns the tables of a grammar. */
export function makeSymbolTable(language: Language): SymbolTable {
  const kinds = new Uint16Array(language.nodeTypeCount).fill(Kind.Error);
  for (let symbol = 0; symbol < language.nodeTypeCount; symbol++) {
    if (!language.nodeTypeIsVisible(symbol)) continue;
    const kind = kindByName(language.nodeTypeForId(symbol) ?? "", language.nodeTypeIsNamed(symbol));
    if (kind > 0) kinds[symbol] = kind;
  }
  const fields = new Uint8Array(language.fields.length);
  for (const [number, name] of language.fields.entries()) {
    if (name !== null && name !== undefined) fields[number] = Math.max(0, fieldNames.indexOf(name));
  }
  return { kinds, fields };
}

function kindByName(name: string, isNamed: boolean): number {
  return isNamed ? kindNames.lastIndexOf(name, firstTokenKind - 1) : kindNames.indexOf(name, firstTokenKind);
}
