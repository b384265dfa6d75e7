/** Programs can be replaced without what hashes or reads their files noticing. */
import { expect, test } from "vitest";
import {
  AttrSet,
  createEvaluator,
  evaluateText,
  force,
  memoryFiles,
  overlayPrograms,
  portableHasher,
  type StoreAddition,
  type Value,
} from "../src/index.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const tree = memoryFiles(new Map([["/t/a.nix", bytes("1")]]));

function evaluate(text: string, files = tree): { readonly value: Value; readonly additions: readonly StoreAddition[] } {
  const additions: StoreAddition[] = [];
  const machine = createEvaluator({
    host: {
      files,
      hasher: portableHasher,
      environmentVariableOrNull: () => null,
      currentSystem: "x86_64-linux",
      currentTime: 0,
      print: () => {},
    },
    onAddition: (addition) => additions.push(addition),
  });
  const value = evaluateText(machine, text, "test", "/t");
  if (value instanceof AttrSet) for (const attribute of value.values) force(attribute);
  return { value, additions };
}

test("an import evaluates the program, everything else sees the file", () => {
  const files = overlayPrograms(tree, new Map([["/t/a.nix", bytes("2")]]));
  expect(evaluate("import ./a.nix", files).value).toBe(2);
  expect(evaluate("builtins.readFile ./a.nix", files).value).toBe("1");
  const hash = 'builtins.unsafeDiscardStringContext "${./a.nix}"';
  expect(evaluate(hash, files).value).toEqual(evaluate(hash).value);
  // A path in the store leads back to the program too.
  expect(evaluate('import "${./a.nix}"', files).value).toBe(2);
});

test("what becomes part of the store is told with its files and references", () => {
  const { additions } = evaluate(
    '{ a = builtins.toFile "x" "${./a.nix}"; b = builtins.filterSource (_: _: true) ./.; }',
  );
  const [source, text, folder] = additions;
  expect(additions.map(({ files }) => files)).toEqual([["/t/a.nix"], [], ["/t/a.nix"]]);
  expect(text?.references).toEqual([source?.storePath]);
  expect(folder?.storePath).toMatch(/-t$/u);
});
