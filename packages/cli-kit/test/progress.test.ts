import { PassThrough } from "node:stream";
import { createProgress, type Progress } from "@lix-tools/cli-kit/progress";
import { describe, expect, it } from "vitest";

interface Run {
  readonly progress: Progress;
  readonly wait: (milliseconds: number) => void;
  readonly text: () => string;
}

/** Starts a progress line with a clock of its own. */
async function start(isTTY: boolean): Promise<Run> {
  let time = 1000;
  let text = "";
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 120, rows: 40 });
  stream.on("data", (piece: Buffer) => (text += piece.toString()));
  const progress = await createProgress({ files: 4, bytes: 4e6, label: "checking", stream, now: () => time });
  return { progress, wait: (milliseconds) => void (time += milliseconds), text: () => text };
}

describe("progress", () => {
  it("shows files, rate and the time left on a terminal, and removes it", async () => {
    const { progress, wait, text } = await start(true);
    progress.advance(1e6);
    wait(1000);
    progress.advance(1e6);
    expect(text()).toContain("50% · 2/4 files · 2.0 MB/s");
    progress.stop();
    expect(text()).toMatch(/\u001b\[0K|\u001b\[K|\u001b\[2K/u);
  });
  it("shows nothing in the first moments", async () => {
    const { progress, wait, text } = await start(true);
    wait(100);
    progress.advance(1e6);
    progress.stop();
    expect(text()).toBe("");
  });
  it("makes room for other text", async () => {
    const { progress, wait, text } = await start(true);
    wait(1000);
    progress.advance(1e6);
    const before = text().length;
    let written = "";
    progress.aside(() => void (written = "here"));
    expect([text().slice(before), written]).toEqual(["\r\u001b[K", "here"]);
    progress.stop();
  });
  it("shows nothing where there is no terminal", async () => {
    const { progress, wait, text } = await start(false);
    wait(1000);
    progress.advance(1e6);
    progress.stop();
    expect(text()).toBe("");
  });
});
