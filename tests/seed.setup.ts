/**
 * Properties are tested with the same random programs in every run, so that a gate that was passed stays passed.
 * `LIX_SEED=N` takes others; `LIX_SEED=random` takes new ones each time. `LIX_RUNS` says how many, where it is read.
 */
import fc from "fast-check";

const seed = process.env["LIX_SEED"] ?? "1";
if (seed !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
