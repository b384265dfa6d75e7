/** Every evaluation case also by the linear machine: it gives what the case says, or gives up, which few may. */
import { afterAll, describe, expect, it } from "vitest";
import { evaluationCases } from "./evaluate-cases.ts";
import { decoded, Pair } from "./linear-pair.ts";

/** Of the cases with values, the share that the machine may leave to the complete evaluator. */
const mostGivenUp = 0.15;

/** With features on, the machine is not used. */
const cases = evaluationCases().filter(({ flags }) => flags.length === 0);

describe("evaluation by the linear machine", () => {
  const pair = new Pair({ compat: "nix", images: true });
  const counts = { values: 0, givenUp: 0 };
  it.each(cases.map((one) => [one.title, one] as const))("%s", (_title, { expression, kind, expected }) => {
    const { complete, linear, agrees } = pair.compare(expression, "/");
    expect(agrees ? complete : linear).toEqual(complete);
    if (kind !== "value") return;
    counts.values++;
    if (linear.kind === "gives up") counts.givenUp++;
    else expect(linear).toMatchObject({ kind, text: expect.toSatisfy((text: string) => decoded(text) === expected) });
  });
  afterAll(() => {
    process.stdout.write(`linear machine: gives up ${counts.givenUp} of ${counts.values} cases with values\n`);
  });
  it("gives up few", () => expect(counts.givenUp).toBeLessThanOrEqual(counts.values * mostGivenUp));
});
