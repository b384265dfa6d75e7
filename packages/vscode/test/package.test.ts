/**
 * The extension as VS Code gets it: packaged by the ordinary packager, with nothing in it that is not needed, a server
 * that answers, and commands that are both announced and there.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
let scratch = "";
let files = new Map<string, Buffer>();

beforeAll(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), "lix-vsix-")));
  const out = `bin-${process.pid}`;
  const server = join(root, "packages/lsp/dist", out);
  try {
    run([join(root, "scripts/bundle.mjs"), "--out", out, "lsp"]);
    run([join(root, "scripts/package-vscode.mjs"), "--server", server, "--out", join(scratch, "lix.vsix")]);
  } finally {
    rmSync(server, { recursive: true, force: true });
  }
  files = unzip(readFileSync(join(scratch, "lix.vsix")));
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(scratch, name)), { recursive: true });
    writeFileSync(join(scratch, name), bytes);
  }
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

function run(args: readonly string[]): void {
  const { status, stderr, stdout } = spawnSync(process.execPath, args);
  if (status !== 0) throw new Error(`${args[0]}: ${stderr.toString()}${stdout.toString()}`);
}

/** Returns the files of an archive by name, as its directory at the end lists them. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  const found = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const method = archive.readUInt16LE(at + 10);
    const size = archive.readUInt32LE(at + 20);
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + size);
    found.set(name, method === 0 ? bytes : inflateRawSync(bytes));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return found;
}

interface Manifest {
  readonly main: string;
  readonly dependencies?: unknown;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly languages: readonly { readonly configuration: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

function manifest(): Manifest {
  // The packager has looked at it before.
  return JSON.parse(files.get("extension/package.json")?.toString() ?? "{}") as Manifest;
}

describe("the package", () => {
  it("holds what it needs and nothing else", () => {
    const names = [...files.keys()]
      .map((name) => name.replace(/-[\w-]{8}\.js$/u, "-*.js"))
      .filter((name) => !name.startsWith("extension/dist/server/"));
    expect(names.toSorted()).toEqual([
      "[Content_Types].xml",
      "extension.vsixmanifest",
      "extension/LICENSE.txt",
      "extension/changelog.md",
      "extension/dist/extension.cjs",
      "extension/language-configuration.json",
      "extension/package.json",
      "extension/readme.md",
      "extension/syntaxes/nix.tmLanguage.json",
    ]);
    const server = [...files.keys()].filter((name) =>
      /server\/(lix-lsp|worker|entry\/worker)\.js$|\.wasm$/u.test(name),
    );
    expect(server).toHaveLength(7);
  });
  it("is small enough to be fetched in a moment", () => {
    expect(readFileSync(join(scratch, "lix.vsix")).length).toBeLessThan(1_500_000);
  });
  it("names files that are in it", () => {
    const { main, contributes } = manifest();
    const paths = [
      main,
      ...contributes.grammars.map(({ path }) => path),
      ...contributes.languages.map(({ configuration }) => configuration),
    ];
    for (const path of paths) expect(files.has(join("extension", path)), path).toBe(true);
    expect(manifest().dependencies).toBeUndefined();
  });
  it("documents its settings and commands", () => {
    const page = readFileSync(join(root, "docs/editors/vscode.md"), "utf8");
    const { configuration, commands } = manifest().contributes;
    const settings = Object.keys(configuration.properties).filter((name) => name !== "lix.trace.server");
    expect(settings.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    expect(commands.length).toBe(page.match(/^\| Lix: /gmu)?.length);
  });
  it("has a server that answers", async () => {
    const server = spawn(process.execPath, [join(scratch, "extension/dist/server/lix-lsp.js"), "--stdio"]);
    const answer = new Promise<string>((resolve) => {
      let text = "";
      server.stdout.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        if (text.endsWith("}")) resolve(text);
      });
    });
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: { capabilities: {} } });
    server.stdin.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    expect(await answer).toContain('"serverInfo":{"name":"lix-lsp"');
    server.kill();
  });
  it("registers the commands it announces when it is started", async () => {
    const registered: string[] = [];
    const activate = loadExtension(join(scratch, "extension", manifest().main), registered);
    // There is no editor for the client to talk to, so it is not started: what is registered is taken, and that is all.
    const enough = new Error("registered");
    const subscriptions = {
      push(): never {
        throw enough;
      },
    };
    await expect(activate({ subscriptions, extensionUri: { fsPath: scratch } })).rejects.toBe(enough);
    expect(registered.toSorted()).toEqual(
      manifest()
        .contributes.commands.map(({ command }) => command)
        .toSorted(),
    );
  });
});

/** Loads the bundle with a stand-in for the editor's module, which has whatever the client library looks for. */
function loadExtension(path: string, registered: string[]): (context: unknown) => Promise<void> {
  const disposable: object = new Proxy({}, { get: (_, name) => (name === "then" ? undefined : () => undefined) });
  const anyClass = class {
    readonly event = (): unknown => disposable;
  };
  /** Functions do nothing, classes can be extended, lists are empty. */
  const withRest = (known: object): object =>
    new Proxy(known, {
      get(target, name) {
        if (Reflect.has(target, name)) return Reflect.get(target, name);
        if (typeof name !== "string") return undefined;
        if (/^[A-Z]/u.test(name)) return new Proxy(anyClass, { get: (object, key) => Reflect.get(object, key) ?? 0 });
        return /^(?!on)\w+(?:Documents|Folders|Editors)$/u.test(name) ? [] : () => disposable;
      },
    });
  const vscode = withRest({
    version: "1.91.0",
    commands: withRest({ registerCommand: (name: string) => (registered.push(name), disposable) }),
    workspace: withRest({ getConfiguration: () => ({ get: () => undefined }) }),
    window: withRest({}),
    languages: withRest({}),
    Uri: { joinPath: () => ({ fsPath: path }) },
  });
  const require = createRequire(import.meta.url);
  // Node's own loader is asked for the module last; this is the one way to give a bundle another one.
  const Module = require("node:module") as { _load: (request: string, ...rest: unknown[]) => unknown };
  const load = Module._load;
  Module._load = (request, ...rest) => (request === "vscode" ? vscode : load(request, ...rest));
  try {
    return (require(path) as { activate: (context: unknown) => Promise<void> }).activate;
  } finally {
    Module._load = load;
  }
}
