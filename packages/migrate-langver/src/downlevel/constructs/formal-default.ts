/**
 * `{ a ?: d }:` is `{ a ? d }:`.
 */
import { childByField, childByKind, Field, Kind, none } from "@lix-tools/parser";
import type { Construct } from "../construct.ts";
import { Level } from "../level.ts";
import { replaceToken, tokenOf } from "../tokens.ts";

/** Defaults of formals that are written with `?:`. */
export const formalDefault: Construct = {
  name: "formal-default",
  kinds: [Kind.Formal],
  level: ({ tree }, node) => (childByKind(tree, node, Kind.QuestionColon) === none ? null : Level.Atom),
  write(job, node, draft) {
    replaceToken(job.tree, draft, tokenOf(job.tree, node, Kind.QuestionColon), "?");
    job.emit(childByField(job.tree, node, Field.Default), Level.Whole, draft);
  },
};
