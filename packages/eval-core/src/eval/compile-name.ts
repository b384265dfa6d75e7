/** Names that no binder provides. */
import type { NameTerm } from "../core/term.ts";
import type { SourcePosition } from "../value/positions.ts";
import { force } from "../value/thunk.ts";
import { AttributeSite } from "./attribute-site.ts";
import { suspender } from "./compile.ts";
import type { Peek } from "./compile-select.ts";
import { EvalError } from "./error.ts";
import { expectSet } from "./expect.ts";
import type { ResolvedName } from "./machine.ts";
import type { Code, Maker, Scope } from "./scope.ts";
import { frameAt, readArray, withHops } from "./scope.ts";
import type { Unit } from "./unit.ts";
import { positionOf } from "./unit.ts";

/** Returns the code of a name that no binder provides: a global, or an attribute of a `with` around it. */
export function compileName(term: NameTerm, scope: Scope | null, unit: Unit): Code {
  const { name } = term;
  const { machine } = unit;
  const global = unit.globals.get(name);
  if (global !== undefined) {
    if (term.withs > 0) machine.options.onName?.({ name, position: positionOf(unit, term.origin), frame: null });
    return () => force(global);
  }
  const position = positionOf(unit, term.origin);
  const hops = term.withs === 0 ? [] : withHops(scope);
  const log = machine.options.onName === null ? null : nameLog(name, position, machine.options.onName);
  const sites = hops.map(() => new AttributeSite(name));
  return (env) => {
    for (let index = 0; index < hops.length; index++) {
      const frame = frameAt(env, hops[index] as number);
      const set = expectSet(force(frame.s0));
      frame.s0 = set;
      const at = (sites[index] as AttributeSite).indexIn(set.shape);
      if (at < 0) continue;
      log?.(index);
      return readArray(set.values, at);
    }
    throw new EvalError("eval/undefined-variable", `undefined variable '${name}'`, position);
  };
}

/** Returns how to look for a name in the innermost `with` without evaluating it, or null where that cannot help. */
export function peekWithName(term: NameTerm, scope: Scope | null, { machine }: Unit): Peek | null {
  // What is passed on here is never looked up, so whoever wants to know of every name has none of it.
  if (machine.options.onName !== null || term.withs === 0) return null;
  const [hop] = withHops(scope);
  if (hop === undefined) return null;
  const site = new AttributeSite(term.name);
  return (env) => site.evaluatedIn(frameAt(env, hop).s0);
}

/** Returns the maker of what holds a name that no binder provides. */
export function delayName(term: NameTerm, scope: Scope | null, unit: Unit): Maker {
  const global = unit.globals.get(term.name);
  if (global !== undefined) return () => global;
  const suspend = suspender(term, scope, unit);
  const peek = peekWithName(term, scope, unit);
  if (peek === null) return suspend;
  return (env) => {
    const found = peek(env);
    return found === undefined ? suspend(env) : found;
  };
}

/** Returns a log of one place, which passes each frame on once. */
function nameLog(
  name: string,
  position: SourcePosition,
  onName: (resolved: ResolvedName) => void,
): (frame: number) => void {
  // One bit per frame; those too far out for a bit are passed on every time.
  let seen = 0;
  return (frame) => {
    if ((seen >>> frame) & 1 && frame < 31) return;
    if (frame < 31) seen |= 1 << frame;
    onName({ name, position, frame });
  };
}
