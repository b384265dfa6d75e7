/**
 * How programs and values lie in the memory of the linear machine. Both sides read this file: the machine, which is
 * compiled to WebAssembly, and the code around it, which writes programs and reads values. All addresses are unsigned
 * 32-bit byte addresses, all objects are aligned to 8 bytes, 0 is no address.
 *
 * **Cell**, 8 bytes, what a variable, an attribute or an element is: the low word says what it is, the high word is its
 * payload. The three lowest bits of the low word are the form; a form with bit 0 is not evaluated yet.
 *
 * | form            | rest of the low word | payload                                    |
 * |-----------------|----------------------|--------------------------------------------|
 * | FORM_PLAIN      | kind << 3            | by kind                                     |
 * | FORM_LAMBDA     | lambda node          | environment                                 |
 * | FORM_THUNK      | node                 | environment                                 |
 * | FORM_APPLY      | cell of the function | cell of the argument                        |
 * | FORM_APPLY2     | address of 3 cell addresses: function, first and second argument | unused |
 * | FORM_BLACKHOLE  | being evaluated      |                                             |
 *
 * **Payload** by kind: NULL none; BOOL 0 or 1; INT address of an i64; FLOAT address of an f64; STRING and PATH address
 * of a text; LIST address of a list; SET address of a set; BUILTIN its number; PARTIAL address of
 * `[builtin number, count, cell…]`.
 *
 * - text: `[length, context, bytes…]`; the context is 0 or the address of `[count, symbol…]`, symbols ascending, each the
 *   text of one context element;
 * - list: `[length, elements]`, the address of as many cell addresses, which a list may share with the longer list it is
 *   the rest of;
 * - set: `[size, (symbol, cell address, position)…]`, 12 bytes an attribute, symbols ascending;
 * - environment: `[outer environment, cell address…]`;
 * - symbol: a number; texts and symbols correspond one to one;
 * - position: 0, or one more than a byte's number among all bytes of all sources.
 */
export const FORM_PLAIN = 0;
export const FORM_THUNK = 1;
export const FORM_LAMBDA = 2;
export const FORM_APPLY = 3;
export const FORM_APPLY2 = 5;
export const FORM_BLACKHOLE = 7;

export const KIND_NULL = 0;
export const KIND_BOOL = 1;
export const KIND_INT = 2;
export const KIND_FLOAT = 3;
export const KIND_STRING = 4;
export const KIND_PATH = 5;
export const KIND_LIST = 6;
export const KIND_SET = 7;
export const KIND_BUILTIN = 8;
export const KIND_PARTIAL = 9;

/**
 * Nodes: `[tag, position, fields…]`, aligned to 8 bytes, every field a word unless said otherwise. A node in a place that
 * is *delayed* (arguments, slots, elements, attribute values, sources, the set of a `with`, defaults) is not evaluated
 * there; it is one of CONST, VAR, WITH_VAR, GLOBAL, LAMBDA, FROM, STUB and, once a stub is compiled, JUMP. A delayed VAR
 * may name a slot that is filled only later. Symbols are never 0.
 */
/** `value` (8 bytes, a cell, at offset 8): the node holds its own value. */
export const NODE_CONST = 0;
/** `hops, slot`: the slot of the environment some hops out. */
export const NODE_VAR = 1;
/** `symbol, count, hops…`: the name in the first `with` (slot 0 of that environment) that has it, innermost first. */
export const NODE_WITH_VAR = 2;
/**
 * `kind, slots, body, name symbol or 0, count, flags, parameter symbol or 0, (symbol, default node or 0, position)…`. Kind 0 takes
 * its argument as slot 0; kind 1 has formals, then the `@` value as slot `count` if it has one; kind 2 takes a list's elements.
 * Slots are the size of the environment. Flags: open, has `@`, may be called implicitly. Kind 0 has a count of 0,
 * kind 2 has an entry for each name, of position 0. The body is a STUB, defaults are delayed in the new environment.
 */
export const NODE_LAMBDA = 3;
export const LAMBDA_OPEN = 1;
export const LAMBDA_AS = 2;
export const LAMBDA_AUTO_CALLED = 4;
/** `function, count, argument…` (delayed). */
export const NODE_APPLY = 4;
/**
 * `slots, sources, body, source…, slot…` (sources and slots delayed, all in the new environment). The environment has the
 * slots, then the sources.
 */
export const NODE_LET = 5;
/**
 * `flags, statics, sources, dynamics, source…, (symbol, position, value, place)…, (name, value, position)…`. Values and
 * sources are delayed, names evaluated; a place says where a static is among the others by symbol. A
 * recursive set has an environment of its statics, in this order, then its sources; one that is not has an environment of
 * its sources if there are any, else none. Sources are delayed in the new environment of a recursive set, in the outer
 * environment of one that is not; values and names stand in the new environment, if there is one. Unpacked: `count, (set,
 * position)…` follow, of evaluated sets whose attributes are added.
 */
export const NODE_SET = 6;
export const SET_RECURSIVE = 1;
export const SET_UNPACKED = 2;
/** `count, element…` (delayed). */
export const NODE_LIST = 7;
/** `set, symbol or 0, name`: the name is a node, evaluated, if there is no symbol. */
export const NODE_SELECT = 8;
/** `set, fallback, count, (symbol or 0, name)…`. */
export const NODE_SELECT_OR = 9;
/** `set, count, (symbol or 0, name)…`. */
export const NODE_HAS = 10;
/** `condition, consequence, alternative`. */
export const NODE_IF = 11;
/** `condition, body, position`: the condition ends at that byte. */
export const NODE_ASSERT = 12;
/** `set` (delayed), `body`. The body's environment has the set as its slot 0. */
export const NODE_WITH = 13;
/** `operand`. */
export const NODE_NOT = 14;
/** `left, right`, for all operators. */
export const NODE_AND = 15;
export const NODE_OR = 16;
export const NODE_IMPLIES = 17;
export const NODE_EQUAL = 18;
export const NODE_UPDATE = 19;
export const NODE_CONCAT = 20;
export const NODE_PLUS = 21;
export const NODE_SUBTRACT = 22;
export const NODE_MULTIPLY = 23;
export const NODE_DIVIDE = 24;
export const NODE_LESS = 25;
/** `count, part…`: coerced and joined. */
export const NODE_STRING = 26;
/** `count, part…`: joined to a path; the first part is a constant string, already the absolute start of it. */
export const NODE_PATH = 27;
/** `__curPos`: the node's position. */
export const NODE_CURRENT_POSITION = 28;
/** `list, index`. */
export const NODE_INDEX = 29;
/** `id`: a term not compiled yet. It becomes a jump. */
export const NODE_STUB = 30;
/** `target`. */
export const NODE_JUMP = 31;
/** What only the other evaluator can do. */
export const NODE_UNSUPPORTED = 32;
/** `operand`: fails on floats. */
export const NODE_NO_FLOAT = 33;
/** `count, (is unpacked, element)…`: elements that are unpacked are evaluated, the others delayed. */
export const NODE_SPLAT_LIST = 34;
/** `source slot, symbol`: an attribute of the cell in a slot of this environment; only ever delayed. */
export const NODE_FROM = 35;
/** `cell`: the cell of a global. */
export const NODE_GLOBAL = 36;

/** What a word of a node is that depends on where the node lies or on the symbols of names (`node-fields.ts`). */
export const FIELD_NODE = 1;
/** The address of what a constant holds. */
export const FIELD_OBJECT = 2;
export const FIELD_SYMBOL = 3;
export const FIELD_POSITION = 4;
/** The cell of a global. */
export const FIELD_GLOBAL = 5;

/** Where the words of an image's head are (`image.ts`): its root, what ends where, and whether its names are reserved. */
export const IMAGE_ROOT = 0;
export const IMAGE_NODES_END = 1;
export const IMAGE_FIELDS_END = 2;
export const IMAGE_NAMES_END = 3;
export const IMAGE_SETS_END = 4;
export const IMAGE_RESERVED = 5;

/** Why an evaluation ended without a value. */
export const FAIL_OTHER = 0;
/** With the text that was thrown. */
export const FAIL_THROW = 1;
export const FAIL_ABORT = 2;
/** With the address of the `assert` node and the environment. */
export const FAIL_ASSERTION = 3;
/** With the lambda node and the symbol of the formal. */
export const FAIL_MISSING_ARGUMENT = 4;
/** With the lambda node and the address of the set it was called with. */
export const FAIL_UNEXPECTED_ARGUMENT = 5;
/** With the address of the set and the symbol of the attribute it does not have. */
export const FAIL_MISSING_ATTRIBUTE = 6;
/** With a cell that holds what cannot become a string. */
export const FAIL_COERCION = 7;
/** With the kind that was expected and a cell that holds another. */
export const FAIL_KIND = 8;
/** With the symbol of a name that nothing provides. */
export const FAIL_UNDEFINED = 9;

/** Builtins from this number on are called outside the machine. */
export const FIRST_HOST_BUILTIN = 100;
