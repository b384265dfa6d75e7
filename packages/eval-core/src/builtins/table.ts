/** All builtins, family by family. The manual is written from this table. */
import { contextBuiltins } from "./contexts.ts";
import { controlBuiltins } from "./control.ts";
import type { BuiltinRow } from "./define.ts";
import { derivationBuiltins } from "./derivations.ts";
import { environmentBuiltins } from "./environment.ts";
import { fetcherBuiltins } from "./fetchers.ts";
import { flakeRefBuiltins } from "./flake-refs.ts";
import { hashBuiltins } from "./hashes.ts";
import { listBuiltins } from "./lists.ts";
import { numberBuiltins } from "./numbers.ts";
import { pathBuiltins } from "./paths.ts";
import { setBuiltins } from "./sets.ts";
import { stringBuiltins } from "./strings.ts";
import { typeBuiltins } from "./types.ts";

/** Every builtin that is a function. */
export const allBuiltins: readonly BuiltinRow[] = [
  ...contextBuiltins,
  ...controlBuiltins,
  ...derivationBuiltins,
  ...environmentBuiltins,
  ...fetcherBuiltins,
  ...flakeRefBuiltins,
  ...hashBuiltins,
  ...listBuiltins,
  ...numberBuiltins,
  ...pathBuiltins,
  ...setBuiltins,
  ...stringBuiltins,
  ...typeBuiltins,
];
