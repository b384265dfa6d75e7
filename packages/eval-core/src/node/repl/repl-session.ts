/**
 * A session at the prompt: the names bound so far and what each line typed gives. It runs where evaluations run and
 * knows no terminal. All texts are Latin-1.
 */
import { bytesOfLatin1 } from "@lix-tools/parser";
import { allBuiltins } from "../../builtins/table.ts";
import { forceDeep } from "../../builtins/control.ts";
import { autoCall } from "../../eval/attribute-path.ts";
import { kindOf } from "../../eval/describe.ts";
import { EvalError } from "../../eval/error.ts";
import { expectSet } from "../../eval/expect.ts";
import { canonicalPath } from "../../eval/coerce.ts";
import { evaluateSource, importFile } from "../../eval/load.ts";
import type { Globals } from "../../eval/load.ts";
import type { Machine } from "../../eval/machine.ts";
import { renderError } from "../../eval/render-error.ts";
import { marked, renderAttributeName } from "../../eval/render-literal.ts";
import { SourceFile } from "../../eval/source-file.ts";
import { toEvalError } from "../../eval/stack.ts";
import { AttrSet } from "../../value/attr-set.ts";
import type { SourcePosition } from "../../value/positions.ts";
import { Thunk } from "../../value/thunk.ts";
import type { Lazy, Value } from "../../value/value.ts";
import { BuiltinValue, Closure } from "../../value/value.ts";
import type { Settings } from "../request.ts";
import { printShown } from "./print-shown.ts";
import { parseReplInput, replHelp } from "./repl-input.ts";
import type { ReplInput } from "./repl-input.ts";

/** What comes of a line. */
export interface ReplAnswer {
  /** What to print, with line ends; errors are among it. */
  readonly output: string;
  readonly isError: boolean;
  /** `more` asks for another line that belongs to this one. */
  readonly next: "line" | "more" | "quit";
  /** Whether the line changed what names mean, so that a new session needs it too. */
  readonly defines: boolean;
}

const silent: ReplAnswer = { output: "", isError: false, next: "line", defines: false };

export class ReplSession {
  /** Evaluates; replaced when files are read again, since it keeps what it has read. */
  private machine: Machine;
  private readonly settings: Settings;
  private readonly createMachine: () => Machine;
  private readonly bindings = new Map<string, Lazy>();
  private readonly loaded: string[] = [];

  constructor(settings: Settings, createMachine: () => Machine) {
    this.settings = settings;
    this.createMachine = createMachine;
    this.machine = createMachine();
  }

  /** Returns what comes of a line, or of several that belong together; after the last one there is no more to come. */
  answer(line: string, { isLast }: { readonly isLast: boolean }): ReplAnswer {
    const { depth } = this.machine;
    try {
      return this.run(parseReplInput(line));
    } catch (error) {
      // Reloading may have put another machine in the place of the first.
      this.machine.depth = depth;
      const failure = toEvalError(error);
      if (!isLast && isUnfinished(failure)) return { ...silent, next: "more" };
      return { ...silent, isError: true, output: `${renderError(failure, this.settings)}\n` };
    }
  }

  /** Returns the words that could stand in place of the one at the end of a text. */
  completions(text: string): string[] {
    const word = /[a-zA-Z_][a-zA-Z0-9_'.-]*$/.exec(text)?.[0] ?? "";
    const dot = word.lastIndexOf(".");
    if (dot < 0) return this.names().filter((name) => name.startsWith(word));
    const prefix = word.slice(0, dot);
    return this.machine
      .attempt(() => this.attributesOf(prefix), noneWhereItFails)
      .map((name) => `${prefix}.${renderAttributeName(name)}`)
      .filter((name) => name.startsWith(word));
  }

  private attributesOf(text: string): readonly string[] {
    const value = this.evaluate(text);
    return value instanceof AttrSet ? value.shape.names : [];
  }

  private names(): string[] {
    return [...new Set([...this.bindings.keys(), ...this.machine.globals.keys()])].sort();
  }

  private run(input: ReplInput): ReplAnswer {
    switch (input.kind) {
      case "nothing":
        return silent;
      case "expression":
        return said(printShown(this.machine, this.evaluate(input.text), 1));
      case "binding":
        return this.bind(input.name, input.text);
      case "print":
        return said(printShown(this.machine, forceDeep(this.evaluate(input.text)), Number.POSITIVE_INFINITY));
      case "type":
        return said(kindOf(this.evaluate(input.text)));
      case "where":
        return said(this.placeOf(this.evaluate(input.text)));
      case "doc":
        return said(documentation(input.text.replace(/^builtins\./, "")));
      case "add":
        return this.add(this.evaluate(input.text));
      case "load":
        return this.load(input.text);
      case "reload":
        return this.reload();
      case "help":
        return { ...silent, output: replHelp() };
      case "quit":
        return { ...silent, next: "quit" };
      case "unknown":
        throw new EvalError("eval/argument", `unknown command ':${input.text}'; ':?' tells what there is`);
    }
  }

  /** Returns the names that expressions see: those bound here, then the global ones. */
  private globals(): Globals {
    const values = new Map(this.machine.globals);
    for (const [name, value] of this.bindings) values.set(name, value);
    return { values, shadowed: new Set(this.bindings.keys()), features: null };
  }

  private evaluate(text: string): Value {
    return evaluateSource(this.machine, this.sourceOf(text), this.globals());
  }

  private sourceOf(text: string): { bytes: Uint8Array; file: SourceFile; folder: string } {
    const bytes = bytesOfLatin1(text);
    return {
      bytes,
      file: new SourceFile(marked("string"), "text", () => bytes),
      folder: this.settings.folder,
    };
  }

  /** Binds a name to an expression, which is read now and evaluated when asked for. */
  private bind(name: string, text: string): ReplAnswer {
    const { machine } = this;
    const source = this.sourceOf(text);
    const globals = this.globals();
    machine.options.readProgram(source.bytes, source.file, { shadowed: globals.shadowed, features: null });
    this.bindings.set(name, new Thunk(() => evaluateSource(machine, source, globals), null));
    return { ...silent, defines: true };
  }

  private add(value: Value): ReplAnswer {
    const set = expectSet(value);
    set.shape.names.forEach((name, at) => this.bindings.set(name, set.values[at] ?? null));
    const output = `added ${set.size} ${set.size === 1 ? "name" : "names"}\n`;
    return { ...silent, output, defines: true };
  }

  private load(path: string): ReplAnswer {
    if (path === "") throw new EvalError("eval/argument", "':l' needs a file");
    const file = canonicalPath(path.startsWith("/") ? path : `${this.settings.folder}/${path}`);
    const { machine } = this;
    const answer = this.add(autoCall(machine, importFile(machine, file), machine.sets.fromEntries([])));
    if (!this.loaded.includes(path)) this.loaded.push(path);
    return answer;
  }

  private reload(): ReplAnswer {
    this.machine = this.createMachine();
    const answers = this.loaded.map((path) => this.load(path));
    return { ...silent, output: answers.map(({ output }) => output).join(""), defines: true };
  }

  private placeOf(value: Value): string {
    if (value instanceof BuiltinValue) return `builtins.${value.code.name} is not written in Nix`;
    const position = value instanceof Closure ? value.code : value instanceof AttrSet ? firstPosition(value) : null;
    if (position === null) throw new EvalError("eval/type", `${kindOf(value)} is written nowhere in particular`);
    const { line, column } = position.file.lineAndColumn(position.offset);
    return `${position.file.name}:${line}:${column}`;
  }
}

/** Returns no names for something that cannot be evaluated. Rethrows what is a bug of ours. */
function noneWhereItFails(error: unknown): readonly string[] {
  toEvalError(error);
  return [];
}

function said(text: string): ReplAnswer {
  return { ...silent, output: `${text}\n` };
}

function firstPosition(set: AttrSet): SourcePosition | null {
  for (const name of set.shape.names) {
    const position = set.positions?.positionOf(name) ?? null;
    if (position !== null) return position;
  }
  return null;
}

/** Tells whether a text only lacks its end: the error is behind everything that was typed. */
function isUnfinished({ code, position }: EvalError): boolean {
  if (code !== "eval/syntax" || position === null) return false;
  const { file, offset } = position;
  return file instanceof SourceFile && !file.isFile && offset >= file.text.trimEnd().length;
}

function documentation(name: string): string {
  const row = allBuiltins.find((builtin) => builtin.name === name);
  if (row === undefined) throw new EvalError("eval/argument", `there is no builtin '${name}'`);
  return `builtins.${[name, ...row.arguments].join(" ")}\n\n  ${row.doc}`;
}
