/** Builtins that ask for the world, and conversions from and to text. */
import { stringWith } from "../eval/coerce.ts";
import { ContextCollector } from "../value/context.ts";
import type { BuiltinRow } from "./define.ts";
import { builtin1 } from "./define.ts";
import { renderJson } from "./json.ts";
import { parseJson } from "./json-parser.ts";
import { lazy, plainText } from "./kinds.ts";
import { parseToml } from "./toml.ts";
import { renderXml } from "./xml.ts";

/** Environment and conversions, in the order of the manual. */
export const environmentBuiltins: readonly BuiltinRow[] = [
  builtin1(
    {
      name: "fromJSON",
      arguments: ["string"],
      doc: "Returns the value of a JSON text. Of equal names the last counts.",
    },
    plainText,
    parseJson,
  ),
  builtin1({ name: "fromTOML", arguments: ["string"], doc: "Returns the value of a TOML text." }, plainText, parseToml),
  builtin1(
    {
      name: "getEnv",
      arguments: ["name"],
      doc: "Returns a variable of the environment, or nothing if there is none; always nothing in pure evaluations.",
    },
    plainText,
    (machine, name) =>
      machine.options.pure || machine.options.restricted ? "" : (machine.host.environmentVariableOrNull(name) ?? ""),
  ),
  builtin1(
    {
      name: "toJSON",
      arguments: ["value"],
      doc: "Returns the JSON text of a value. Paths are copied to the store; functions have none.",
    },
    lazy,
    (machine, value) => {
      const collector = new ContextCollector();
      return stringWith(renderJson(machine, value, collector), collector);
    },
  ),
  builtin1(
    { name: "toXML", arguments: ["value"], doc: "Returns an XML document that describes a value." },
    lazy,
    (_machine, value) => {
      const collector = new ContextCollector();
      return stringWith(renderXml(value, collector, { strict: true, locations: false }), collector);
    },
  ),
];
