/**
 * One evaluation of what is to be compared: the entries on disk, with the programs of some files replaced. Everything
 * that reads a file as data sees the disk, so what differs between two subjects is the meaning of programs and nothing
 * else.
 */
import {
  AttrSet,
  createEvaluator,
  type EvaluatorOptions,
  type FileHost,
  findAlongPath,
  autoCall,
  force,
  importFile,
  type Lazy,
  type Machine,
  overlayPrograms,
  parseAttributePathOrNull,
} from "@lix-tools/eval-core";
import {
  type DerivationInputs,
  derivationsIn,
  diskFiles,
  type LinearMachine,
  nodeHost,
  openLinearMachine,
  type SelectedValue,
  type Sources,
  selectValue,
  walkQuickly,
} from "@lix-tools/eval-core/node";
import type { ObservationLog } from "../../observe/observation-log.ts";
import { Digester } from "../../verify/digest.ts";
import { SourceLog } from "../../verify/explain.ts";
import { derivationOutcome, failureOf } from "../../verify/outcome.ts";
import type { EvaluationSettings, Target } from "./request.ts";
import type { TargetOutcome } from "./shown-outcome.ts";

/** Where a package is defined moves with every edit. */
const ofPlaces: ReadonlySet<string> = new Set(["position"]);

/** How a subject is evaluated. */
export interface SubjectOptions {
  readonly settings: EvaluationSettings;
  /** The texts that are evaluated in place of files. */
  readonly texts: ReadonlyMap<string, Uint8Array>;
  /** Gathers what the evaluation shows, if anybody wants to know. */
  readonly log?: ObservationLog | null;
  /** Whether walks use the linear machine, which has nothing to say to a log. */
  readonly isQuick?: boolean;
  /** Milliseconds; without a limit if absent. */
  readonly timeLimit?: number;
}

/** What an attribute came to. */
type AttributeOutcome = TargetOutcome & { readonly target: Extract<Target, { kind: "attribute" }> };

export class Subject {
  readonly machine: Machine;
  readonly sources: SourceLog;
  /** The rewritten files that were evaluated. */
  readonly evaluated: Set<string> = new Set();
  /** Rewritten files whose functions a command line would have called implicitly, and no longer does. */
  readonly uncalled: Set<string> = new Set();
  private readonly digester: Digester;
  private readonly settings: EvaluationSettings;
  private readonly selected = new Map<number, SelectedValue>();
  private readonly isQuick: boolean;
  private readonly linearMachines: LinearMachine[] = [];

  constructor({ settings, texts, log = null, isQuick = false, timeLimit }: SubjectOptions) {
    this.settings = settings;
    this.isQuick = isQuick;
    this.sources = new SourceLog((path) => texts.has(path));
    this.machine = createEvaluator({
      host: nodeHost({ files: this.watch(overlayPrograms(diskFiles({ root: "/" }), texts), texts), print: () => {} }),
      searchPath: settings.searchPath,
      // Whoever asks for a value calls the function: that command lines no longer do is told, and is no other value.
      onAutoCall: ({ autoCalled, file }) => {
        if (!autoCalled) this.uncalled.add(file.name);
        return true;
      },
      onAddition: (addition) => this.sources.add(addition),
      ...(log === null ? {} : watchedBy(log)),
      ...(timeLimit === undefined ? {} : { limits: { milliseconds: timeLimit } }),
    });
    this.digester = new Digester(this.machine);
  }

  /** Returns the value of a target, not yet evaluated to the end. */
  valueOf(target: Target): Lazy {
    if (target.kind === "file") return importFile(this.machine, target.path);
    const { value, given } = this.select(target.selection);
    const path = target.kind === "value" ? "" : target.path;
    return autoCall(
      this.machine,
      findAlongPath(this.machine, value, parseAttributePathOrNull(path) ?? [], given),
      given,
    );
  }

  /** Returns what a target's derivation path and description are, or how it fails. */
  outcomeOf(target: Target): TargetOutcome {
    let description = "";
    const outcome = this.machine.attempt(() => {
      const value = force(this.valueOf(target));
      const path = derivationOutcome(value);
      if (value instanceof AttrSet) description = this.describe(value);
      return path;
    }, failureOf);
    return { target, outcome, description };
  }

  /** Calls `report` for every derivation of a selection, and for everything that fails. */
  walk(selection: number, report: (outcome: TargetOutcome) => void): void {
    let pending: AttributeOutcome | null = null;
    const flush = (): void => {
      if (pending !== null) report(pending);
      pending = null;
    };
    const add = (path: string, outcome: string): void => {
      // What the linear machine leaves half done is reported anew.
      if (pending?.target.path !== path) flush();
      pending = { target: { kind: "attribute", selection, path }, outcome, description: "" };
    };
    const failed = this.machine.attempt(() => {
      const onDerivation = (derivation: AttrSet): void => {
        // The walk reports a derivation before it hands it over.
        if (pending !== null) pending = { ...pending, description: this.describe(derivation) };
      };
      const select = (sources?: Sources): SelectedValue => this.select(selection, sources);
      const openLinear = (): LinearMachine | null => this.openLinearOrNull();
      walkQuickly(
        { machine: this.machine, openLinear, select, again: (body) => body(), choose: null, onDerivation },
        (result) => add(result.path, "drvPath" in result ? result.drvPath : failureOf(result.error)),
      );
      return "";
    }, failureOf);
    if (failed !== "") add("", failed);
    flush();
  }

  /** Most names in lists are looked up for descriptions, so looking at them is also how names are watched. */
  private describe(derivation: AttrSet): string {
    const meta = derivation.get("meta");
    return meta === undefined ? "" : this.digester.ofSet(meta, ofPlaces);
  }

  /** Returns what is selected, by the complete evaluator unless there are other sources. */
  private select(selection: number, sources?: Sources): SelectedValue {
    const { selections, folder } = this.settings;
    const chosen = selections[selection];
    if (chosen === undefined) throw new TypeError(`there is no selection ${selection}`);
    if (sources !== undefined) return selectValue(this.machine, chosen, folder, sources);
    let value = this.selected.get(selection);
    if (value === undefined) {
      value = selectValue(this.machine, chosen, folder);
      this.selected.set(selection, value);
    }
    return value;
  }

  private openLinearOrNull(): LinearMachine | null {
    if (!this.isQuick) return null;
    const linear = openLinearMachine(this.machine, this.settings.memory / 2);
    if (linear !== null) this.linearMachines.push(linear);
    return linear;
  }

  /** Returns the derivations that were made, each after those it needs. */
  *derivations(): Generator<readonly [path: string, DerivationInputs]> {
    for (const { memory } of this.linearMachines) yield* derivationsIn(memory);
    yield* this.machine.store.derivations.entries();
  }

  private watch(files: FileHost, texts: ReadonlyMap<string, Uint8Array>): FileHost {
    return {
      statusOrNull: (path) => files.statusOrNull(path),
      readFile: (path) => {
        this.sources.read(path);
        return files.readFile(path);
      },
      readProgram: (path) => {
        if (texts.has(path)) this.evaluated.add(path);
        return files.readProgram?.(path) ?? files.readFile(path);
      },
      readFolder: (path) => files.readFolder(path),
      readLink: (path) => files.readLink(path),
    };
  }
}

function watchedBy(log: ObservationLog): Pick<EvaluatorOptions, "onName" | "onUpdate"> {
  return { onName: (name) => log.addName(name), onUpdate: (update) => log.addUpdate(update) };
}
