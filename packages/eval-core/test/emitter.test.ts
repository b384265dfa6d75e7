/** Nodes that terms are written as, read back from a memory that is only a buffer. */
import { type FeatureId, type Langver, makeLangver } from "@lix-tools/parser";
import { describe, expect, it } from "vitest";
import * as layout from "../src/linear/layout.ts";
import type { LetTerm, SetTerm, Slot, Term } from "../src/core/term.ts";
import { Tag } from "../src/core/term.ts";
import { SourceFile } from "../src/eval/source-file.ts";
import { createProgramReader } from "../src/program.ts";
import { Emitter } from "../src/linear/emitter.ts";
import { type LinearUnit, pathStartIn } from "../src/linear/linear-unit.ts";
import type { MachineMemory } from "../src/linear/machine-memory.ts";

/** Memory that moves with every allocation, so that whoever keeps its words writes into nothing. */
class FakeMemory implements MachineMemory {
  readonly names: string[] = [""];
  readonly texts = new Map<number, string>();
  private buffer: Uint32Array<ArrayBuffer> = new Uint32Array(4);
  private readonly symbols = new Map<string, number>();

  allocate(bytes: number): number {
    const address = this.buffer.byteLength;
    const grown = new Uint32Array(this.buffer.length + 2 * Math.ceil(bytes / 8));
    grown.set(this.buffer);
    this.buffer.fill(0xdead_beef);
    this.buffer = grown;
    return address;
  }

  words(): Uint32Array {
    return this.buffer;
  }

  symbol(name: string): number {
    this.allocate(8);
    const symbol = this.symbols.get(name) ?? this.names.push(name) - 1;
    this.symbols.set(name, symbol);
    return symbol;
  }

  placeStatics(): void {
    this.allocate(8);
  }

  text(value: string): number {
    const address = this.allocate(8);
    this.texts.set(address, value);
    return address;
  }
}

const globals = new Map([
  ["builtins", 0x1_0000],
  ["map", 0x1_0008],
  ["true", 0x1_0010],
  ["__findFile", 0x1_0018],
  ["__nixPath", 0x1_0020],
]);

function unitOf(changes: Partial<LinearUnit> = {}): LinearUnit {
  return {
    base: 1,
    globals,
    autoCalled: false,
    opaqueFloats: false,
    pathStart: pathStartIn("/folder"),
    ...changes,
  };
}

function read(text: string, langver: Langver = makeLangver("legacy")): Term {
  const source = new TextEncoder().encode(text);
  const file = new SourceFile("/folder/file.nix", "file", () => source);
  const request = { shadowed: new Set<string>(), features: null };
  return createProgramReader({ langver })(source, file, request).term;
}

interface Emitted {
  readonly memory: FakeMemory;
  readonly emitter: Emitter;
  readonly node: number;
}

function emitTerm(term: Term, unit: LinearUnit, symbols: readonly string[] = []): Emitted {
  const memory = new FakeMemory();
  for (const name of symbols) memory.symbol(name);
  const emitter = new Emitter(memory);
  return { memory, emitter, node: emitter.emitRoot(term, unit) };
}

function emitText(text: string, symbols: readonly string[] = []): Emitted {
  return emitTerm(read(text), unitOf(), symbols);
}

const plainTags = new Map<number, string>([
  [layout.NODE_IF, "if"],
  [layout.NODE_NOT, "not"],
  [layout.NODE_AND, "and"],
  [layout.NODE_OR, "or"],
  [layout.NODE_IMPLIES, "implies"],
  [layout.NODE_EQUAL, "equal"],
  [layout.NODE_UPDATE, "update"],
  [layout.NODE_CONCAT, "concat"],
  [layout.NODE_PLUS, "plus"],
  [layout.NODE_SUBTRACT, "subtract"],
  [layout.NODE_MULTIPLY, "multiply"],
  [layout.NODE_DIVIDE, "divide"],
  [layout.NODE_LESS, "less"],
  [layout.NODE_WITH, "with"],
  [layout.NODE_NO_FLOAT, "no-float"],
]);

/** How many fields, all of them nodes, these have. */
const plainFields = (tag: number): number =>
  tag === layout.NODE_IF ? 3 : tag === layout.NODE_NOT || tag === layout.NODE_NO_FLOAT ? 1 : 2;

const globalNames = new Map([...globals].map(([name, cell]) => [cell, name]));

/** Whether stubs are rendered as `?` or compiled and rendered in angle brackets. */
type Stubs = "closed" | "opened";

/** Renders nodes as s-expressions. */
class Decoder {
  private readonly emitted: Emitted;
  private readonly stubs: Stubs;

  constructor(emitted: Emitted, stubs: Stubs) {
    this.emitted = emitted;
    this.stubs = stubs;
  }

  node(address: number): string {
    expect(address % 8).toBe(0);
    const tag = this.word(address, 0);
    const field = (at: number): number => this.word(address, 2 + at);
    const list = (from: number, count: number): string[] =>
      Array.from({ length: count }, (_, at) => this.node(field(from + at)));
    const plainTag = plainTags.get(tag);
    if (plainTag !== undefined) return call(plainTag, list(0, plainFields(tag)));
    switch (tag) {
      case layout.NODE_CONST:
        return this.value(field(0), field(1));
      case layout.NODE_VAR:
        return `${field(0)}.${field(1)}`;
      case layout.NODE_WITH_VAR:
        return call("with-var", [this.name(field(0)), ...this.words(address, 2, field(1))]);
      case layout.NODE_GLOBAL:
        return `$${globalNames.get(field(0))}`;
      case layout.NODE_FROM:
        return `(from ${field(0)} ${this.name(field(1))})`;
      case layout.NODE_STUB:
        return this.stubs === "closed" ? "?" : `<${this.node(this.emitted.emitter.compile(field(0)))}>`;
      case layout.NODE_LAMBDA:
        return this.lambda(address);
      case layout.NODE_APPLY:
        return call("apply", [this.node(field(0)), ...list(2, field(1))]);
      case layout.NODE_LET:
        return call("let", [
          `[${list(3, field(1)).join(" ")}]`,
          `[${list(3 + field(1), field(0)).join(" ")}]`,
          this.node(field(2)),
        ]);
      case layout.NODE_SET:
        return this.set(address);
      case layout.NODE_LIST:
        return `[${list(1, field(0)).join(" ")}]`;
      case layout.NODE_SPLAT_LIST: {
        const parts = Array.from({ length: field(0) }, (_, at) => {
          return (field(1 + 2 * at) === 1 ? "*" : "") + this.node(field(2 + 2 * at));
        });
        return `[${parts.join(" ")}]`;
      }
      case layout.NODE_SELECT:
        return call("select", [this.node(field(0)), this.attribute(field(1), field(2))]);
      case layout.NODE_SELECT_OR:
        return call("select-or", [this.node(field(0)), this.node(field(1)), ...this.path(address, 3, field(2))]);
      case layout.NODE_HAS:
        return call("has", [this.node(field(0)), ...this.path(address, 2, field(1))]);
      case layout.NODE_ASSERT:
        return call("assert", list(0, 2));
      case layout.NODE_STRING:
        return call("string", list(1, field(0)));
      case layout.NODE_PATH:
        return call("path", list(1, field(0)));
      case layout.NODE_INDEX:
        return call("index", [this.node(field(0)), String(field(1))]);
      case layout.NODE_CURRENT_POSITION:
        return `(position ${this.word(address, 1)})`;
      case layout.NODE_UNSUPPORTED:
        return "(unsupported)";
      default:
        throw new Error(`node of tag ${tag}`);
    }
  }

  private lambda(address: number): string {
    const [kind, slots, body, name, count, flags] = this.words(address, 0, 6).map(Number) as number[];
    const entries = Array.from({ length: count! }, (_, at) => {
      const [symbol, value] = this.words(address, 7 + 3 * at, 2).map(Number);
      return this.name(symbol!) + (value === 0 ? "" : `=${this.node(value!)}`);
    });
    const head = `${["variable", "formals", "list"][kind!]}${flags}:${slots}`;
    return call("lambda", [this.name(name!) || "_", head, ...entries, this.node(body!)]);
  }

  /** Returns the sets that are unpacked in one. */
  private unpacked(address: number, at: number): string[] {
    const [count = 0] = this.words(address, at, 1).map(Number);
    return Array.from({ length: count }, (_, index) => {
      const [set, position] = this.words(address, at + 1 + index * 2, 2).map(Number);
      return `*${this.node(set!)}@${position}`;
    });
  }

  private set(address: number): string {
    const [flags, statics, sources, dynamics] = this.words(address, 0, 4).map(Number) as [
      number,
      number,
      number,
      number,
    ];
    const froms = this.words(address, 4, sources).map((source) => this.node(Number(source)));
    const named = Array.from({ length: statics }, (_, at) => {
      const [symbol, position, value] = this.words(address, 4 + sources + 4 * at, 3).map(Number);
      return `${this.name(symbol!)}@${position}=${this.node(value!)}`;
    });
    const computed = Array.from({ length: dynamics }, (_, at) => {
      const [name, value] = this.words(address, 4 + sources + 4 * statics + 3 * at, 3).map(Number);
      return `\${${this.node(name!)}}=${this.node(value!)}`;
    });
    const unpacked = (flags & 2) === 0 ? [] : this.unpacked(address, 4 + sources + 4 * statics + 3 * dynamics);
    return call((flags & 1) === 1 ? "rec" : "set", [`[${froms.join(" ")}]`, ...named, ...computed, ...unpacked]);
  }

  private value(low: number, payload: number): string {
    expect(low & 7).toBe(layout.FORM_PLAIN);
    switch (low >>> 3) {
      case layout.KIND_NULL:
        return "null";
      case layout.KIND_BOOL:
        return payload === 1 ? "true" : "false";
      case layout.KIND_INT: {
        const bits = (BigInt(this.word(payload, 1)) << 32n) | BigInt(this.word(payload, 0));
        return String(BigInt.asIntN(64, bits));
      }
      case layout.KIND_FLOAT: {
        const words = Uint32Array.of(this.word(payload, 0), this.word(payload, 1));
        return `${new Float64Array(words.buffer)[0]}f`;
      }
      case layout.KIND_STRING:
        return JSON.stringify(this.emitted.memory.texts.get(payload));
      case layout.KIND_PATH:
        return String(this.emitted.memory.texts.get(payload));
      case layout.KIND_LIST:
        expect(this.word(payload, 0)).toBe(0);
        return "[]";
      case layout.KIND_SET:
        expect(this.word(payload, 0)).toBe(0);
        return "{}";
      default:
        throw new Error(`value of kind ${low >>> 3}`);
    }
  }

  private path(address: number, from: number, count: number): string[] {
    return Array.from({ length: count }, (_, at) => {
      const [symbol, name] = this.words(address, from + 2 * at, 2).map(Number);
      return this.attribute(symbol!, name!);
    });
  }

  private attribute(symbol: number, name: number): string {
    return symbol === 0 ? `\${${this.node(name)}}` : this.name(symbol);
  }

  private name(symbol: number): string {
    return this.emitted.memory.names[symbol]!;
  }

  private words(address: number, from: number, count: number): string[] {
    return Array.from({ length: count }, (_, at) => String(this.word(address, 2 + from + at)));
  }

  private word(address: number, at: number): number {
    return this.emitted.memory.words()[address / 4 + at]!;
  }
}

function call(head: string, parts: readonly string[]): string {
  return `(${[head, ...parts].join(" ")})`;
}

/** Renders what a text is emitted as before anything in it runs. */
function shallow(text: string, symbols: readonly string[] = []): string {
  const emitted = emitText(text, symbols);
  return new Decoder(emitted, "closed").node(emitted.node);
}

/** Renders what a text is emitted as once all of it has run. */
function deep(text: string, symbols: readonly string[] = []): string {
  const emitted = emitText(text, symbols);
  const rendered = new Decoder(emitted, "opened").node(emitted.node);
  expect(emitted.emitter.waitingCount).toBe(0);
  return rendered;
}

function deepIn(text: string, features: readonly FeatureId[], changes: Partial<LinearUnit> = {}): string {
  const emitted = emitTerm(read(text, makeLangver("nix2", features)), unitOf(changes));
  return new Decoder(emitted, "opened").node(emitted.node);
}

describe("constants", () => {
  it("are held by their nodes", () => {
    expect(shallow('[ null 1 9007199254740993 1.5 "a" [ ] { } /a/../b ./c ]')).toBe(
      '[null 1 9007199254740993 1.5f "a" [] {} /b /folder/c]',
    );
  });
  it("keep all bits of an integer", () => {
    const term: Term = { tag: Tag.Int, origin: { start: 0, end: 0 }, value: -(2n ** 63n) };
    const emitted = emitTerm(term, unitOf());
    expect(new Decoder(emitted, "closed").node(emitted.node)).toBe(String(-(2n ** 63n)));
  });
  it("do not include paths below the home folder", () => {
    expect(shallow("[ ~/a ]")).toBe("[?]");
    expect(deep("[ ~/a ]")).toBe("[<(unsupported)>]");
  });
});

describe("variables", () => {
  it("are counted in environments", () => {
    expect(deep("x: y: [ x y (x y) ]")).toBe(
      "(lambda _ variable0:1 <(lambda _ variable0:1 <[1.0 0.0 <(apply 1.0 0.0)>]>)>)",
    );
  });
  it("that no binder provides are globals", () => {
    expect(deep("s: with s; map builtins")).toBe("(lambda _ variable0:1 <(with 0.0 (apply $map $builtins))>)");
  });
  it("skip the environments of `with`, whose names are looked up innermost first", () => {
    expect(deep("a: with a; b: with b; [ a b c ]")).toBe(
      "(lambda _ variable0:1 <(with 0.0 (lambda _ variable0:1 <(with 0.0 [3.0 1.0 (with-var c 0 2)])>))>)",
    );
  });
  it("skip the environments of sources, which are no `with`", () => {
    expect(deep("a: with a; { inherit (a) b; c = x: [ a c x ]; ${a} = d a; }")).toBe(
      "(lambda _ variable0:1 <(with 0.0 (set [1.0] b@26=(from 0 b) " +
        "c@29=(lambda c variable0:1 <[3.0 (with-var c 2) 0.0]>) ${2.0}=<(apply (with-var d 1) 2.0)>))>)",
    );
  });
});

describe("let", () => {
  it("has its sources after its slots", () => {
    expect(deep("s: let inherit (s) a b; c = f a; f = b; inherit (c) d; in d")).toBe(
      "(lambda _ variable0:1 <(let [1.0 0.2] [(from 5 a) (from 5 b) <(apply 0.3 0.0)> 0.1 (from 6 d)] 0.4)>)",
    );
  });
  it("delays its slots", () => {
    expect(shallow("let a = 1; b = a; c = a + b; in [ c (a + c) ]")).toBe("(let [] [1 0.0 ?] [0.2 ?])");
  });
});

describe("sets", () => {
  it("have their statics in the order of the source, and so does the environment of a recursive one", () => {
    const text = "rec { c = x: a; b = [ a c ]; a = 1; }";
    expect(deep(text)).toBe("(rec [] c@7=(lambda c variable0:1 <1.2>) b@17=<[0.2 0.0]> a@30=1)");
  });
  it("have their statics in the order of names where one is another name for one", () => {
    const text = "rec { c = x: a; b = a; a = 1; }";
    expect(deep(text)).toBe("(rec [] a@24=1 b@17=0.0 c@7=(lambda c variable0:1 <1.0>))");
  });
  it("have sources in their scope if recursive", () => {
    expect(deep("x: rec { b = 1; inherit (f b) a; f = a; inherit x; ${f} = b; }")).toBe(
      "(lambda _ variable0:1 <(rec [<(apply 0.2 0.1)>] a@31=(from 4 a) b@10=1 f@34=0.0 x@49=1.0 ${0.2}=0.1)>)",
    );
  });
  it("have sources outside if not recursive", () => {
    expect(deep("x: { inherit (x 1) a; inherit (x) b; c = x; }")).toBe(
      "(lambda _ variable0:1 <(set [<(apply 0.0 1)> 0.0] a@20=(from 0 a) b@35=(from 1 b) c@38=1.0)>)",
    );
  });
  it("are left to the other evaluator where they are overridden", () => {
    expect(shallow("rec { __overrides = { }; a = 1; }")).toBe("(unsupported)");
  });
  it("unpack sets in the scope of their values", () => {
    expect(deepIn("a: { inherit (a) b; *a; c = a; *(a 1); }", [])).toBe(
      "(lambda _ variable0:1 <(set [0.0] b@18=(from 0 b) c@25=1.0 *1.0@22 *(apply 1.0 1)@34)>)",
    );
    expect(deepIn("a: { *a; ${a} = 1; }", [])).toBe("(lambda _ variable0:1 <(set [] ${0.0}=1 *0.0@7)>)");
  });
  it("are not lowered before they are run", () => {
    const text = "f: { a = f 1; b = rec { c = f c; }; }";
    const { term, reads } = watchSlots(read(text));
    const emitted = emitTerm(term, unitOf());
    const body = emitted.emitter.compile(0);
    expect(new Decoder(emitted, "closed").node(body)).toBe("(set [] a@6=? b@15=?)");
    expect(reads).toEqual([]);
    expect(new Decoder(emitted, "opened").node(body)).toBe(
      "(set [] a@6=<(apply 0.0 1)> b@15=<(rec [] c@25=<(apply 1.0 0.0)>)>)",
    );
    expect(reads).toEqual(["a", "b"]);
  });
});

/** Returns a function whose body is a set, with a note of which of the set's slots are read. */
function watchSlots(term: Term): { term: Term; reads: string[] } {
  const reads: string[] = [];
  if (term.tag !== Tag.Function || term.body.tag !== Tag.Set) throw new Error("not a function of a set");
  const watched = (slot: Slot): Slot => {
    expect(slot.isDeferred).toBe(true);
    return {
      name: slot.name,
      origin: slot.origin,
      isDeferred: true,
      get value() {
        reads.push(slot.name);
        return slot.value;
      },
    };
  };
  const body: SetTerm = { ...term.body, statics: term.body.statics.map(watched) };
  return { term: { ...term, body }, reads };
}

describe("lambdas", () => {
  it("have formals with delayed defaults in their own scope", () => {
    expect(deep("x: { a, b ? a, c ? f: x a, d ? x b, ... }@all: all")).toBe(
      "(lambda _ variable0:1 <(lambda _ formals3:5 a b=0.0 c=(lambda c variable0:1 <(apply 2.0 1.0)>) " +
        "d=<(apply 1.0 0.1)> <0.4>)>)",
    );
  });
  it("go by the name they are bound to, and those they return too", () => {
    expect(deep("{ f = x: y: z: y; g = 1; }")).toBe(
      "(set [] f@3=(lambda f variable0:1 <(lambda f variable0:1 <(lambda f variable0:1 <1.0>)>)>) g@19=1)",
    );
  });
  it("know where they are and what their parameter is called", () => {
    const { memory, node } = emitText(" { a ? 1 }@args: a");
    const words = memory.words().subarray(node / 4);
    expect(words[1]).toBe(2);
    expect(memory.names[words[8] ?? 0]).toBe("args");
  });
  it("of lists take elements", () => {
    expect(deepIn("[a, b, ...]: b a", [])).toBe("(lambda _ list1:2 a b <(apply 0.1 0.0)>)");
  });
  it("say whether they may be called implicitly", () => {
    expect(deepIn("{a}: a", [], { autoCalled: true })).toBe("(lambda _ formals4:1 a <0.0>)");
  });
  it("are left to the other evaluator where the `@` value has the defaults", () => {
    const text = "{ f = {a ? 1}@b: b; g = {a}@b: b; }";
    expect(deepIn(text, ["args-include-defaults"])).toBe(
      "(set [] f@3=<(unsupported)> g@21=(lambda g formals2:2 a <0.1>))",
    );
  });
});

describe("calls", () => {
  it("take all their arguments at once", () => {
    expect(deep("f: f 1 f (f 2 3) [ f ] 4")).toBe(
      "(lambda _ variable0:1 <(apply 0.0 1 0.0 <(apply 0.0 2 3)> <[0.0]> 4)>)",
    );
  });
  it("find files", () => {
    expect(shallow("<a/b>")).toBe('(apply $__findFile $__nixPath "a/b")');
  });
});

describe("operators", () => {
  it("have both operands evaluated", () => {
    expect(deep("a: if !a then a + 1 else a // a ++ a")).toBe(
      "(lambda _ variable0:1 <(if (not 0.0) (plus 0.0 1) (update 0.0 (concat 0.0 0.0)))>)",
    );
  });
  it("refuse floats where those are opaque", () => {
    expect(deepIn("a: a * 2 == a", [], { opaqueFloats: true })).toBe(
      "(lambda _ variable0:1 <(equal (multiply (no-float 0.0) (no-float 2)) 0.0)>)",
    );
  });
  it("know where the condition of an assertion is", () => {
    const emitted = emitText("assert 1 == 2; 3");
    expect(new Decoder(emitted, "closed").node(emitted.node)).toBe("(assert (equal 1 2) 3)");
    const words = emitted.memory.words();
    const [condition = 0, , end] = words.subarray(emitted.node / 4 + 2);
    expect([words[condition / 4 + 1], end]).toEqual([8, 14]);
  });
});

describe("selections", () => {
  it("have names written out or computed", () => {
    expect(deep('e: [ e.a.${e} (e.a.${"b"} or 1) (e ? a.${e}) ]')).toBe(
      "(lambda _ variable0:1 <[<(select (select 0.0 a) ${0.0})> <(select-or 0.0 1 a b)> <(has 0.0 a ${0.0})>]>)",
    );
  });
  it("take elements of lists", () => {
    expect(deepIn("e: e.a.0", [])).toBe("(lambda _ variable0:1 <(index (select 0.0 a) 0)>)");
  });
});

describe("strings and paths", () => {
  it("are joined from parts", () => {
    expect(deep('x: [ "a${x}b" ./../c/${x}/d ]')).toBe(
      '(lambda _ variable0:1 <[<(string "a" 0.0 "b")> <(path "/folder/./../c/" 0.0 "/d")>]>)',
    );
  });
});

describe("stubs", () => {
  it("are compiled once and forgotten", () => {
    const { emitter, memory } = emitText("[ (1 + 2) ]");
    expect(emitter.waitingCount).toBe(1);
    emitter.compile(0);
    expect(emitter.waitingCount).toBe(0);
    expect(() => emitter.compile(0)).toThrow("no term waits as 0");
    expect(memory.words().length).toBeGreaterThan(0);
  });
  it("wait on if their terms cannot be emitted", () => {
    const term = read("let a = 1; in [ (a + 1) ]") as LetTerm;
    const { emitter } = emitTerm(term.body, unitOf());
    expect(() => emitter.compile(0)).toThrow("no binder 0 out");
    expect(emitter.waitingCount).toBe(1);
  });
});

describe("positions", () => {
  it("count from the base of the source", () => {
    expect(deepIn("[__curPos]", [], { base: 100 })).toBe("[<(position 101)>]");
    expect(deepIn("{ a = 1; }", [], { base: 100 })).toBe("(set [] a@102=1)");
  });
});

describe("lists", () => {
  it("are unpacked into lists", () => {
    expect(deepIn("a: [a *a 1 (a 2)]", [])).toBe("(lambda _ variable0:1 <[0.0 *0.0 1 <(apply 0.0 2)>]>)");
  });
});
