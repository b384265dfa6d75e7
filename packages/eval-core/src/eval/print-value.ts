/** Prints values as `nix-instantiate --eval` does: what is not evaluated is `<CODE>`, repeated containers `«repeated»`. */
import { AttrSet } from "../value/attr-set.ts";
import { elementsOf, isList } from "../value/list.ts";
import { Thunk, force } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { BuiltinValue, Closure, ContextString, FloatValue, PathValue } from "../value/value.ts";
import { marked, renderAttributeName, renderFloat, renderString } from "./render-literal.ts";

/** Returns the text of a value; evaluates nothing. */
export function printValue(lazy: Lazy): string {
  return new Printer().print(lazy);
}

class Printer {
  private readonly seen = new Set<Value>();
  private isOutermost = true;

  print(lazy: Lazy): string {
    if (lazy instanceof Thunk && !lazy.isEvaluated) return "<CODE>";
    const value = force(lazy);
    if (value === null) return "null";
    switch (typeof value) {
      case "boolean":
      case "number":
      case "bigint":
        return String(value);
      case "string":
        return renderString(value);
      default:
        return this.printObject(value);
    }
  }

  private printObject(value: Value & object): string {
    if (value instanceof ContextString) return renderString(value.text);
    if (value instanceof PathValue) return value.path;
    if (value instanceof FloatValue) return renderFloat(value.value);
    if (value instanceof Closure) return "<LAMBDA>";
    if (value instanceof BuiltinValue) return value.arguments.length === 0 ? "<PRIMOP>" : "<PRIMOP-APP>";
    return value instanceof AttrSet ? this.printSet(value) : isList(value) ? this.printList(elementsOf(value)) : "";
  }

  private printSet(set: AttrSet): string {
    if (set.size === 0) return "{ }";
    if (this.seen.has(set)) return marked("repeated");
    this.seen.add(set);
    this.isOutermost = false;
    let text = "{ ";
    set.shape.names.forEach((name, at) => {
      text += `${renderAttributeName(name)} = ${this.print(set.values[at] as Lazy)}; `;
    });
    return `${text}}`;
  }

  private printList(list: readonly Lazy[]): string {
    // Other implementations keep short lists in the value itself, so the outermost is not the one that is met again.
    const isCopied = this.isOutermost && list.length <= 2;
    this.isOutermost = false;
    if (list.length > 0 && !isCopied) {
      if (this.seen.has(list)) return marked("repeated");
      this.seen.add(list);
    }
    let text = "[ ";
    for (const element of list) text += `${this.print(element)} `;
    return `${text}]`;
  }
}
