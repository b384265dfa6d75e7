/**
 * The tables of `lix.toml`. Each is a plain value, so a command line passes in those it knows and the published schema
 * is made of all of them. The descriptions are the documentation.
 */
import { type Edition, editions } from "@lix-tools/parser";
import * as v from "valibot";

/** A schema whose input may be anything and whose output is known. */
export type SectionSchema<Value> = v.GenericSchema<unknown, Value>;

/** A table of `lix.toml`. An absent table is read as an empty one, so schemas give defaults. */
export interface ConfigSection<Value> {
  readonly name: string;
  readonly schema: SectionSchema<Value>;
}

const describedStrings = (description: string): v.GenericSchema<string[]> =>
  v.pipe(v.array(v.string()), v.description(description));

const edition: v.GenericSchema<Edition> = v.picklist(editions);

/** What `[langver]` says. */
export interface LangverSettings {
  readonly default?: Edition | undefined;
  readonly overrides: readonly LangverOverride[];
}

/** Files and the edition they are read as. */
export interface LangverOverride {
  readonly paths: readonly string[];
  readonly langver: Edition;
}

/** `[langver]`: which edition files without a head clause are read as. */
export const langverSection: ConfigSection<LangverSettings> = {
  name: "langver",
  schema: v.pipe(
    v.strictObject({
      default: v.optional(v.pipe(edition, v.description("The edition of files that no override names."))),
      overrides: v.optional(
        v.pipe(
          v.array(
            v.strictObject({
              paths: describedStrings(
                "Globs counting from the directory of this file. A directory stands for all in it.",
              ),
              langver: v.pipe(edition, v.description("The edition of these files.")),
            }),
          ),
          v.description("Editions of single files. Where several globs match a file, the longest counts."),
        ),
        [],
      ),
    }),
    v.description("Which edition files without a head clause are read as."),
  ),
};

/** What `[files]` says. */
export interface FilesSettings {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** `[files]`: which files a walk through a directory takes. */
export const filesSection: ConfigSection<FilesSettings> = {
  name: "files",
  schema: v.pipe(
    v.strictObject({
      include: v.optional(describedStrings("Globs of the files to take."), ["**/*.nix"]),
      exclude: v.optional(describedStrings("What to leave out, in the language of `.gitignore`."), []),
    }),
    v.description("Which files a walk through a directory takes. Files named on the command line are always taken."),
  ),
};

/** What `[migrate]` says. */
export interface MigrateSettings {
  readonly to?: Edition | undefined;
  readonly features: readonly string[];
  readonly rules?: readonly string[] | undefined;
  readonly also: readonly string[];
  readonly skip: readonly string[];
  readonly overrides: readonly MigrateOverride[];
}

/** Files and what is done with them. */
export interface MigrateOverride {
  readonly paths: readonly string[];
  readonly to?: Edition | "unchanged" | undefined;
  readonly skip: readonly string[];
}

/** `[migrate]`: what `lix-migrate` does when the command line does not say. */
export const migrateSection: ConfigSection<MigrateSettings> = {
  name: "migrate",
  schema: v.pipe(
    v.strictObject({
      to: v.optional(v.pipe(edition, v.description("The edition to move to."))),
      features: v.optional(
        describedStrings("On the way to nix2-future, the features to name beside nix2, instead of all."),
        [],
      ),
      rules: v.optional(describedStrings("The only rewrites to make.")),
      also: v.optional(describedStrings("Rewrites to make, too, that are a matter of taste."), []),
      skip: v.optional(describedStrings("Rewrites not to make."), []),
      overrides: v.optional(
        v.pipe(
          v.array(
            v.strictObject({
              paths: describedStrings(
                "Globs counting from the directory of this file. A directory stands for all in it.",
              ),
              to: v.optional(
                v.pipe(
                  v.picklist([...editions, "unchanged"]),
                  v.description("The edition to move these files to, whatever the command line says about others."),
                ),
              ),
              skip: v.optional(describedStrings("Rewrites not to make in these files."), []),
            }),
          ),
          v.description("What is done with single files. Where several globs match a file, the longest counts."),
        ),
        [],
      ),
    }),
    v.description("What `lix-migrate` does when the command line does not say."),
  ),
};

/** Every table there is. A table whose section a command does not pass in belongs to another command. */
export const tableNames: readonly string[] = ["files", "fmt", "langver", "lint", "migrate"];
