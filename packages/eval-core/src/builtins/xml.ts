/** Prints values as XML, as `toXML` and the command line do. */
import { describeLambda } from "../eval/describe.ts";
import { isDerivation } from "../eval/order.ts";
import { renderFloat } from "../eval/render-literal.ts";
import { AttrSet } from "../value/attr-set.ts";
import type { ContextCollector } from "../value/context.ts";
import { compareBytes } from "../store/bytes.ts";
import { elementsOf, isList } from "../value/list.ts";
import { Thunk, force } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { Closure, ContextString, FloatValue, PathValue, textOrNull } from "../value/value.ts";

export interface XmlOptions {
  /** Whether to evaluate everything; otherwise what is not evaluated is left so. */
  readonly strict: boolean;
  /** Whether to say where attributes and functions are written. */
  readonly locations: boolean;
}

/** Returns the XML document of a value. */
export function renderXml(lazy: Lazy, collector: ContextCollector, options: XmlOptions): string {
  const writer = new XmlWriter(collector, options);
  writer.open("expr", {});
  writer.value(lazy);
  writer.close("expr");
  return `<?xml version='1.0' encoding='utf-8'?>\n${writer.text}`;
}

type XmlAttributes = Readonly<Record<string, string>>;

class XmlWriter {
  text = "";
  private depth = 0;
  private readonly collector: ContextCollector;
  private readonly options: XmlOptions;
  private readonly seenDerivations = new Set<string>();

  constructor(collector: ContextCollector, options: XmlOptions) {
    this.collector = collector;
    this.options = options;
  }

  open(name: string, attributes: XmlAttributes): void {
    this.line(`<${name}${renderAttributes(attributes)}>`);
    this.depth++;
  }

  close(name: string): void {
    this.depth--;
    this.line(`</${name}>`);
  }

  private empty(name: string, attributes: XmlAttributes): void {
    this.line(`<${name}${renderAttributes(attributes)} />`);
  }

  private line(text: string): void {
    this.text += `${"  ".repeat(this.depth)}${text}\n`;
  }

  value(lazy: Lazy): void {
    if (lazy instanceof Thunk && !lazy.isEvaluated && !this.options.strict) {
      this.empty("unevaluated", {});
      return;
    }
    const value = force(lazy);
    if (value === null) this.empty("null", {});
    else if (typeof value === "boolean") this.empty("bool", { value: String(value) });
    else if (typeof value === "number" || typeof value === "bigint") this.empty("int", { value: String(value) });
    else if (typeof value === "string") this.empty("string", { value });
    else this.object(value);
  }

  private object(value: Value & object): void {
    if (value instanceof ContextString) {
      this.collector.add(value.context);
      this.empty("string", { value: value.text });
    } else if (value instanceof FloatValue) this.empty("float", { value: renderFloat(value.value) });
    else if (value instanceof PathValue) this.empty("path", { value: value.path });
    else if (isList(value)) {
      this.open("list", {});
      for (const element of elementsOf(value)) this.value(element);
      this.close("list");
    } else if (value instanceof AttrSet) this.set(value);
    else if (value instanceof Closure) this.lambda(value);
    else this.empty("unevaluated", {});
  }

  private set(set: AttrSet): void {
    if (!isDerivation(set)) {
      this.open("attrs", {});
      this.attributes(set);
      this.close("attrs");
      return;
    }
    const drvPath = this.textOf(set.get("drvPath"));
    const outPath = this.textOf(set.get("outPath"));
    this.open("derivation", {
      ...(drvPath === null ? {} : { drvPath }),
      ...(outPath === null ? {} : { outPath }),
    });
    if (drvPath !== null && drvPath !== "" && !this.seenDerivations.has(drvPath)) {
      this.seenDerivations.add(drvPath);
      this.attributes(set);
    } else this.empty("repeated", {});
    this.close("derivation");
  }

  private textOf(lazy: Lazy | undefined): string | null {
    if (lazy === undefined || (lazy instanceof Thunk && !lazy.isEvaluated && !this.options.strict)) return null;
    return textOrNull(force(lazy));
  }

  private attributes(set: AttrSet): void {
    set.shape.names.forEach((name, at) => {
      const position = this.options.locations ? (set.positions?.positionOf(name) ?? null) : null;
      const location = position === null ? {} : locationAttributes(position.file, position.offset);
      this.open("attr", { ...location, name });
      this.value(set.values[at] as Lazy);
      this.close("attr");
    });
  }

  private lambda(closure: Closure): void {
    const { code } = closure;
    this.open("function", this.options.locations ? locationAttributes(code.file, code.offset) : {});
    if (code.formals === null) {
      if (code.parameter === "") this.line(`<!-- ${describeLambda(closure)} -->`);
      else this.empty("varpat", { name: code.parameter });
    } else {
      this.open("attrspat", {
        ...(code.open ? { ellipsis: "1" } : {}),
        ...(code.parameter === "" ? {} : { name: code.parameter }),
      });
      const names = code.formals.map((formal) => formal.name).sort(compareBytes);
      for (const name of names) this.empty("attr", { name });
      this.close("attrspat");
    }
    this.close("function");
  }
}

function locationAttributes(file: Closure["code"]["file"], offset: number): XmlAttributes {
  const { line, column } = file.lineAndColumn(offset);
  return { column: String(column), line: String(line), ...(file.isFile ? { path: file.name } : {}) };
}

function renderAttributes(attributes: XmlAttributes): string {
  return Object.entries(attributes)
    .sort(([left], [right]) => compareBytes(left, right))
    .map(([name, value]) => ` ${name}="${value.replace(/["<>&\n]/g, escapeXml)}"`)
    .join("");
}

function escapeXml(character: string): string {
  switch (character) {
    case '"':
      return "&quot;";
    case "<":
      return "&lt;";
    case ">":
      return "&gt;";
    case "&":
      return "&amp;";
    default:
      return "&#xA;";
  }
}
