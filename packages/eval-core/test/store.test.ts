/** Hashes, base 32, archives, derivation texts and hosts. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bytesOfLatin1 } from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEvaluator, evaluateText, memoryFiles, overlayFiles, printValue } from "../src/index.ts";
import type { FileHost } from "../src/index.ts";
import { diskFiles, createNodeHasher, nodeHost } from "../src/node/index.ts";
import { parseDerivationOrNull, renderDerivation } from "../src/store/aterm.ts";
import { base32Of, bytesOfBase32 } from "../src/store/base32.ts";
import { base64Of, bytesOfBase64 } from "../src/store/base64.ts";
import { bytesOfHex, hexOf, latin1Of } from "../src/store/bytes.ts";
import type { HashAlgorithm } from "../src/store/hash.ts";
import { hashSize, parseHash, renderHash } from "../src/store/hash.ts";
import { writeNar } from "../src/store/nar.ts";
import { portableHasher } from "../src/store/portable-hasher.ts";

const algorithms: readonly HashAlgorithm[] = ["md5", "sha1", "sha256", "sha512"];
const latin1 = fc.uint8Array().map((bytes) => latin1Of(bytes));

describe("digits", () => {
  it("are read back in every base", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(bytesOfBase32(base32Of(bytes))).toEqual(new Uint8Array(bytes));
        expect(bytesOfBase64(base64Of(bytes))).toEqual(new Uint8Array(bytes));
        expect(bytesOfHex(hexOf(bytes))).toEqual(new Uint8Array(bytes));
      }),
    );
  });
  it("of a hash are read in every form", () => {
    for (const algorithm of algorithms) {
      const bytes = new Uint8Array(hashSize(algorithm)).map((_, at) => at * 7);
      for (const format of ["base16", "nix32", "base64", "sri"] as const) {
        const text = renderHash({ algorithm, bytes }, format);
        expect(parseHash(text, algorithm)).toEqual({ hash: { algorithm, bytes } });
      }
    }
  });
});

describe("hashers", () => {
  it("agree", () => {
    fc.assert(
      fc.property(latin1, (text) => {
        for (const algorithm of algorithms) {
          expect(hexOf(portableHasher.hash(algorithm, text))).toBe(
            hexOf(createNodeHasher().hash(algorithm, bytesOfLatin1(text))),
          );
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("derivation texts", () => {
  const names = fc.uniqueArray(latin1, { maxLength: 4 });
  it("are read back", () => {
    fc.assert(
      fc.property(names, names, latin1, fc.array(latin1, { maxLength: 3 }), (outputs, inputs, text, args) => {
        const derivation = {
          outputs: new Map([...outputs].sort().map((name) => [name, { path: text, hashAlgorithm: "", hash: "" }])),
          inputDerivations: new Map([...inputs].sort().map((name) => [name, new Set(["out"])])),
          inputSources: new Set([...inputs].sort()),
          system: text,
          builder: text,
          arguments: args,
          environment: new Map([...outputs].sort().map((name) => [name, text])),
        };
        expect(parseDerivationOrNull(renderDerivation(derivation))).toEqual(derivation);
      }),
    );
  });
  it("that are none are refused", () => {
    expect(parseDerivationOrNull("Derive([")).toBeNull();
    expect(parseDerivationOrNull("")).toBeNull();
  });
});

describe("archives", () => {
  it("have the bytes of the format", () => {
    const chunks: Uint8Array[] = [];
    writeNar({ type: "regular", executable: true, contents: bytesOfLatin1("x") }, (chunk) =>
      chunks.push(chunk.slice()),
    );
    const text = latin1Of(Buffer.concat(chunks));
    const framed = (part: string): string =>
      String.fromCharCode(part.length) + "\0".repeat(7) + part + "\0".repeat((8 - (part.length % 8)) % 8);
    expect(text).toBe(
      ["nix-archive-1", "(", "type", "regular", "executable", "", "contents", "x", ")"].map(framed).join(""),
    );
  });
});

function evaluateWith(files: FileHost, expression: string, allowedPaths?: readonly string[]): string {
  const machine = createEvaluator({
    host: nodeHost({ files }),
    ...(allowedPaths === undefined ? {} : { restricted: true, allowedPaths }),
  });
  try {
    return printValue(evaluateText(machine, expression, "test", "/"));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("hosts", () => {
  const memory = memoryFiles(
    new Map([
      ["/a/default.nix", bytesOfLatin1("import ./b.nix + 1")],
      ["/a/b.nix", bytesOfLatin1("41")],
    ]),
  );
  it("in memory hold files and imply folders", () => {
    expect(evaluateWith(memory, "import /a")).toBe("42");
    expect(evaluateWith(memory, "builtins.attrNames (builtins.readDir /a)")).toBe('[ "b.nix" "default.nix" ]');
    expect(evaluateWith(memory, "builtins.readFile /c")).toBe("path '/c' does not exist");
  });
  it("laid over others replace, add and leave out", () => {
    const files = overlayFiles(
      memory,
      new Map([
        ["/a/b.nix", bytesOfLatin1("1")],
        ["/n/c", bytesOfLatin1("new")],
        ["/a/default.nix", null],
      ]),
    );
    expect(evaluateWith(files, "import /a/b.nix")).toBe("1");
    expect(evaluateWith(files, "builtins.readFile /n/c")).toBe('"new"');
    expect(evaluateWith(files, "builtins.attrNames (builtins.readDir /a)")).toBe('[ "b.nix" ]');
  });
  it("give a source its store path and read it back from there", () => {
    expect(evaluateWith(memory, 'import "${/a}/b.nix"')).toBe("41");
  });
  it("restricted read nothing outside", () => {
    expect(evaluateWith(memory, "import /a/b.nix", ["/x"])).toContain("is forbidden");
  });
  it("on disk are not led out of their root by links", () => {
    const place = mkdtempSync(join(tmpdir(), "lix-root-"));
    try {
      mkdirSync(join(place, "in"));
      writeFileSync(join(place, "secret"), "no");
      symlinkSync("..", join(place, "in", "up"));
      symlinkSync("../secret", join(place, "in", "link"));
      const files = diskFiles({ root: join(place, "in") });
      expect(evaluateWith(files, `builtins.readFile ${join(place, "in/up/secret")}`)).toContain("is forbidden");
      expect(evaluateWith(files, `builtins.readFile ${join(place, "in/link")}`)).toContain("is forbidden");
      expect(evaluateWith(files, `builtins.readFile ${join(place, "in")}/../secret`)).toContain("is forbidden");
    } finally {
      rmSync(place, { recursive: true });
    }
  });
  it("do not read devices", () => {
    expect(evaluateWith(diskFiles({ root: "/" }), "builtins.readFile /dev/zero")).toBe(
      "'/dev/zero' is not a regular file",
    );
    expect(evaluateWith(diskFiles({ root: "/" }), "builtins.path { path = /dev/zero; }")).toContain("unsupported type");
  });
});

describe("limits", () => {
  const files = memoryFiles(new Map([["/self.nix", bytesOfLatin1("import ./self.nix")]]));
  const limited = (expression: string, limits: object): string => {
    const machine = createEvaluator({ host: nodeHost({ files }), limits });
    try {
      return printValue(evaluateText(machine, expression, "test", "/"));
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  it("end what does not end by itself", () => {
    expect(limited("let f = n: if n == 0 then 0 else f (n + 1); in f 1", { callDepth: 500 })).toContain(
      "max-call-depth",
    );
    expect(limited("builtins.foldl' (a: b: a + b) 0 (builtins.genList (x: x) 500000)", { calls: 1000 })).toContain(
      "calls",
    );
    expect(limited("builtins.genList (x: x) 1000000000", {})).toBe("cannot create list of size 1000000000");
    expect(limited("import /self.nix", {})).toBe("infinite recursion encountered");
  });
});
