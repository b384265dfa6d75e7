/** `#x ⇒ # x`, and `#` for block comments on one line: the way nixpkgs writes them. Documentation comments stay. */
import { Kind } from "@lix-tools/parser";
import { commentText } from "../../engine/comments.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { safeFix } from "../../facts/edits.ts";

/** Reports comments that are written in an unusual way. */
export const commentStyleRule: Rule = defineRule({
  group: "style",
  name: "comment-style",
  code: "LX432",
  summary: "a short comment is written in an unusual way",
  severity: "info",
  preset: "none",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.Comment],
  check(node, ctx) {
    const { tree } = ctx;
    const text = ctx.text(node);
    const { start, end } = ctx.span(node);
    if (text.startsWith("#")) {
      if (!/^#[\p{L}\p{N}]/u.test(text) || start === 0) return;
      const span = { start: start + 1, end: start + 1 };
      return ctx.report(node, "a space is missing behind `#`", {
        fix: { ...safeFix("write the space", { span, text: " " }), dropsComment: true },
      });
    }
    const next = tree.source.subarray(end).findIndex((byte) => byte !== 0x20 && byte !== 0x09);
    const endsLine = next < 0 || tree.source[end + next] === 0x0a;
    if (text.startsWith("/**") || text.includes("\n") || !endsLine) return;
    const written = `# ${commentText(tree, node)}`.trimEnd();
    ctx.report(node, "a comment on one line is usually written with `#`", {
      fix: { ...safeFix("write it with `#`", { span: { start, end }, text: written }), dropsComment: true },
    });
  },
});
