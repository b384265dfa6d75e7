/** What a line typed at the prompt asks for. */

/** A request of the user: evaluate, bind a name, or one of the commands that begin with a colon. */
export type ReplInput =
  | { readonly kind: "nothing" }
  | { readonly kind: "expression"; readonly text: string }
  | { readonly kind: "binding"; readonly name: string; readonly text: string }
  | { readonly kind: ReplCommand; readonly text: string }
  | { readonly kind: "unknown"; readonly text: string };

/** The commands, by what they do. */
export type ReplCommand = "add" | "doc" | "help" | "load" | "print" | "quit" | "reload" | "type" | "where";

interface CommandRow {
  readonly command: ReplCommand;
  readonly names: readonly string[];
  readonly usage: string;
  readonly summary: string;
}

const rows: readonly CommandRow[] = [
  { command: "add", names: ["a", "add"], usage: ":a EXPR", summary: "bring the attributes of a set into scope" },
  { command: "doc", names: ["doc"], usage: ":doc NAME", summary: "say what a builtin does" },
  { command: "where", names: ["e", "where"], usage: ":e EXPR", summary: "say where a function or set is written" },
  { command: "load", names: ["l", "load"], usage: ":l FILE", summary: "bring the attributes of a file into scope" },
  { command: "print", names: ["p", "print"], usage: ":p EXPR", summary: "evaluate and print everything in a value" },
  { command: "reload", names: ["r", "reload"], usage: ":r", summary: "read the files loaded so far again" },
  { command: "type", names: ["t", "type"], usage: ":t EXPR", summary: "say what kind of value it is" },
  { command: "quit", names: ["q", "quit"], usage: ":q", summary: "leave" },
  { command: "help", names: ["?", "help"], usage: ":?", summary: "print this" },
];

/** Returns the help: what can be typed. */
export function replHelp(): string {
  const lines: readonly (readonly [string, string])[] = [
    ["EXPR", "evaluate and print an expression"],
    ["NAME = EXPR", "bind a name"],
    ...rows.map(({ usage, summary }) => [usage, summary] as const),
  ];
  return lines.map(([usage, summary]) => `  ${usage.padEnd(13)}${summary}\n`).join("");
}

const bindingForm = /^\s*([a-zA-Z_][a-zA-Z0-9_'-]*)\s*=(?!=)\s*([^]*?);?\s*$/;
const commandForm = /^\s*:(\S+)\s*([^]*?)\s*$/;

/** Returns what a line, or several that belong together, ask for. */
export function parseReplInput(line: string): ReplInput {
  if (line.trim() === "") return { kind: "nothing" };
  const command = commandForm.exec(line);
  if (command !== null) {
    const [, name = "", text = ""] = command;
    const row = rows.find(({ names }) => names.includes(name));
    return row === undefined ? { kind: "unknown", text: name } : { kind: row.command, text };
  }
  const binding = bindingForm.exec(line);
  if (binding === null) return { kind: "expression", text: line };
  const [, name = "", text = ""] = binding;
  return { kind: "binding", name, text };
}
