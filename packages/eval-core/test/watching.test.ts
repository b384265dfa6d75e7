/** What an evaluation tells while it goes on: everything that was asked for, and without evaluating any more. */
import { expect, test } from "vitest";
import {
  Closure,
  createEvaluator,
  evaluateText,
  type EvaluatorOptions,
  force,
  memoryFiles,
  type ObservedUpdate,
  portableHasher,
} from "../src/index.ts";

function evaluate(text: string, options: Pick<EvaluatorOptions, "onUpdate"> = {}): string[] {
  const printed: string[] = [];
  const machine = createEvaluator({
    host: {
      files: memoryFiles(new Map()),
      hasher: portableHasher,
      environmentVariableOrNull: () => null,
      currentSystem: "x86_64-linux",
      currentTime: 0,
      print: (line) => printed.push(line),
    },
    ...options,
  });
  try {
    force(evaluateText(machine, text, "text", "/t"));
  } catch {
    printed.push("failed");
  }
  return printed;
}

function updatesOf(text: string): string[] {
  const told: string[] = [];
  const offsetOf = ({ callee }: ObservedUpdate["calls"][number]): string =>
    callee instanceof Closure ? `${callee.code.offset}` : "none";
  evaluate(text, {
    onUpdate: ({ position, left, right, calls }) => {
      const names = [left, right].map(({ shape }) => shape.names.join(" "));
      const callees = calls.map((call) => `, at ${call.position.offset} the function at ${offsetOf(call)}`);
      told.push(`${position.offset}: ${names.join(" // ")}${callees.join("")}`);
    },
  });
  return told;
}

test.each([
  ['{ a = 1; } // { b = throw "b"; }', ["0: a // b"]],
  ["{ a = 1; } // { b = 2; } // { c = 3; }", ["14: b // c", "0: a // b c"]],
  ["let f = x: y: y; in { a = 1; } // f 1 { }", ["20: a // , at 34 the function at 8"]],
  [
    "let s = { f = x: y: y; }; in (s.f 1 { }) // s.f 1 { a = 1; }",
    ["29:  // a, at 30 the function at 14, at 44 the function at 14"],
  ],
  ["(x: y: y) 1 { } // { a = 1; }", ["0:  // a"]],
  ["{ a = 1; } // 1", []],
  ["({ a = { b = 1; } // { c = 2; }; } // { }).d or 1", ["1: a // "]],
])("%s tells of its sets", (text, expected) => {
  expect(updatesOf(text)).toEqual(expected);
});

test("watching evaluates nothing twice and nothing more", () => {
  const said = (name: string): string => `builtins.trace "${name}"`;
  const text = `let f = ${said("f")} (x: y: ${said("y")} y); in
    ${said("left")} { a = ${said("a")} 1; } // f (${said("x")} 1) (${said("right")} { b = ${said("b")} 1; })`;
  const plain = evaluate(text);
  expect(plain).not.toContain("failed");
  expect(plain.length).toBe(4);
  expect(evaluate(text, { onUpdate: () => {} })).toEqual(plain);
});
