/**
 * Writes the text form of derivations (`aterm.ts` says what it is). One derivation is written up to three times, with its
 * outputs masked or not and with its inputs or their hashes; what these have in common is written once.
 */
import { ByteWriter } from "./byte-writer.ts";
import type { UnfinishedDerivation } from "./derivation.ts";
import type { InputText } from "./derivation-inputs.ts";

/** An output as the text has it; empty strings are what is not known, or not fixed. */
export interface OutputText {
  readonly path: string;
  readonly hashAlgorithm: string;
  readonly hash: string;
}

export class DerivationText {
  private readonly inputs = new ByteWriter();
  private readonly rest = new ByteWriter();
  private readonly whole = new ByteWriter();
  private outputNames: readonly string[] = [];
  /** Where in the rest the environment repeats outputs, and which. */
  private readonly holes: number[] = [];
  private readonly holeOutputs: number[] = [];

  /** Begins a derivation: what follows its inputs is settled, but for the paths of the outputs. */
  begin({ outputNames, inputSources, system, builder, arguments: args, names, values }: UnfinishedDerivation): void {
    const { rest } = this;
    this.outputNames = outputNames;
    this.holes.length = 0;
    this.holeOutputs.length = 0;
    rest.clear();
    rest.raw("],");
    rest.list(inputSources);
    rest.raw(",");
    rest.quoted(system);
    rest.raw(",");
    rest.quoted(builder);
    rest.raw(",");
    rest.list(args);
    rest.raw(",[");
    for (let at = 0; at < names.length; at++) {
      const name = names[at] ?? "";
      const value = values[at] ?? null;
      rest.raw(at === 0 ? "(" : ",(");
      rest.quoted(name);
      rest.raw(",");
      if (value === null) this.leaveHole(name);
      else rest.quoted(value);
      rest.raw(")");
    }
    rest.raw("])");
  }

  private leaveHole(name: string): void {
    this.holes.push(this.rest.length + 1);
    this.holeOutputs.push(this.outputNames.indexOf(name));
    this.rest.raw('""');
  }

  /** Sets the inputs, in byte order. */
  setInputs(inputs: readonly InputText[]): void {
    const writer = this.inputs;
    writer.clear();
    for (let at = 0; at < inputs.length; at++) {
      const { name, outputs } = inputs[at] as InputText;
      writer.raw(at === 0 ? "(" : ",(");
      writer.quoted(name);
      writer.raw(",");
      writer.list(outputs);
      writer.raw(")");
    }
  }

  /** Returns the text for some outputs, in the order of their names. It is valid until the next is asked for. */
  render(outputs: readonly OutputText[]): Uint8Array {
    const { whole, rest, inputs, holes, holeOutputs, outputNames } = this;
    whole.clear();
    whole.raw("Derive([");
    for (let at = 0; at < outputNames.length; at++) {
      const { path, hashAlgorithm, hash } = outputs[at] as OutputText;
      whole.raw(at === 0 ? "(" : ",(");
      whole.quoted(outputNames[at] ?? "");
      whole.raw(",");
      whole.quoted(path);
      whole.raw(",");
      whole.quoted(hashAlgorithm);
      whole.raw(",");
      whole.quoted(hash);
      whole.raw(")");
    }
    whole.raw("],[");
    whole.copy(inputs, 0, inputs.length);
    let written = 0;
    for (let at = 0; at < holes.length; at++) {
      const hole = holes[at] ?? 0;
      whole.copy(rest, written, hole);
      whole.raw(outputs[holeOutputs[at] ?? 0]?.path ?? "");
      written = hole;
    }
    whole.copy(rest, written, rest.length);
    return whole.written;
  }
}
