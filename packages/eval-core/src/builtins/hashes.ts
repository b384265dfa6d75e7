/** Builtins that hash. */
import { EvalError } from "../eval/error.ts";
import { expectPlainText, expectText } from "../eval/expect.ts";
import type { Machine } from "../eval/machine.ts";
import type { HashAlgorithm, HashFormat } from "../store/hash.ts";
import { hashAlgorithmOrNull, parseHash, renderHash } from "../store/hash.ts";
import type { AttrSet } from "../value/attr-set.ts";
import { force } from "../value/thunk.ts";
import type { Value } from "../value/value.ts";
import type { BuiltinRow } from "./define.ts";
import { builtin1, builtin2 } from "./define.ts";
import { lazy, path, plainText, set } from "./kinds.ts";
import { requiredAttribute } from "./sets.ts";

/** Returns the algorithm of that name; fails if there is none. */
export function expectAlgorithm(name: string): HashAlgorithm {
  const algorithm = hashAlgorithmOrNull(name);
  if (algorithm === null) {
    const message = `unknown hash algorithm '${name}', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'`;
    throw new EvalError("eval/argument", message);
  }
  return algorithm;
}

const formats: ReadonlyMap<string, HashFormat> = new Map([
  ["base16", "base16"],
  ["nix32", "nix32"],
  ["base32", "nix32"],
  ["base64", "base64"],
  ["sri", "sri"],
]);

function convertHash(_machine: Machine, request: AttrSet): Value {
  const algorithmName = request.get("hashAlgo");
  const algorithm = algorithmName === undefined ? null : expectAlgorithm(expectPlainText(force(algorithmName)));
  const digits = expectPlainText(force(requiredAttribute(request, "hash")));
  const formatName = expectPlainText(force(requiredAttribute(request, "toHashFormat")));
  const format = formats.get(formatName);
  if (format === undefined) {
    const message = `unknown hash format '${formatName}', expect 'base16', 'base32', 'base64', or 'sri'`;
    throw new EvalError("eval/argument", message);
  }
  const parsed = parseHash(digits, algorithm);
  if ("problem" in parsed) throw new EvalError("eval/argument", parsed.problem);
  return renderHash(parsed.hash, format);
}

/** Hashes, in the order of the manual. */
export const hashBuiltins: readonly BuiltinRow[] = [
  builtin1(
    {
      name: "convertHash",
      arguments: ["request"],
      doc: "Returns the `hash` of the set in the form `toHashFormat`: `base16`, `nix32`, `base64` or `sri`. `hashAlgo` is needed unless the hash names its own.",
      since: "2.19",
    },
    set,
    convertHash,
  ),
  builtin2(
    {
      name: "hashFile",
      arguments: ["algorithm", "path"],
      doc: "Returns the hash of a file's bytes in hexadecimal.",
    },
    [plainText, lazy],
    (machine, name, file) => {
      const algorithm = expectAlgorithm(name);
      const bytes = machine.host.hasher.hash(algorithm, machine.store.files.readBytes(path.take(machine, file)));
      return renderHash({ algorithm, bytes }, "base16");
    },
  ),
  builtin2(
    {
      name: "hashString",
      arguments: ["algorithm", "string"],
      doc: "Returns the hash of the string's bytes in hexadecimal; its context does not matter.",
    },
    [plainText, lazy],
    (machine, name, source) => {
      const algorithm = expectAlgorithm(name);
      const bytes = machine.host.hasher.hash(algorithm, expectText(force(source)));
      return renderHash({ algorithm, bytes }, "base16");
    },
  ),
];
