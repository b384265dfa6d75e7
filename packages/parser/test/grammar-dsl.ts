/**
 * The functions that a `grammar.js` is written in, as far as ours use them, giving what tree-sitter writes to
 * `grammar.json`.
 */
type Rule = Record<string, unknown>;
type Make = ($: Record<string, Rule>) => unknown;

interface Definition {
  readonly name: string;
  readonly rules: Readonly<Record<string, Make>>;
  readonly extras: Make;
  readonly externals: Make;
  readonly supertypes: Make;
  readonly inline: Make;
  readonly conflicts: Make;
}

const symbols: Record<string, Rule> = new Proxy({}, { get: (_, name) => ({ type: "SYMBOL", name: String(name) }) });

function toRule(value: unknown): Rule {
  if (typeof value === "string") return { type: "STRING", value };
  if (value instanceof RegExp) return { type: "PATTERN", value: value.source };
  return value as Rule; // what the other functions made
}

const names = (rules: unknown): string[] => (rules as { name: string }[]).map(({ name }) => name); // symbols

function grammar(definition: Definition): Rule {
  const make = (part: Make): unknown => part(symbols);
  return {
    name: definition.name,
    rules: Object.fromEntries(Object.entries(definition.rules).map(([name, rule]) => [name, toRule(make(rule))])),
    extras: (make(definition.extras) as unknown[]).map(toRule),
    externals: (make(definition.externals) as unknown[]).map(toRule),
    conflicts: (make(definition.conflicts) as unknown[]).map(names),
    inline: names(make(definition.inline)),
    supertypes: names(make(definition.supertypes)),
  };
}

const withPrecedence =
  (type: string) =>
  (value: number, content: unknown): Rule => ({ type, value, content: toRule(content) });

const choice = (...members: unknown[]): Rule => ({ type: "CHOICE", members: members.map(toRule) });

const functions = {
  grammar,
  choice,
  seq: (...members: unknown[]): Rule => ({ type: "SEQ", members: members.map(toRule) }),
  optional: (rule: unknown): Rule => choice(rule, { type: "BLANK" }),
  repeat: (rule: unknown): Rule => ({ type: "REPEAT", content: toRule(rule) }),
  repeat1: (rule: unknown): Rule => ({ type: "REPEAT1", content: toRule(rule) }),
  field: (name: string, rule: unknown): Rule => ({ type: "FIELD", name, content: toRule(rule) }),
  alias: (rule: unknown, value: unknown): Rule => {
    const isNamed = typeof value !== "string";
    return {
      type: "ALIAS",
      content: toRule(rule),
      named: isNamed,
      value: isNamed ? (value as { name: string }).name : value,
    };
  },
  prec: Object.assign(withPrecedence("PREC"), {
    left: withPrecedence("PREC_LEFT"),
    right: withPrecedence("PREC_RIGHT"),
    dynamic: withPrecedence("PREC_DYNAMIC"),
  }),
};

/** Returns what the `grammar.js` at the URL defines. */
export async function evaluateGrammar(url: string): Promise<Rule> {
  Object.assign(globalThis, functions);
  const loaded = (await import(url)) as { default: Rule };
  return loaded.default;
}
