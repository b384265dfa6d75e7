/**
 * `buildInputs = [ cmake zlib ];` ⇒ `nativeBuildInputs = [ cmake ]; buildInputs = [ zlib ];`. When both platforms are one
 * this builds the same, from another derivation. Not where somebody else reads `buildInputs`, nor where a `with` around
 * one of the lists decides what the name means.
 */
import {
  childByField,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  type TextEdit,
  unwrapParentheses,
} from "@lix-tools/parser";
import { commentsOf } from "../../engine/comments.ts";
import type { RuleContext } from "../../engine/context.ts";
import type { ReportDetails, Rule } from "../../engine/rule.ts";
import { selectedPath, variableName } from "../../facts/calls.ts";
import { insertAt, removeNode, unsafeFix } from "../../facts/edits.ts";
import { type Derivation, derivationRule, listedElements, packageName } from "./_derivation.ts";

/** Programs that run during the build and are of no use to what is built. */
const tools: ReadonlySet<string> = new Set([
  "asciidoc",
  "asciidoctor",
  "autoconf",
  "automake",
  "autoreconfHook",
  "autoPatchelfHook",
  "bison",
  "cmake",
  "copyDesktopItems",
  "desktop-file-utils",
  "docbook2x",
  "gobject-introspection",
  "help2man",
  "installShellFiles",
  "intltool",
  "itstool",
  "m4",
  "makeWrapper",
  "meson",
  "ninja",
  "pandoc",
  "patchelf",
  "pkg-config",
  "pkgconfig",
  "qmake",
  "ronn",
  "scons",
  "swig",
  "texinfo",
  "unzip",
  "vala",
  "wrapGAppsHook",
  "wrapGAppsHook3",
  "wrapGAppsHook4",
  "wrapQtAppsHook",
  "xmlto",
  "yasm",
  "nasm",
]);

/** Reports where a build tool is listed in `buildInputs`. */
export const buildToolInBuildInputsRule: Rule = derivationRule({
  name: "build-tool-in-build-inputs",
  code: "LX600",
  summary: "a build tool is listed in `buildInputs`",
  severity: "warning",
  fix: "unsafe",

  checkDerivation(derivation, ctx) {
    const inputs = derivation.values.get("buildInputs");
    if (inputs === undefined) return;
    const elements = listedElements(ctx, inputs);
    for (const element of elements) {
      const name = packageName(ctx, element);
      // A path to it in the package is one that runs later on.
      if (name === null || !tools.has(name) || isInterpolated(ctx, derivation.set, element)) continue;
      ctx.report(
        element,
        `\`${name}\` runs during the build, so it belongs into \`nativeBuildInputs\``,
        moveTool(ctx, derivation, element, elements.length),
      );
    }
  },
});

function isInterpolated(ctx: RuleContext, set: NodeIndex, element: NodeIndex): boolean {
  const text = ctx.name(element).replaceAll(/[^\w-]/g, "\\$&");
  return new RegExp(`\\$\\{(pkgs\\.|lib\\.getBin\\s+|getBin\\s+)?${text}[\\s.}]`).test(ctx.name(set));
}

function moveTool(
  ctx: RuleContext,
  { set, values, bindings, names }: Derivation,
  element: NodeIndex,
  count: number,
): ReportDetails {
  const inputs = values.get("buildInputs") ?? none;
  const binding = bindings.get("buildInputs") ?? none;
  const native = values.get("nativeBuildInputs");
  if (names.has("nativeBuildInputs") && native === undefined) return { noFix: "`nativeBuildInputs` is inherited" };
  if (isRead(ctx, set, binding)) return { noFix: "`buildInputs` is used elsewhere" };
  if (isProvidedWithin(ctx, element, inputs)) return { noFix: "a `with` around the list provides it" };
  if (hasCommentBeside(ctx, element)) return { noFix: "a comment stands beside it" };
  const text = ctx.text(element);
  const isOnly = count === 1 && kindOf(ctx.tree, unwrapParentheses(ctx.tree, inputs)) === Kind.ListExpression;
  const title = `move \`${text}\``;
  if (native === undefined) {
    const start = ctx.span(binding).start;
    if (isOnly) return { fix: unsafeFix(title, { span: ctx.span(binding + 1), text: "nativeBuildInputs" }) };
    const added = insertAt(start, `nativeBuildInputs = [ ${text} ];${indentation(ctx, start)}`);
    return { fix: unsafeFix(title, added, removeNode(ctx, element)) };
  }
  const removed = removeNode(ctx, isOnly ? binding : element);
  if (listedElements(ctx, native).some((other) => ctx.name(other) === ctx.name(element)))
    return { fix: unsafeFix(`remove \`${text}\`, which is in \`nativeBuildInputs\` too`, removed) };
  const list = listOf(ctx, native);
  if (list === none) return { noFix: "`nativeBuildInputs` is no list here" };
  return { fix: unsafeFix(title, appendTo(ctx, list, text), removed) };
}

/** Returns the last list that is written out in an expression of `++`, outside of every `with`. */
function listOf(ctx: RuleContext, node: NodeIndex): NodeIndex {
  const inner = unwrapParentheses(ctx.tree, node);
  if (kindOf(ctx.tree, inner) === Kind.ListExpression) return inner;
  if (kindOf(ctx.tree, inner) !== Kind.BinaryExpression) return none;
  const left = listOf(ctx, childByField(ctx.tree, inner, Field.Left));
  return left === none ? listOf(ctx, childByField(ctx.tree, inner, Field.Right)) : left;
}

/** On a line of its own where the elements have one each. */
function appendTo(ctx: RuleContext, list: NodeIndex, text: string): TextEdit {
  const last = listedElements(ctx, list).at(-1);
  const { start, end } = ctx.span(list);
  if (last === undefined) return { span: { start, end }, text: `[ ${text} ]` };
  const before = ctx.span(last);
  const own = indentation(ctx, before.start);
  return insertAt(before.end, `${own}${text}`);
}

/** Returns the line break and white space before an offset where it begins a line, else a space. */
function indentation({ tree: { source } }: RuleContext, offset: number): string {
  let at = offset;
  while (source[at - 1] === 0x20 || source[at - 1] === 0x09) at--;
  return source[at - 1] === 0x0a ? `\n${new TextDecoder().decode(source.subarray(at, offset))}` : " ";
}

/** Somebody in the set reads the list, by its name or from `finalAttrs`. */
function isRead(ctx: RuleContext, set: NodeIndex, binding: NodeIndex): boolean {
  const { definitions } = ctx.resolution();
  const place = definitions.findIndex(({ nodes }) => nodes.includes(binding + 2));
  return (place >= 0 && (ctx.useCounts()[place] ?? 0) > 0) || /\.buildInputs\b/.test(ctx.name(set));
}

/** Tells whether the name at the beginning of a package comes from a `with` inside of the value. */
function isProvidedWithin(ctx: RuleContext, element: NodeIndex, value: NodeIndex): boolean {
  const base = selectedPath(ctx, element)?.base ?? element;
  if (variableName(ctx, base) === null) return true;
  const target = ctx.nameTarget(base + 1);
  const { start, end } = ctx.span(value);
  return (
    target?.kind === "with" &&
    target.frames.some(({ node }) => {
      const frame = ctx.span(node);
      return frame.start >= start && frame.end <= end;
    })
  );
}

/** Tells whether a comment stands right behind an element, or has the line above it for itself. */
function hasCommentBeside(ctx: RuleContext, element: NodeIndex): boolean {
  const { start, end } = ctx.span(element);
  return commentsOf(ctx.tree).some((comment) => {
    const place = ctx.span(comment);
    if (place.start >= end) return isBlank(ctx, end, place.start);
    if (!isBlank(ctx, place.end, start) && !isBlank(ctx, place.end + 1, start)) return false;
    return indentation(ctx, place.start) !== " ";
  });
}

function isBlank({ tree: { source } }: RuleContext, from: number, to: number): boolean {
  return from <= to && source.subarray(from, to).every((byte) => byte === 0x20 || byte === 0x09);
}
