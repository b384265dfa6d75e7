/** Package sets at random, in which packages need, extend and rename each other in the ways that real ones do. */
import fc from "fast-check";

/**
 * Makes packages as package sets do: a derivation with more attributes than it is made from. What it depends on is asked
 * for its development output, as `lib.getDev` does.
 */
const prelude = `
  outputOf = package: if package.outputUnspecified or false then package.dev or package.out or package else package;
  asText = value: if builtins.isAttrs value && !(value ? outPath) then toString (builtins.attrNames value) else outputOf value;
  make = arguments: extra: let
    package = derivation (arguments // { system = "x"; builder = "/b"; needs = map asText arguments.needs; });
  in package // extra // {
    outputUnspecified = true;
    meta = { inherit (arguments) name; priority = 5; line = (builtins.unsafeGetAttrPos "name" arguments).line; };
    override = change: make (arguments // change) extra;
  };
`;

/** An expression that refers to the packages so far, or, where nothing is evaluated yet, to any. */
function reference(count: number): fc.Arbitrary<string> {
  const name = fc.nat({ max: Math.max(0, count - 1) }).map((at) => `p${at}`);
  const form = fc.constantFrom(
    "$",
    "$",
    "$",
    "($.dev or $)",
    "($.out.dev or $.out or $)",
    "($.friend or $)",
    "($.inner or $)",
    '($.override or (change: $) { extra = "1"; })',
    "($.drvPath or ($.inner.drvPath or 1))",
    "($.meta.name or 2)",
    "($.meta.line or 3)",
    "(builtins.attrNames $)",
    // Of lists only what is no list: a walk would go on in a list of itself for ever.
    "(toString (map asText ($.list or [ ])))",
    '((builtins.unsafeGetAttrPos "name" $).line or 4)',
    "(if ($.type or null) == null then $.inner or 5 else $.outputs or 6)",
    "(toString ($ == p0))",
  );
  return fc.tuple(name, form).map(([found, text]) => text.replaceAll("$", found));
}

function packageAt(at: number, total: number): fc.Arbitrary<string> {
  const earlier = fc.array(reference(at), { maxLength: at === 0 ? 0 : 3 });
  const anywhere = reference(total);
  const made = fc
    .record({
      needs: earlier,
      outputs: fc.constantFrom('[ "out" ]', '[ "out" "dev" ]', '[ "bin" "out" ]'),
      friend: anywhere,
      list: fc.array(anywhere, { maxLength: 2 }),
    })
    .map(
      ({ needs, outputs, friend, list }) =>
        `make { name = "n${at}"; outputs = ${outputs}; needs = [ ${needs.join(" ")} ]; } { friend = ${friend}; list = [ ${list.join(" ")} ]; ${at % 3 === 0 ? "dev = 1;" : ""} }`,
    );
  // A walk would go on in a set of itself for ever, so sets that it looks into have packages only.
  const rest = at === 0 ? fc.constant("1") : reference(at);
  const set = fc
    .tuple(
      made,
      fc.oneof(
        fc.constant("recurseForDerivations = true"),
        rest.map((other) => `other = ${other}`),
      ),
    )
    .map(([inner, more]) => `{ inner = ${inner.replace(`"n${at}"`, `"i${at}"`)}; ${more}; }`);
  const others = at === 0 ? [] : [{ weight: 2, arbitrary: reference(at) }];
  return fc.oneof(
    { weight: 5, arbitrary: made },
    { weight: 2, arbitrary: set },
    { weight: 1, arbitrary: fc.constant('throw "no"') },
    ...others,
  );
}

/** Texts of package sets. */
export const packageSets: fc.Arbitrary<string> = fc
  .integer({ min: 1, max: 9 })
  .chain((total) =>
    fc
      .tuple(...Array.from({ length: total }, (_, at) => packageAt(at, total)))
      .map(
        (packages) =>
          `let ${prelude} self = rec { ${packages.map((text, at) => `p${at} = ${text};\n`).join("")} }; in self`,
      ),
  );
