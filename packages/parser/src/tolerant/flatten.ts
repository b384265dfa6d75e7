/**
 * A tree of tree-sitter as records: one walk of a cursor. Hidden rules have no node there and none here. The root spans
 * the whole file; where tree-sitter could make no `source_code`, the error node it made is put into one.
 */
import type { Tree as SitterTree, TreeCursor } from "web-tree-sitter";
import { Field, Kind } from "../cst/kinds.generated.ts";
import { RecordWriter } from "./record-writer.ts";
import type { SymbolTable } from "./symbol-table.ts";

/** Returns the writer that holds the records of the tree. */
export function flatten(tree: SitterTree, source: Uint8Array, table: SymbolTable): RecordWriter {
  const writer = new RecordWriter(source);
  const cursor = tree.walk();
  try {
    writer.open(Kind.SourceCode, Field.None, 0, source.length);
    if (kindAt(cursor, table) !== Kind.SourceCode) writeSubtree(cursor, writer, table);
    else if (cursor.gotoFirstChild()) writeSiblings(cursor, writer, table);
    writer.close();
  } finally {
    cursor.delete();
  }
  return writer;
}

function kindAt(cursor: TreeCursor, table: SymbolTable): Kind {
  return (table.kinds[cursor.nodeTypeId] ?? Kind.Error) as Kind; // the table holds nothing else
}

/** Writes the node at the cursor and all below it. */
function writeSubtree(cursor: TreeCursor, writer: RecordWriter, table: SymbolTable): void {
  if (!writeNode(cursor, writer, table)) return;
  writeSiblings(cursor, writer, table);
  writer.close();
}

/**
 * Writes the node at the cursor, its later siblings and all below them. Does not recurse: trees are as deep as their
 * sources.
 */
function writeSiblings(cursor: TreeCursor, writer: RecordWriter, table: SymbolTable): void {
  let depth = 0;
  for (;;) {
    if (writeNode(cursor, writer, table)) {
      depth++;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (depth === 0) return;
      depth--;
      cursor.gotoParent();
      writer.close();
    }
  }
}

/** Writes a leaf; or begins a node, moves to its first child and returns true. */
function writeNode(cursor: TreeCursor, writer: RecordWriter, table: SymbolTable): boolean {
  const kind = kindAt(cursor, table);
  const field = (table.fields[cursor.currentFieldId] ?? Field.None) as Field; // the table holds nothing else
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  const isMissing = start === end && cursor.nodeIsMissing;
  if (cursor.gotoFirstChild()) {
    writer.open(kind, field, start, end);
    return true;
  }
  if (isMissing) writer.missing(kind, field, start);
  else writer.leaf(kind, field, start, end);
  return false;
}
