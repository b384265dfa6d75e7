/** Every request, asked by a client in another process, as cases in `cases/`. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useBin } from "../../../tests/bin.ts";
import { asks, nameOf } from "./answers.ts";
import { type Case, readCases, updateCases } from "./cases.ts";
import { type Client, startClient } from "./client.ts";

const folder = fileURLToPath(new URL("cases/", import.meta.url));
const bin = useBin("lsp", "lix-lsp");
const isUpdate = process.env["UPDATE"] === "1";

let client: Client;
let scratch = "";
beforeAll(async () => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), "lix lsp ")));
  client = await startClient({ main: bin.main, workspaceFolders: [scratch] });
});
afterAll(async () => {
  await client.close();
  rmSync(scratch, { recursive: true, force: true });
});

let opened = 0;

async function answer({ files, cursors, request, argument }: Case): Promise<string> {
  const directory = join(scratch, `case ${opened++}`);
  for (const [name, text] of files) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const uri = pathToFileURL(join(directory, "main.nix")).href;
  const text = files.get("main.nix") ?? "";
  await client.open(uri, text);
  const textOf = (other: string): string => readFileSync(fileURLToPath(other), "utf8");
  const ask = asks[request];
  if (ask === undefined) throw new Error(`there is no request \`${request}\``);
  const result = await ask({ client, uri, text, cursors, argument, textOf });
  await client.notify("textDocument/didClose", { textDocument: { uri } });
  return result.replaceAll(directory, "DIR").trimEnd();
}

for (const file of readdirSync(folder)) {
  const path = join(folder, file);
  const answers = new Map<string, string>();
  describe(file.replace(".cases.txt", ""), () => {
    for (const one of readCases(path)) {
      it(nameOf(one), async () => {
        const result = await answer(one);
        answers.set(one.title, result);
        if (!isUpdate) expect(result).toBe(one.expected);
      });
    }
    afterAll(() => {
      if (isUpdate) updateCases(path, answers);
    });
  });
}
