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
  /** What follows the inputs, then the inputs, then the whole. */
  private readonly writer = new ByteWriter();
  private restEnd = 0;
  private inputsEnd = 0;
  private outputNames: readonly string[] = [];
  /** Where in the rest the environment repeats outputs, and which. */
  private holes: number[] = [];
  private holeOutputs: number[] = [];

  /** Begins a derivation: what follows its inputs is settled, but for the paths of the outputs. */
  begin({ outputNames, inputSources, system, builder, arguments: args, names, values }: UnfinishedDerivation): void {
    const { writer: rest } = this;
    this.outputNames = outputNames;
    this.holes = [];
    this.holeOutputs = [];
    rest.cutTo(0);
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
    this.restEnd = rest.length;
  }

  private leaveHole(name: string): void {
    this.holes.push(this.writer.length + 1);
    this.holeOutputs.push(this.outputNames.indexOf(name));
    this.writer.raw('""');
  }

  /** Sets the inputs, in byte order. */
  setInputs(inputs: readonly InputText[]): void {
    const { writer } = this;
    writer.cutTo(this.restEnd);
    for (let at = 0; at < inputs.length; at++) {
      const { name, outputs } = inputs[at] as InputText;
      writer.raw(at === 0 ? "(" : ",(");
      writer.quoted(name);
      writer.raw(",");
      writer.list(outputs);
      writer.raw(")");
    }
    this.inputsEnd = writer.length;
  }

  /** Returns the text for some outputs, in the order of their names. It is valid until the next is asked for. */
  render(outputs: readonly OutputText[]): Uint8Array {
    const { writer: whole, restEnd, inputsEnd, holes, holeOutputs, outputNames } = this;
    whole.cutTo(inputsEnd);
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
    whole.repeat(restEnd, inputsEnd);
    let written = 0;
    for (let at = 0; at < holes.length; at++) {
      const hole = holes[at] ?? 0;
      whole.repeat(written, hole);
      whole.raw(outputs[holeOutputs[at] ?? 0]?.path ?? "");
      written = hole;
    }
    whole.repeat(written, restEnd);
    return whole.writtenFrom(inputsEnd);
  }
}
