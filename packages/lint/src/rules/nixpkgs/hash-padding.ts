/** `sha256-…` whose base64 text is cut off or padded wrongly; some evaluators take it, none should have to. */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { unsafeFix } from "../../facts/edits.ts";

/** Bytes of each kind of digest. */
const digestBytes: Readonly<Record<string, number>> = { md5: 16, sha1: 20, sha256: 32, sha512: 64 };

/** Reports hashes whose base64 text has the wrong length. */
export const hashPaddingRule: Rule = defineRule({
  group: "nixpkgs",
  name: "hash-padding",
  code: "LX632",
  summary: "a hash has too few or too many characters",
  severity: "warning",
  preset: "nixpkgs",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.StringExpression],
  check(node, ctx) {
    const { source } = ctx.tree;
    const { start, end } = ctx.span(node);
    // `m` and `s` begin the names of the digests.
    const first = source[start + 1];
    if (end - start < 24 || end - start > 110 || (first !== 0x6d && first !== 0x73)) return;
    const [, kind = "", digits = "", padding = ""] =
      /^"(md5|sha1|sha256|sha512)-([A-Za-z0-9+/]+)(=*)"$/.exec(ctx.name(node)) ?? [];
    const bytes = digestBytes[kind];
    if (bytes === undefined) return;
    const wanted = Math.ceil((bytes * 4) / 3);
    const wantedPadding = "=".repeat((3 - (bytes % 3)) % 3);
    if (digits.length !== wanted) {
      return ctx.report(node, `a ${kind} hash has ${wanted} characters before the padding, not ${digits.length}`);
    }
    if (padding === wantedPadding) return;
    ctx.report(node, `a ${kind} hash ends with \`${wantedPadding}\``, {
      fix: unsafeFix("write the padding", {
        span: { start: end - 1 - padding.length, end: end - 1 },
        text: wantedPadding,
      }),
    });
  },
});
