/** A proof that fails names who is to blame: the codemod, and the rewrite. */
import { Kind, latin1Of, makeLangver } from "@lix-tools/parser";
import { expect, test } from "vitest";
import { type Codemod, type CodemodDefinition, defineCodemod, proposeRewrite, replaceRange } from "../src/codemod.ts";
import { nodeSite, type NodeSite } from "../src/detect/node-site.ts";
import { blameRewrites } from "../src/engine/migrate-source.ts";
import { codemods, migrateSource, type MigrationOptions } from "../src/index.ts";

/** Turns 41 into 42: nobody asked for that. */
function wrongCodemod(phase: CodemodDefinition<NodeSite>["phase"]): Codemod {
  return defineCodemod<NodeSite>({
    id: "M99",
    detector: {
      code: "langver/wrong",
      feature: "list-index",
      lixFeature: null,
      kinds: [Kind.IntegerExpression],
      find({ tree }, node, add) {
        if (latin1Of(tree, node) === "41") add(nodeSite(tree, node, node, "found a number"));
      },
    },
    summary: "`41` ⇒ `42`",
    from: ["legacy"],
    to: ["nix2"],
    ...(phase === undefined ? {} : { phase }),
    preserves: "core",
    soundness: "it is not",
    plan: (_file, sites) =>
      sites.map(({ span }) => proposeRewrite(span, "count", [replaceRange(span.start, span.end, "42")])),
  });
}

test.each(["switch", "idiom"] as const)("the rewrite of a codemod of the phase %s", (phase) => {
  const text = "a: [ http://x.y (40) 1 ] ++ [ (41) (a.b or 41) ]";
  const { status, after, before, mismatch } = migrateSource(new TextEncoder().encode(text), {
    to: makeLangver("nix2"),
    codemods: [...codemods, wrongCodemod(phase)],
    verify: "core",
  });
  expect(status).toBe("mismatch");
  expect(after).toBe(before);
  expect(mismatch?.culprit.codemods).toEqual(["M99"]);
  expect(mismatch?.culprit.site).toEqual({ start: text.indexOf("41"), end: text.indexOf("41") + 2 });
});

test("a rewrite that was accepted, made after the safe ones", () => {
  const text = "{ lib, f, g }: [ (lib.pipe http://x.y [ f ]) (lib.pipe 1 [ g ]) ]";
  const options: MigrationOptions = { to: makeLangver("nix2"), accepted: new Set(["M29"]), verify: "core" };
  const source = new TextEncoder().encode(text);
  const { after, applied, refused } = migrateSource(source, options);
  expect(new TextDecoder().decode(after)).toContain('("http://x.y" |> f)');
  expect(applied.filter(({ safety }) => safety === "unsafe").map(({ codemod }) => codemod.id)).toEqual(["M29", "M29"]);
  expect(refused).toEqual([]);
  const culprit = blameRewrites(source, options, (_, { tree }) =>
    new TextDecoder().decode(tree.source).includes("1 |> g"),
  );
  const start = text.lastIndexOf("lib.pipe");
  expect(culprit?.codemods).toEqual(["M29"]);
  expect(culprit?.site?.start).toBe(start);
});
