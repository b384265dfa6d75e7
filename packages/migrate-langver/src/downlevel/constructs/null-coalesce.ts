/**
 * `e ?: d` is `let v = e; in if v == null then d else v`, where nothing is called `v`.
 */
import { childByField, endOf, Field, Kind, startOf } from "@lix-tools/parser";
import type { Construct } from "../construct.ts";
import { insert } from "../draft.ts";
import { Level } from "../level.ts";
import { replaceTight, tokenOf } from "../tokens.ts";

/** A value, or another one for `null`. */
export const nullCoalesce: Construct = {
  name: "null-coalesce",
  kinds: [Kind.NullCoalesceExpression],
  level: () => Level.Whole,
  write(job, node, draft) {
    const { tree } = job;
    const value = job.hidden("value");
    insert(draft, startOf(tree, node), `let ${value} = `);
    job.emit(childByField(tree, node, Field.Expression), Level.Whole, draft);
    replaceTight(tree, draft, tokenOf(tree, node, Kind.QuestionColon), `; in if ${value} == null then `);
    job.emit(childByField(tree, node, Field.Default), Level.Whole, draft);
    insert(draft, endOf(tree, node), ` else ${value}`);
  },
};
