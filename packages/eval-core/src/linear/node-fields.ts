/** What the words of nodes are, for whoever moves nodes: `layout.ts` as a walk over the words of one. */
import {
  FIELD_GLOBAL,
  FIELD_NODE,
  FIELD_OBJECT,
  FIELD_POSITION,
  FIELD_SYMBOL,
  KIND_BOOL,
  KIND_NULL,
  NODE_AND,
  NODE_APPLY,
  NODE_ASSERT,
  NODE_CONCAT,
  NODE_CONST,
  NODE_CURRENT_POSITION,
  NODE_DIVIDE,
  NODE_EQUAL,
  NODE_FROM,
  NODE_GLOBAL,
  NODE_HAS,
  NODE_IF,
  NODE_IMPLIES,
  NODE_INDEX,
  NODE_JUMP,
  NODE_LAMBDA,
  NODE_LESS,
  NODE_LET,
  NODE_LIST,
  NODE_MULTIPLY,
  NODE_NOT,
  NODE_NO_FLOAT,
  NODE_OR,
  NODE_PATH,
  NODE_PLUS,
  NODE_SELECT,
  NODE_SELECT_OR,
  NODE_SET,
  NODE_SPLAT_LIST,
  NODE_STRING,
  NODE_SUBTRACT,
  NODE_UNSUPPORTED,
  NODE_UPDATE,
  NODE_VAR,
  NODE_WITH,
  NODE_WITH_VAR,
  SET_UNPACKED,
} from "./layout.ts";

/** Takes what a word is and its index. */
export type FieldVisitor = (field: number, at: number) => void;

/** A walk over the words of a node. Words that are 0 stand for nothing and are not told. */
class FieldWalk {
  private at: number;
  private readonly words: Uint32Array;
  private readonly visit: FieldVisitor;

  constructor(words: Uint32Array, start: number, visit: FieldVisitor) {
    this.words = words;
    this.at = start;
    this.visit = visit;
  }

  /** Returns the next word, which means the same everywhere. */
  plain(): number {
    return this.words[this.at++] as number;
  }

  private take(field: number): this {
    if (this.words[this.at] !== 0) this.visit(field, this.at);
    this.at++;
    return this;
  }

  nodes(count: number): this {
    for (let left = count; left > 0; left--) this.take(FIELD_NODE);
    return this;
  }

  object(): this {
    return this.take(FIELD_OBJECT);
  }

  symbol(): this {
    return this.take(FIELD_SYMBOL);
  }

  position(): this {
    return this.take(FIELD_POSITION);
  }

  global(): this {
    return this.take(FIELD_GLOBAL);
  }

  /** The names of a path of attributes. */
  path(): this {
    for (let left = this.plain(); left > 0; left--) this.symbol().nodes(1);
    return this;
  }
}

/** Visits the words of a node that depend on where it lies or on the symbols of names. `start` is the word it begins at. */
export function visitFields(words: Uint32Array, start: number, visit: FieldVisitor): void {
  const walk = new FieldWalk(words, start, visit);
  const tag = walk.plain();
  walk.position();
  switch (tag) {
    case NODE_CONST:
      return visitConstant(walk);
    case NODE_VAR:
    case NODE_CURRENT_POSITION:
    case NODE_UNSUPPORTED:
      return;
    case NODE_WITH_VAR:
      walk.symbol();
      return;
    case NODE_GLOBAL:
      walk.global();
      return;
    case NODE_FROM:
      walk.plain();
      walk.symbol();
      return;
    case NODE_LAMBDA:
      return visitLambda(walk);
    case NODE_LET:
      return visitLet(walk);
    case NODE_SET:
      return visitSet(walk);
    case NODE_APPLY:
      walk.nodes(1).nodes(walk.plain());
      return;
    case NODE_LIST:
    case NODE_STRING:
    case NODE_PATH:
      walk.nodes(walk.plain());
      return;
    case NODE_SPLAT_LIST:
      for (let left = walk.plain(); left > 0; left--) {
        walk.plain();
        walk.nodes(1);
      }
      return;
    case NODE_SELECT:
      walk.nodes(1).symbol().nodes(1);
      return;
    case NODE_SELECT_OR:
      walk.nodes(2).path();
      return;
    case NODE_HAS:
      walk.nodes(1).path();
      return;
    case NODE_IF:
      walk.nodes(3);
      return;
    case NODE_ASSERT:
      walk.nodes(2).position();
      return;
    case NODE_NOT:
    case NODE_NO_FLOAT:
    case NODE_INDEX:
    case NODE_JUMP:
      walk.nodes(1);
      return;
    case NODE_WITH:
    case NODE_AND:
    case NODE_OR:
    case NODE_IMPLIES:
    case NODE_EQUAL:
    case NODE_UPDATE:
    case NODE_CONCAT:
    case NODE_PLUS:
    case NODE_SUBTRACT:
    case NODE_MULTIPLY:
    case NODE_DIVIDE:
    case NODE_LESS:
      walk.nodes(2);
      return;
    default:
      throw new Error(`no fields of a node of tag ${tag}`);
  }
}

function visitConstant(walk: FieldWalk): void {
  const kind = walk.plain() >>> 3;
  if (kind !== KIND_NULL && kind !== KIND_BOOL) walk.object();
}

function visitLambda(walk: FieldWalk): void {
  walk.plain();
  walk.plain();
  walk.nodes(1).symbol();
  const count = walk.plain();
  walk.plain();
  walk.symbol();
  for (let left = count; left > 0; left--) walk.symbol().nodes(1).position();
}

function visitLet(walk: FieldWalk): void {
  const slots = walk.plain();
  const sources = walk.plain();
  walk.nodes(1 + sources + slots);
}

function visitSet(walk: FieldWalk): void {
  const flags = walk.plain();
  const statics = walk.plain();
  const sources = walk.plain();
  const dynamics = walk.plain();
  walk.nodes(sources);
  for (let left = statics; left > 0; left--) {
    walk.symbol().position().nodes(1);
    walk.plain();
  }
  for (let left = dynamics; left > 0; left--) walk.nodes(2).position();
  if ((flags & SET_UNPACKED) === 0) return;
  for (let left = walk.plain(); left > 0; left--) walk.nodes(1).position();
}
