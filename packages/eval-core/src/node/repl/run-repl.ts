/**
 * The prompt: reads lines, with history and completion on a terminal, and shows what the session says of them. The
 * session runs in a thread of its own; Ctrl-C while it works, or running out of memory, ends that thread, and a new one
 * is told again what the names mean.
 */
import { createInterface } from "node:readline";
import type { Interface } from "node:readline";
import type { CommandIo } from "@lix-tools/cli-kit/command";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { latin1OfUnicode } from "../../store/bytes.ts";
import type { Message, SessionQuestion, Settings } from "../request.ts";
import { startSession } from "../thread.ts";
import type { SessionThread, ThreadOptions } from "../thread.ts";

export interface ReplOptions {
  readonly settings: Settings;
  readonly thread: ThreadOptions;
  /** Files to load first. */
  readonly files: readonly string[];
}

/** Runs the prompt until it is left or its input ends. */
export async function runRepl({ settings, thread, files }: ReplOptions, io: CommandIo): Promise<void> {
  const isTerminal = process.stdin.isTTY === true && io.stdout.isTerminal;
  const session = new RestartingSession(settings, thread, (text, stream) => write(io[stream], text));
  const lines = createInterface({
    input: process.stdin,
    terminal: isTerminal,
    ...(isTerminal ? { output: process.stdout, completer: completerFor(session) } : {}),
    historySize: 1000,
    removeHistoryDuplicates: true,
  });
  lines.on("SIGINT", () => {
    if (!session.interrupt()) lines.close();
  });
  if (isTerminal) write(io.stdout, "lix-eval: `:?` tells what can be typed\n");
  // From here on lines are kept until they are asked for.
  const input = lines[Symbol.asyncIterator]();
  const front = new Front(session, lines, io);
  for (const file of files) await front.take(`:l ${file}`, { isLast: true });
  front.prompt(isTerminal);
  for (let next = await input.next(); next.done !== true; next = await input.next()) {
    if ((await front.take(latin1OfUnicode(next.value), { isLast: false })) === "quit") break;
    front.prompt(isTerminal);
  }
  await front.finish();
  lines.close();
  session.end();
}

function write(output: CommandIo["stdout"], text: string): void {
  output.write(Buffer.from(text, "latin1"));
  output.flush();
}

/** Shows a text: results on one stream, errors and traces on the other. */
type Show = (text: string, stream: "stdout" | "stderr") => void;

type Completer = (line: string, done: (error: null, result: [string[], string]) => void) => void;

function completerFor(session: RestartingSession): Completer {
  return (line, done) => {
    const word = /[a-zA-Z_][a-zA-Z0-9_'.-]*$/.exec(line)?.[0] ?? "";
    void session.completions(latin1OfUnicode(line)).then((words) => done(null, [[...words], word]));
  };
}

/** Puts lines that belong together together. */
class Front {
  private readonly session: RestartingSession;
  private readonly lines: Interface;
  private readonly io: CommandIo;
  private pending = "";

  constructor(session: RestartingSession, lines: Interface, io: CommandIo) {
    this.session = session;
    this.lines = lines;
    this.io = io;
  }

  prompt(isTerminal: boolean): void {
    if (!isTerminal) return;
    this.lines.setPrompt(this.pending === "" ? "nix> " : "...  ");
    this.lines.prompt();
  }

  /** Takes a line and returns what the session wants next. */
  async take(line: string, { isLast }: { readonly isLast: boolean }): Promise<"line" | "more" | "quit"> {
    const text = this.pending + line;
    const next = await this.session.line(text, { isLast });
    this.pending = next === "more" ? `${text}\n` : "";
    if (this.session.hasFailed && !this.io.stdout.isTerminal) this.io.endWith(ExitCode.Findings);
    return next;
  }

  /** Takes what was begun and not ended. */
  async finish(): Promise<void> {
    if (this.pending.trim() !== "") await this.take("", { isLast: true });
  }
}

type Settle = (message: Message) => void;

/** A session that is started again when its thread ends, with the lines that said what names mean. */
class RestartingSession {
  /** Whether any line has failed so far. */
  hasFailed = false;
  private readonly settings: Settings;
  private readonly options: ThreadOptions;
  private readonly show: Show;
  private readonly definitions: string[] = [];
  private thread: SessionThread | null = null;
  private waiting: Settle | null = null;

  constructor(settings: Settings, options: ThreadOptions, show: Show) {
    this.settings = settings;
    this.options = options;
    this.show = show;
  }

  /** Shows what comes of a line and returns what the session wants next. */
  async line(text: string, { isLast }: { readonly isLast: boolean }): Promise<"line" | "more" | "quit"> {
    const message = await this.ask({ kind: "line", text, isLast });
    if (message.kind !== "answer") return "line";
    const { output, isError, defines, next } = message.answer;
    if (isError) this.hasFailed = true;
    if (defines) this.definitions.push(text);
    this.show(output, isError ? "stderr" : "stdout");
    return next;
  }

  async completions(text: string): Promise<readonly string[]> {
    const message = await this.ask({ kind: "completions", text });
    return message.kind === "completions" ? message.words : [];
  }

  /** Ends what is being evaluated; returns whether anything was. */
  interrupt(): boolean {
    if (this.waiting === null) return false;
    this.fail("error: interrupted");
    return true;
  }

  end(): void {
    this.thread?.end();
    this.thread = null;
  }

  private async ask(question: SessionQuestion): Promise<Message> {
    if (this.thread === null) await this.start();
    return this.send(question);
  }

  private send(question: SessionQuestion): Promise<Message> {
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.thread?.ask(question);
    });
  }

  private async start(): Promise<void> {
    this.thread = startSession({ settings: this.settings, session: true }, this.options, (message) =>
      this.hear(message),
    );
    for (const text of this.definitions) await this.send({ kind: "line", text, isLast: true });
  }

  private hear(message: Message): void {
    if (message.kind === "log") this.show(`${message.text}\n`, "stderr");
    else if (message.kind === "failure") this.fail(message.text);
    else this.settle(message);
  }

  private fail(text: string): void {
    this.end();
    this.hasFailed = true;
    this.show(`${text}\n`, "stderr");
    this.settle({ kind: "done" });
  }

  private settle(message: Message): void {
    const { waiting } = this;
    this.waiting = null;
    waiting?.(message);
  }
}
