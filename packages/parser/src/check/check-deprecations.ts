/**
 * What edition `lix` forbids: everything current Lix refuses or warns about in legacy code (specification G), found by
 * the detectors of `deprecated/` in one pass. What Lix does not notice although its reasons apply is asked for apart.
 */
import { type BindingEvent, bindingTree } from "../ast/bindings.ts";
import { kindNames } from "../cst/kinds.generated.ts";
import { kindMask, recordWords } from "../cst/layout.ts";
import type { NodeIndex, Tree } from "../cst/tree.ts";
import type { Diagnostic, Severity } from "../text/diagnostic.ts";
import type { DeprecatedSite, DetectContext, Detector, LixVerdict } from "./deprecated/detector.ts";
import { detectors } from "./deprecated/registry.ts";
import { mayBindInternals } from "./deprecated/shadowed-internal.ts";
import { NameHashes } from "./name-hashes.ts";
import { mayHaveEvents } from "./quick-names.ts";

/** A detector and a site it found. */
export interface Detection<Site extends DeprecatedSite = DeprecatedSite> {
  readonly detector: Detector<Site>;
  readonly site: Site;
}

const severities: Readonly<Record<LixVerdict, Severity>> = { error: "error", warning: "warning", gap: "info" };

/** Returns what current Lix says about a legacy tree without errors, in the order of the source. */
export function checkDeprecations(tree: Tree): Diagnostic[] {
  return toDiagnostics(tree, (verdict) => verdict !== "gap");
}

/** Returns what Lix does not notice, as `info`, in the order of the source. */
export function checkDeprecationGaps(tree: Tree): Diagnostic[] {
  return toDiagnostics(tree, (verdict) => verdict === "gap");
}

function toDiagnostics(tree: Tree, isWanted: (verdict: LixVerdict) => boolean): Diagnostic[] {
  return detect(tree, detectors)
    .filter(({ site }) => isWanted(site.verdict))
    .map(({ detector, site }) => toDiagnostic(detector, site));
}

function toDiagnostic({ code, lixFeature }: Detector, { span, verdict, message }: DeprecatedSite): Diagnostic {
  const notes = verdict === "gap" || lixFeature === null ? [] : [`Lix allows it with \`${lixFeature}\``];
  return { code, severity: severities[verdict], span, message, notes };
}

/** Returns what one detector finds, in the order of the source. */
export function findSites<Site extends DeprecatedSite>(tree: Tree, detector: Detector<Site>): Site[] {
  return detect(tree, [detector]).map(({ site }) => site);
}

/** Returns what the detectors find, in the order of the source, in one pass over the tree. */
export function detect<Site extends DeprecatedSite>(tree: Tree, wanted: readonly Detector<Site>[]): Detection<Site>[] {
  const found: Detection<Site>[] = [];
  if (wanted.length === 0) return found;
  const interested = byKind(wanted, found);
  const context = createDetectContext(tree);
  const { records, nodeCount } = tree;
  for (let node = 0; node < nodeCount; node++) {
    const visitors = interested[(records[node * recordWords] ?? 0) & kindMask];
    if (visitors === undefined) continue;
    for (const visit of visitors) visit(context, node);
  }
  return found.sort((a, b) => a.site.span.start - b.site.span.start);
}

type Visit = (context: DetectContext, node: NodeIndex) => void;

/** Returns for every kind the detectors that look at it, or nothing. */
function byKind<Site extends DeprecatedSite>(
  wanted: readonly Detector<Site>[],
  found: Detection<Site>[],
): (readonly Visit[] | undefined)[] {
  const table = kindNames.map((): Visit[] => []);
  for (const detector of wanted) {
    const add = (site: Site): void => void found.push({ detector, site });
    for (const kind of detector.kinds) table[kind]?.push((context, node) => detector.find(context, node, add));
  }
  return table.map((visits) => (visits.length === 0 ? undefined : visits));
}

/**
 * Returns what detectors share while they look at one tree. Several of them ask the same one after the other; of the
 * answers about sets only the last is kept.
 */
export function createDetectContext(tree: Tree): DetectContext {
  const hashes = new NameHashes();
  const nothing: readonly BindingEvent[] = [];
  let lastNode: NodeIndex = -1;
  let lastEvents = nothing;
  let bindsInternals: boolean | null = null;
  return {
    tree,
    mayBindInternals() {
      bindsInternals ??= mayBindInternals(tree);
      return bindsInternals;
    },
    bindingEvents(node) {
      if (node === lastNode) return lastEvents;
      lastNode = node;
      lastEvents = nothing;
      if (mayHaveEvents(tree, node, hashes)) {
        const events: BindingEvent[] = [];
        bindingTree(tree, node, (event) => events.push(event));
        lastEvents = events;
      }
      return lastEvents;
    },
  };
}
