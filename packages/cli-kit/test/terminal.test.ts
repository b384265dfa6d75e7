import { EventEmitter } from "node:events";
import { createStreamOutput, wantsColor } from "@lix-tools/cli-kit/terminal";
import { describe, expect, it } from "vitest";

describe("colours", () => {
  const terminal = { choice: "auto", env: {}, isTerminal: true } as const;
  it.each([
    ["on a terminal", terminal, true],
    ["not in a pipe", { ...terminal, isTerminal: false }, false],
    ["not on a dumb terminal", { ...terminal, env: { TERM: "dumb" } }, false],
    ["not with NO_COLOR", { ...terminal, env: { NO_COLOR: "1" } }, false],
    ["with an empty NO_COLOR", { ...terminal, env: { NO_COLOR: "" } }, true],
    ["in a pipe with FORCE_COLOR", { ...terminal, isTerminal: false, env: { FORCE_COLOR: "1" } }, true],
    ["with FORCE_COLOR against NO_COLOR", { ...terminal, env: { FORCE_COLOR: "1", NO_COLOR: "1" } }, true],
    ["not with FORCE_COLOR=0", { ...terminal, env: { FORCE_COLOR: "0" } }, false],
    ["as the option says, against all", { ...terminal, choice: "never", env: { FORCE_COLOR: "1" } }, false],
    ["as the option says, in a pipe", { choice: "always", env: { NO_COLOR: "1" }, isTerminal: false }, true],
  ] as const)("%s", (_, situation, expected) => expect(wantsColor(situation)).toBe(expected));
});

/** A stream that keeps its pieces and can be made to fail. */
class FakeStream extends EventEmitter {
  readonly pieces: string[] = [];
  readonly isTTY: boolean;
  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }
  write(piece: Uint8Array): void {
    this.pieces.push(new TextDecoder().decode(piece));
  }
}

describe("output", () => {
  it("gathers pieces in a pipe", () => {
    const stream = new FakeStream(false);
    const output = createStreamOutput(stream, () => {});
    output.write("a");
    output.write("ä");
    expect(stream.pieces).toEqual([]);
    output.flush();
    expect(stream.pieces).toEqual(["aä"]);
  });
  it("writes at once on a terminal", () => {
    const stream = new FakeStream(true);
    createStreamOutput(stream, () => {}).write("a");
    expect(stream.pieces).toEqual(["a"]);
  });
  it("is quiet after the pipe closed", () => {
    const stream = new FakeStream(false);
    const errors: Error[] = [];
    const output = createStreamOutput(stream, (error) => errors.push(error));
    stream.emit("error", Object.assign(new Error("closed"), { code: "EPIPE" }));
    output.write("a");
    output.flush();
    expect({ pieces: stream.pieces, isClosed: output.isClosed, errors }).toEqual({
      pieces: [],
      isClosed: true,
      errors: [],
    });
  });
  it("hands on other errors once", () => {
    const stream = new FakeStream(false);
    const errors: Error[] = [];
    createStreamOutput(stream, (error) => errors.push(error));
    stream.emit("error", new Error("full"));
    stream.emit("error", new Error("full"));
    expect(errors.map(({ message }) => message)).toEqual(["full"]);
  });
});
