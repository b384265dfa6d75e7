/**
 * Prints values at the prompt: evaluated to a depth, deeper containers as `{ ... }`, what fails in its place, and on
 * several lines where one would be too long.
 */
import { describeLambda } from "../../eval/describe.ts";
import type { Machine } from "../../eval/machine.ts";
import { isDerivation } from "../../eval/order.ts";
import { printValue } from "../../eval/print-value.ts";
import { marked, renderAttributeName } from "../../eval/render-literal.ts";
import { toEvalError } from "../../eval/stack.ts";
import { AttrSet } from "../../value/attr-set.ts";
import { elementsOf, isList } from "../../value/list.ts";
import { force } from "../../value/thunk.ts";
import type { Lazy, Value } from "../../value/value.ts";
import { BuiltinValue, Closure, textOrNull } from "../../value/value.ts";

/** Columns that a container may take on one line. */
const lineWidth = 78;

/** Containers inside each other that are printed even if everything is asked for. */
const deepest = 400;

/** Returns the text of a value with containers down to a depth. */
export function printShown(machine: Machine, value: Value, depth: number): string {
  return new ShownPrinter(machine).print(value, Math.min(depth, deepest), 0);
}

class ShownPrinter {
  private readonly machine: Machine;
  private readonly path = new Set<Value>();

  constructor(machine: Machine) {
    this.machine = machine;
  }

  print(value: Value, depth: number, indent: number): string {
    if (value instanceof Closure) return describeLambda(value);
    if (value instanceof BuiltinValue) {
      const { name } = value.code;
      return marked(value.arguments.length === 0 ? `primop ${name}` : `partially applied primop ${name}`);
    }
    if (value instanceof AttrSet) return this.printSet(value, depth, indent);
    return isList(value) ? this.printList(elementsOf(value), depth, indent) : printValue(value);
  }

  private printSet(set: AttrSet, depth: number, indent: number): string {
    if (set.size === 0) return "{ }";
    if (isDerivation(set)) return this.printDerivation(set);
    if (this.path.has(set)) return marked("repeated");
    if (depth <= 0) return "{ ... }";
    return this.printItems(["{", "}"], set, indent, () =>
      set.shape.names.map((name, at) => {
        const value = this.printLazy(set.values[at] ?? null, depth - 1, indent + 2);
        return `${renderAttributeName(name)} = ${value};`;
      }),
    );
  }

  private printList(list: readonly Lazy[], depth: number, indent: number): string {
    if (list.length === 0) return "[ ]";
    if (this.path.has(list)) return marked("repeated");
    if (depth <= 0) return "[ ... ]";
    return this.printItems(["[", "]"], list, indent, () =>
      list.map((element) => this.printLazy(element, depth - 1, indent + 2)),
    );
  }

  private printItems(
    [open, close]: readonly [string, string],
    container: Value,
    indent: number,
    print: () => string[],
  ): string {
    this.path.add(container);
    const items = print();
    this.path.delete(container);
    const oneLine = `${open} ${items.join(" ")} ${close}`;
    if (indent + oneLine.length <= lineWidth && !oneLine.includes("\n")) return oneLine;
    const margin = " ".repeat(indent + 2);
    return `${open}\n${items.map((item) => `${margin}${item}\n`).join("")}${" ".repeat(indent)}${close}`;
  }

  private printDerivation(set: AttrSet): string {
    const drvPath = set.get("drvPath");
    const path =
      drvPath === undefined ? "" : this.machine.attempt(() => textOrNull(force(drvPath)) ?? "", printFailure);
    return marked(`derivation ${path}`);
  }

  private printLazy(lazy: Lazy, depth: number, indent: number): string {
    return this.machine.attempt(() => this.print(force(lazy), depth, indent), printFailure);
  }
}

function printFailure(error: unknown): string {
  return marked(`error: ${toEvalError(error).message.split("\n")[0] ?? ""}`);
}
