/**
 * `e ? p : d` is `(e).p or (d)`, with parentheses where they are needed: a default for `x.a ? b` covers `b` alone, that of
 * `x.a.b or d` covers the whole path.
 */
import { childByField, Field, Kind } from "@lix-tools/parser";
import type { Construct } from "../construct.ts";
import { Level } from "../level.ts";
import { replaceTight, replaceToken, tokenOf } from "../tokens.ts";

/** Selection with a default. */
export const selectDefault: Construct = {
  name: "select-default",
  kinds: [Kind.SelectDefaultExpression],
  level: () => Level.Argument,
  write(job, node, draft) {
    const { tree } = job;
    job.emit(childByField(tree, node, Field.Expression), Level.Atom, draft);
    replaceTight(tree, draft, tokenOf(tree, node, Kind.Question), ".");
    job.emitInside(childByField(tree, node, Field.Attrpath), draft);
    replaceToken(tree, draft, tokenOf(tree, node, Kind.Colon), "or");
    job.emit(childByField(tree, node, Field.Default), Level.Argument, draft);
  },
};
