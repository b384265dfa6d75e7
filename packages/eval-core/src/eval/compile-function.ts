/**
 * Lambdas. There is one class per kind of pattern; each binds its argument to a frame and runs the body, which is
 * compiled when the lambda is first called. A set pattern remembers the shape it last met and where its formals are in
 * it, so that repeated calls with equal names only copy.
 */
import type { FunctionTerm, Pattern, Term } from "../core/term.ts";
import { Tag } from "../core/term.ts";
import type { AttrSet } from "../value/attr-set.ts";
import type { Frame } from "../value/frame.ts";
import { emptyFrame, fillSlot, frameOfOne, frameOfSlots, largestSmallFrame, unset } from "../value/frame.ts";
import type { SourcePosition } from "../value/positions.ts";
import type { Shape } from "../value/shape.ts";
import { force } from "../value/thunk.ts";
import type { FormalName, Lazy, LambdaCode, SourceName, Value } from "../value/value.ts";
import { Closure } from "../value/value.ts";
import { compile, delay } from "./compile.ts";
import { EvalError } from "./error.ts";
import { expectList, expectSet } from "./expect.ts";
import { similarNames } from "./missing.ts";
import type { Machine } from "./machine.ts";
import type { Code, Maker, Scope } from "./scope.ts";
import { binderScope } from "./scope.ts";
import type { Unit } from "./unit.ts";

/** Returns the code of a lambda that is bound to a name, or to none. */
export function compileFunction(term: FunctionTerm, scope: Scope | null, unit: Unit, name: string): LambdaCode {
  const { pattern } = term;
  switch (pattern.kind) {
    case "variable":
      return new VariableLambda(term, pattern.name, scope, unit, name);
    case "formals":
      return new FormalsLambda(term, pattern, scope, unit, name);
    case "list":
      return new ListLambda(term, pattern, scope, unit, name);
  }
}

/** What all lambdas have: where they are and a body. */
class LambdaBase {
  readonly name: string;
  readonly file: SourceName;
  readonly offset: number;
  readonly autoCalled: boolean;
  protected readonly unit: Unit;
  protected readonly scope: Scope;
  /** Null once it is compiled. */
  private bodyTerm: Term | null;
  private readonly machine: Machine;
  /** Null until the first call, and where the body is itself a lambda. */
  private body: Code | null = null;
  private innerCode: LambdaCode | null | undefined = undefined;

  constructor(term: FunctionTerm, scope: Scope, unit: Unit, name: string) {
    this.name = name;
    this.file = unit.file;
    this.offset = term.origin.start;
    this.autoCalled = unit.autoCalled;
    this.unit = unit;
    this.machine = unit.machine;
    this.scope = scope;
    this.bodyTerm = term.body;
  }

  get inner(): LambdaCode | null {
    if (this.innerCode !== undefined) return this.innerCode;
    const { bodyTerm } = this;
    const isFunction = bodyTerm?.tag === Tag.Function;
    this.innerCode = isFunction ? compileFunction(bodyTerm, this.scope, this.unit, this.name) : null;
    if (isFunction) this.bodyTerm = null;
    return this.innerCode;
  }

  protected runBody(frame: Frame): Value {
    const { body, machine } = this;
    if (body === null) return this.runFirst(frame);
    machine.enter();
    const value = body(frame);
    machine.depth--;
    return value;
  }

  private runFirst(frame: Frame): Value {
    const { inner, bodyTerm } = this;
    if (inner !== null) return new Closure(inner, frame);
    // A body that is no function is there until it is compiled.
    const code = compile(bodyTerm as Term, this.scope, this.unit);
    this.bodyTerm = null;
    const { profiler } = this.machine.options;
    this.body = profiler === null ? code : (env) => profiler.run(this, () => code(env));
    return this.runBody(frame);
  }
}

class VariableLambda extends LambdaBase implements LambdaCode {
  readonly formals: null = null;
  readonly open: boolean = false;
  readonly parameter: string;

  constructor(term: FunctionTerm, parameter: string, scope: Scope | null, unit: Unit, name: string) {
    super(term, binderScope(scope, 1), unit, name);
    this.parameter = parameter;
  }

  bind(env: Frame, argument: Lazy): Frame {
    return frameOfOne(env, argument);
  }

  run(env: Frame, argument: Lazy): Value {
    return this.runBody(frameOfOne(env, argument));
  }
}

class FormalsLambda extends LambdaBase implements LambdaCode {
  readonly formals: readonly FormalName[];
  readonly open: boolean;
  readonly parameter: string;
  private readonly names: readonly string[];
  private readonly size: number;
  private readonly isSmall: boolean;
  private readonly asFull: boolean;
  /** The terms of the defaults; null once they are compiled. */
  private defaultTerms: readonly (Term | null)[] | null;
  private defaults: readonly (Maker | null)[] | null = null;
  private lastShape: Shape | null = null;
  /** For each formal its index in the last shape, or -1 to take the default. */
  private readonly plan: number[];

  constructor(
    term: FunctionTerm,
    pattern: Extract<Pattern, { kind: "formals" }>,
    scope: Scope | null,
    unit: Unit,
    name: string,
  ) {
    const size = pattern.formals.length + (pattern.as === null ? 0 : 1);
    super(term, binderScope(scope, size), unit, name);
    this.defaultTerms = pattern.formals.map((formal) => formal.default);
    this.size = size;
    this.isSmall = size <= largestSmallFrame;
    this.open = pattern.open;
    this.parameter = pattern.as ?? "";
    this.asFull = pattern.asFull;
    this.names = pattern.formals.map((formal) => formal.name);
    this.formals = pattern.formals.map((formal) => ({
      name: formal.name,
      hasDefault: formal.default !== null,
      offset: formal.origin.start,
    }));
    this.plan = pattern.formals.map(() => -1);
  }

  bind(env: Frame, argument: Lazy): Frame {
    const set = expectSet(force(argument));
    if (set.shape !== this.lastShape) this.meet(set.shape);
    return this.isSmall ? this.bindSmall(env, set) : this.bindLarge(env, set);
  }

  run(env: Frame, argument: Lazy): Value {
    return this.runBody(this.bind(env, argument));
  }

  private bindSmall(env: Frame, set: AttrSet): Frame {
    const frame = emptyFrame(env, this.size);
    const { plan } = this;
    const { values } = set;
    let hasDefaults = false;
    for (let at = 0; at < plan.length; at++) {
      const source = plan[at] as number;
      if (source < 0) hasDefaults = true;
      else fillSlot(frame, true, at, values[source] as Lazy);
    }
    if (this.parameter !== "") fillSlot(frame, true, this.size - 1, set);
    if (hasDefaults) this.fillDefaults(frame);
    return frame;
  }

  private bindLarge(env: Frame, set: AttrSet): Frame {
    const slots = new Array<Lazy>(this.size);
    const frame = frameOfSlots(env, slots);
    const { plan } = this;
    const { values } = set;
    let hasDefaults = false;
    for (let at = 0; at < plan.length; at++) {
      const source = plan[at] as number;
      if (source < 0) {
        hasDefaults = true;
        slots[at] = unset;
      } else slots[at] = values[source] as Lazy;
    }
    if (this.parameter !== "") slots[this.size - 1] = set;
    if (hasDefaults) this.fillDefaults(frame);
    return frame;
  }

  private fillDefaults(frame: Frame): void {
    const { plan } = this;
    const defaults = (this.defaults ??= this.compileDefaults());
    for (let at = 0; at < plan.length; at++) {
      const maker = (plan[at] as number) < 0 ? defaults[at] : null;
      if (maker !== null && maker !== undefined) fillSlot(frame, this.isSmall, at, maker(frame));
    }
    if (this.asFull && this.parameter !== "") this.completeArguments(frame);
  }

  private compileDefaults(): (Maker | null)[] {
    const { names, scope, unit } = this;
    const terms = this.defaultTerms ?? [];
    const makers = terms.map((term, at) => (term === null ? null : delay(term, scope, unit, names[at] ?? "")));
    this.defaultTerms = null;
    return makers;
  }

  /** Adds the defaults to the `@` value, where a feature says so. */
  private completeArguments(frame: Frame): void {
    const { sets } = this.unit.machine;
    const slot = (at: number): Lazy =>
      this.isSmall ? ([frame.s0, frame.s1, frame.s2, frame.s3][at] as Lazy) : (frame.slots[at] as Lazy);
    const defaults = this.names.flatMap((name, at) => ((this.plan[at] ?? 0) < 0 ? [[name, slot(at)] as const] : []));
    const given = expectSet(force(slot(this.size - 1)));
    fillSlot(frame, this.isSmall, this.size - 1, sets.update(sets.fromEntries(defaults), given));
  }

  /** Finds the formals in a shape, or throws if names are missing or too many. */
  private meet(shape: Shape): void {
    const { names, plan } = this;
    // The plan is overwritten; if that ends early it belongs to no shape.
    this.lastShape = null;
    let used = 0;
    for (let at = 0; at < names.length; at++) {
      const found = shape.indexOf(names[at] as string);
      if (found >= 0) used++;
      else if (this.formals[at]?.hasDefault === false) this.failMissing(names[at] as string);
      plan[at] = found;
    }
    if (!this.open && used !== shape.size) this.failUnexpected(shape);
    this.lastShape = shape;
  }

  private failMissing(name: string): never {
    throw missingArgument(this.describedName, name, this.position);
  }

  private failUnexpected(shape: Shape): never {
    throw unexpectedArgument(this.describedName, this.names, shape.names, this.position);
  }

  private get position(): SourcePosition {
    return { file: this.file, offset: this.offset };
  }

  private get describedName(): string {
    return this.name === "" ? "anonymous lambda" : this.name;
  }
}

/** Returns the error for a call without a formal that has no default. */
export function missingArgument(callee: string, name: string, position: SourcePosition | null = null): EvalError {
  return new EvalError("eval/argument", `function '${callee}' called without required argument '${name}'`, position);
}

/** Returns the error for a call with more than the formals. */
export function unexpectedArgument(
  callee: string,
  formals: readonly string[],
  given: readonly string[],
  position: SourcePosition | null = null,
): EvalError {
  const name = given.find((candidate) => !formals.includes(candidate)) ?? "";
  const text = `function '${callee}' called with unexpected argument '${name}'`;
  return new EvalError("eval/argument", text + similarNames(formals, name), position);
}

class ListLambda extends LambdaBase implements LambdaCode {
  readonly formals: null = null;
  readonly open: boolean;
  readonly parameter: string = "";
  private readonly length: number;

  constructor(
    term: FunctionTerm,
    pattern: Extract<Pattern, { kind: "list" }>,
    scope: Scope | null,
    unit: Unit,
    name: string,
  ) {
    super(term, binderScope(scope, pattern.names.length), unit, name);
    this.length = pattern.names.length;
    this.open = pattern.open;
  }

  bind(env: Frame, argument: Lazy): Frame {
    const list = expectList(force(argument));
    if (this.open ? list.length < this.length : list.length !== this.length) {
      const wanted = `${this.open ? "at least " : ""}${this.length}`;
      throw new EvalError("eval/argument", `list pattern of ${wanted} elements called with a list of ${list.length}`, {
        file: this.file,
        offset: this.offset,
      });
    }
    const frame = emptyFrame(env, this.length);
    const isSmall = this.length <= largestSmallFrame;
    for (let at = 0; at < this.length; at++) fillSlot(frame, isSmall, at, list[at] as Lazy);
    return frame;
  }

  run(env: Frame, argument: Lazy): Value {
    return this.runBody(this.bind(env, argument));
  }
}
