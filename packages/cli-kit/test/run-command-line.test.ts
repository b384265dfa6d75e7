/** Commands as processes: how they end, and what they say when they end badly. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const directory = mkdtempSync(join(tmpdir(), "cli-kit-bin-"));
const main = join(directory, "command.js");

beforeAll(async () => {
  const build = await rolldown({
    input: fileURLToPath(new URL("fixtures/command.ts", import.meta.url)),
    onLog() {},
    platform: "node",
    resolve: { conditionNames: ["@lix-tools/source", "import", "node", "default"] },
  });
  await build.write({ file: main, format: "esm", codeSplitting: false });
  await build.close();
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Ending {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: "utf8", env });
  return { code: status, stdout, stderr };
}

describe("a command ends", () => {
  it("with the code it was given", () => {
    expect(run(["code", "0"])).toEqual({ code: 0, stdout: "done\n", stderr: "" });
    expect(run(["code", "1"]).code).toBe(1);
  });
  it("with a code of its own where it translates them", () => {
    expect(run(["code", "1"], { TRANSLATE: "1" }).code).toBe(41);
    expect(run(["throw"], { TRANSLATE: "1" }).code).toBe(43);
  });
  it("with 0 when only asked for help", () => expect(run(["--help"]).code).toBe(0));
  it("with 2 when used wrongly", () => {
    expect(run(["cod"])).toMatchObject({ code: 2, stdout: "" });
    expect(run(["code"]).stderr).toContain("missing required argument 'n'");
    expect(run([]).code).toBe(2);
  });
  it("with 2 and one line when it refuses, after what it had written", () => {
    expect(run(["refuse"])).toEqual({ code: 2, stdout: "before\n", stderr: "error: this cannot be done\n" });
  });
  it.each(["throw", "throw-later"])("with 3 and one line when it is broken: %s", (name) => {
    const { code, stderr } = run([name]);
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /^internal error: broken[^\n]* \(please report it; LIX_TRACE=1 shows where it happened\)\n$/u,
    );
  });
  it("with the place of the error when LIX_TRACE asks for it", () => {
    const { code, stderr } = run(["throw"], { LIX_TRACE: "1" });
    expect(code).toBe(3);
    expect(stderr).toMatch(/\n\s+at .*command\.js:\d+:\d+/u);
  });
  it("in colours only where they are wanted", () => {
    expect(run(["refuse"], { FORCE_COLOR: "1" }).stderr).toBe("\u001b[31merror:\u001b[39m this cannot be done\n");
  });
});

describe("Ctrl-C", () => {
  /** Waits until the child has written a line. */
  const written = (child: ChildProcess): Promise<unknown> =>
    new Promise((resolve) => child.stdout?.once("data", resolve));
  const ended = (child: ChildProcess): Promise<unknown> =>
    new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)));

  it("lets a command that asks for it finish, and gives 130", async () => {
    const child = spawn(process.execPath, [main, "wait"], { stdio: ["ignore", "pipe", "inherit"] });
    let stdout = "";
    child.stdout.on("data", (piece: Buffer) => (stdout += piece.toString()));
    await written(child);
    child.kill("SIGINT");
    expect(await ended(child)).toBe(130);
    expect(stdout).toBe("ready\ntidied\n");
  });
});
