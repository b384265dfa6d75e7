/** The order of the pages. What no section names is found by its kind, so that new documents need no entry here. */
import type { Page } from "../page.ts";

/** A part of the navigation. */
export interface Section {
  readonly title: string;
  readonly pages: readonly Page[];
}

interface Plan {
  readonly title: string;
  /** In this order, as far as they exist. */
  readonly paths: readonly string[];
  /** Pages whose path begins so and that have not been placed. */
  readonly rest?: RegExp;
}

const plans: readonly Plan[] = [
  { title: "Start", paths: ["getting-started.html", "playground.html", "comparison.html"] },
  {
    title: "Use it",
    paths: [
      "command-line.html",
      "hooks.html",
      "ci.html",
      "editors/index.html",
      "migrating.html",
      "configuration.html",
      "libraries.html",
    ],
  },
  { title: "The language", paths: ["nix2-tour.html", "editions.html", "reference/features.html"] },
  {
    title: "Reference",
    paths: [
      "rules/index.html",
      "codemods/index.html",
      "rewrites.html",
      "not-migrated.html",
      "diagnostics/index.html",
      "reference/builtins.html",
      "api/index.html",
      "reference/formatter.html",
      "reference/style.html",
      "reference/deviations.html",
      "reference/linter.html",
    ],
    rest: /^reference\//u,
  },
  {
    title: "Project",
    paths: ["project/changelog.html", "project/architecture.html", "project/contributing.html"],
    rest: /^project\//,
  },
  { title: "More", paths: [], rest: /^[\w-]+\.html$/u },
];

/** Pages that are reached from others and not from the navigation. */
const hidden: ReadonlySet<string> = new Set(["index.html", "404.html", "project/readme.html"]);

/** Returns the sections of the navigation. */
export function navigationOf(pages: readonly Page[]): Section[] {
  const placed = new Set<string>(hidden);
  // What is named somewhere is not taken as rest elsewhere.
  for (const { paths } of plans) for (const path of paths) placed.add(path);
  return plans
    .map(({ title, paths, rest }) => {
      const named = paths.flatMap((path) => pages.find((page) => page.path === path) ?? []);
      const others = rest === undefined ? [] : pages.filter(({ path }) => rest.test(path) && !placed.has(path));
      for (const { path } of others) placed.add(path);
      return { title, pages: [...named, ...others] };
    })
    .filter(({ pages: found }) => found.length > 0);
}

/** Returns the page that stands in the navigation for another: the list of rules for a rule. */
export function navigationPath({ path }: Pick<Page, "path">): string {
  const [folder] = path.split("/");
  return ["rules", "codemods", "diagnostics", "editors", "api"].includes(folder ?? "") ? `${folder}/index.html` : path;
}

/** Returns the name of a page in the navigation, which needs no more than its first words. */
export function shortTitle({ path, title }: Pick<Page, "path" | "title">): string {
  const names: Readonly<Record<string, string>> = {
    "reference/features.html": "Features",
    "reference/formatter.html": "Formatter",
    "reference/style.html": "Style of Nix 2",
    "reference/deviations.html": "Formatter deviations",
    "reference/linter.html": "Linter",
    "reference/precision.html": "Linter precision",
    "reference/grammar.html": "Grammars",
    "nix2-tour.html": "Tour of Nix 2",
    "rewrites.html": "Rewrites on one page",
    "not-migrated.html": "What is not migrated",
    "migrating.html": "Migrating a repository",
    "rules/index.html": "Lint rules",
    "api/index.html": "Libraries",
  };
  return names[path] ?? title;
}
