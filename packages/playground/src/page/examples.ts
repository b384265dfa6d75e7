/** The examples of the menu. */
import broken from "../examples/broken.nix";
import defaults from "../examples/defaults.nix";
import deprecated from "../examples/deprecated.nix";
import evaluation from "../examples/evaluation.nix";
import findings from "../examples/findings.nix";
import nix2 from "../examples/nix2.nix";
import packageExample from "../examples/package.nix";
import refused from "../examples/refused.nix";
import strings from "../examples/strings.nix";

/** A text with its name in the menu. */
export interface Example {
  readonly title: string;
  readonly text: string;
}

/** Every example; the first is shown to newcomers. */
export const examples: readonly Example[] = [
  { title: "A package", text: packageExample },
  { title: "Deprecated constructs", text: deprecated },
  { title: "Defaults, lists and sets", text: defaults },
  { title: "Strings and indentation", text: strings },
  { title: "Nix 2, back to Nix", text: nix2 },
  { title: "Findings and fixes", text: findings },
  { title: "Evaluation", text: evaluation },
  { title: "What is left for people", text: refused },
  { title: "Broken text", text: broken },
];
