import { createReporter, type FileReport, type ReportFormat } from "@lix-tools/cli-kit/report";
import { captureOutput, createPalette } from "@lix-tools/cli-kit/terminal";
import type { Diagnostic } from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const plain = createPalette({ choice: "never", env: {}, isTerminal: false });
const colorful = createPalette({ choice: "always", env: {}, isTerminal: false });

async function render(format: ReportFormat, files: readonly FileReport[], palette = plain): Promise<string> {
  const output = captureOutput();
  const reporter = createReporter({ format, output, palette });
  for (const file of files) await reporter.report(file);
  await reporter.finish();
  return output.text();
}

/** A report about the first occurrence of `mark` in `text`. */
function reportOn(text: string, mark: string, more: Partial<Diagnostic> = {}): FileReport {
  const source = new TextEncoder().encode(text);
  const start = new TextEncoder().encode(text.slice(0, text.indexOf(mark))).length;
  const span = { start, end: start + new TextEncoder().encode(mark).length };
  const diagnostic: Diagnostic = { code: "syntax/odd", severity: "error", span, message: "found `b`", ...more };
  return { path: "a.nix", source, diagnostics: [diagnostic] };
}

const missing: FileReport = {
  path: "gone.nix",
  source: undefined,
  diagnostics: [{ code: "io/not-found", severity: "error", span: { start: 0, end: 0 }, message: "no such file" }],
};

describe("concise", () => {
  it("is one line per diagnostic", async () => {
    expect(await render("concise", [reportOn("a\n äb", "b"), missing])).toBe(
      "a.nix:2:3: error[syntax/odd] found `b`\ngone.nix: error[io/not-found] no such file\n",
    );
  });
  it("lets nothing from a file name or message control the terminal", async () => {
    const report = { ...reportOn("b", "b", { message: "x\u001b[2J\n\u202ey" }), path: "\u001b]0;t\u0007.nix" };
    expect(await render("concise", [report])).toBe("␛]0;t␇.nix:1:1: error[syntax/odd] x␛[2J␊\ufffdy\n");
  });
});

describe("text", () => {
  it("shows the place, related places, notes and fixes", async () => {
    const report = reportOn("let\n\tä = bcd;\nin e\n", "bcd", {
      related: [{ span: { start: 16, end: 17 }, message: "used here" }],
      notes: ["think of a note"],
      fixes: [{ title: "write `c`", edits: [] }],
    });
    expect(await render("text", [report])).toBe(
      [
        "a.nix:2:6: error[syntax/odd] found `b`",
        "  1 | let",
        "> 2 | \tä = bcd;",
        "    | \t    ^^^",
        "  3 | in e",
        "  4 |",
        "  a.nix:3:2: used here",
        "  1 | let",
        "  2 | \tä = bcd;",
        "> 3 | in e",
        "    |  ^",
        "  4 |",
        "  note: think of a note",
        "  fix: write `c`",
        "",
        "",
      ].join("\n"),
    );
  });
  it("marks the end of the file", async () => {
    const report = reportOn("a", "a", { span: { start: 1, end: 1 } });
    expect(await render("text", [report])).toBe("a.nix:1:2: error[syntax/odd] found `b`\n> 1 | a\n    |  ^\n\n");
  });
  it("marks the first line of a longer span", async () => {
    expect(await render("text", [reportOn("ab\ncd\n", "b\ncd")])).toContain("> 1 | ab\n    |  ^\n");
  });
  it("cuts long lines around the place", async () => {
    const text = await render("text", [reportOn(`${"x".repeat(1_000_000)}b${"y".repeat(1_000_000)}`, "b")]);
    expect(text).toContain(`> 1 | …${"x".repeat(60)}b${"y".repeat(99)}…\n    | ${" ".repeat(61)}^\n`);
  });
  it("has colours where they are wanted", async () => {
    const text = await render("text", [reportOn("a b", "b")], colorful);
    expect(text).toContain("\u001b[31m\u001b[1merror[syntax/odd]");
    expect(text).toContain("\u001b[31m\u001b[1m   ^");
  });
});

describe("json", () => {
  const report = reportOn("ä b", "b", {
    notes: ["n"],
    related: [{ span: { start: 0, end: 2 }, message: "m" }],
    fixes: [{ title: "t", edits: [{ span: { start: 3, end: 4 }, text: "c" }] }],
  });
  const range = { offset: { start: 3, end: 4 }, start: { line: 1, column: 3 }, end: { line: 1, column: 4 } };
  const expected = {
    path: "a.nix",
    code: "syntax/odd",
    severity: "error",
    message: "found `b`",
    range,
    notes: ["n"],
    related: [
      {
        message: "m",
        range: { offset: { start: 0, end: 2 }, start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
      },
    ],
    fixes: [{ title: "t", edits: [{ range, text: "c" }] }],
  };
  it("is one document with counts", async () => {
    const document: unknown = JSON.parse(await render("json", [report, missing]));
    expect(document).toMatchObject({ version: 1, counts: { error: 2, warning: 0, info: 0 } });
    expect(document).toHaveProperty("diagnostics.0", expected);
    expect(document).toHaveProperty("diagnostics.1.path", "gone.nix");
  });
  it("is a document also when there is nothing to say", async () => {
    expect(JSON.parse(await render("json", []))).toEqual({
      version: 1,
      diagnostics: [],
      counts: { error: 0, warning: 0, info: 0 },
    });
  });
  it("has one document per line in jsonl", async () => {
    const lines = (await render("jsonl", [report, missing])).trimEnd().split("\n");
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([expected, { code: "io/not-found" }]);
  });
});

describe("github", () => {
  it("annotates places", async () => {
    const report = { ...reportOn("a b", "b", { message: "50%\nof", severity: "info" }), path: "a,b:c.nix" };
    expect(await render("github", [report, missing])).toBe(
      "::notice file=a%2Cb%3Ac.nix,line=1,endLine=1,col=3,endColumn=4,title=syntax/odd::50%25%0Aof\n" +
        "::error file=gone.nix,title=io/not-found::no such file\n",
    );
  });
});

describe("every format", () => {
  it("prints reports about any bytes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.nat(420),
        fc.nat(420),
        fc.constantFrom<ReportFormat>("text", "concise", "json", "jsonl", "github"),
        async (source, a, b, format) => {
          const span = { start: Math.min(a, b), end: Math.max(a, b) };
          const diagnostics: Diagnostic[] = [{ code: "syntax/x", severity: "warning", span, message: "m" }];
          const text = await render(format, [{ path: "p", source, diagnostics }]);
          expect(text).toContain("syntax/x");
          expect(text).not.toMatch(/[\0-\u0008\u000b-\u001f]/u);
        },
      ),
    );
  });
});
