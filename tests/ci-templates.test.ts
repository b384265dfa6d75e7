/** The templates for CI services, run as the services run them: their scripts, with our commands on the path. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { type Run, useBin, writeLaunchers } from "./bin.ts";
import { temporaryTree } from "./temporary-tree.ts";
import { readManifest, readPackages, root } from "./workspace.ts";

const bins = {
  "lix-fmt": useBin("fmt", "lix-fmt").main,
  "lix-lint": useBin("lint", "lix-lint").main,
  "lix-migrate": useBin("migrate-langver", "lix-migrate").main,
};

/** Steps of an action, and jobs of a pipeline, as far as the tests look at them. */
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly run: string; readonly env: Readonly<Record<string, string>> }[];
  };
}
type Pipeline = Readonly<Record<string, { readonly script?: readonly string[]; readonly extends?: string }>>;

const action = parseYaml(readText("action.yml")) as Action;
const pipeline = parseYaml(readText("ci/gitlab/lix-tools.yml")) as Pipeline & {
  readonly variables: Readonly<Record<string, string>>;
};

function readText(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Runs a script in a directory, with our commands first on the path. */
function runScript(script: string, cwd: string, env: Readonly<Record<string, string>>): Run {
  const directory = temporaryTree();
  writeLaunchers(join(directory, "bin"), bins);
  const path = `${join(directory, "bin")}${delimiter}${process.env["PATH"] ?? ""}`;
  const options = { cwd, env: { PATH: path, HOME: directory, ...env }, encoding: "utf8" as const };
  const { status, stdout, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", script], options);
  return { code: status, stdout, stderr };
}

/** Runs the checking step of the action with inputs; those left out have their defaults. */
function runAction(cwd: string, inputs: Readonly<Record<string, string>>): Run {
  const step = action.runs.steps.at(-1);
  const valueOf = (name: string): string => inputs[name] ?? action.inputs[name]?.default ?? `no input ${name}`;
  const env = Object.entries(step?.env ?? {}).map(([key, value]) => [
    key,
    value.replaceAll(/\$\{\{ inputs\.(\w+) \}\}/gu, (_, name: string) => valueOf(name)),
  ]);
  return runScript(step?.run ?? "", cwd, { ...Object.fromEntries(env), GITHUB_ACTION_PATH: root });
}

describe("the GitHub action", () => {
  it("uses the inputs it has", () => {
    const used = [...readText("action.yml").matchAll(/\binputs\.(\w+)/gu)].map(([, name]) => name);
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(action.inputs).toSorted());
  });
  it("marks what is wrong, writes SARIF, and fails", () => {
    const tree = temporaryTree({ "a.nix": "{a=http://example.org;}\n" });
    const { code, stdout, stderr } = runAction(tree, { checks: "lint fmt migrate", sarif: "out.sarif" });
    expect(code).toBe(1);
    expect(stdout).toContain("::error file=a.nix,line=1,");
    // The service reads both.
    expect(stderr).toContain("title=format/not-formatted");
    expect(stdout).toContain("would change: a.nix");
    const sarif = JSON.parse(readFileSync(join(tree, "out.sarif"), "utf8")) as {
      runs: { results: { ruleId: string }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toContain("langver/url-literal");
  });
  it("is silent about good files, in the directories it is given", () => {
    const tree = temporaryTree({ "good/a.nix": "{ a = 1; }\n", "bad/b.nix": "{" });
    const { code, stdout, stderr } = runAction(tree, { paths: "good", checks: "lint fmt migrate" });
    expect({ code, marks: `${stdout}\n${stderr}`.match(/^::(error|warning).*$/gmu) }).toEqual({ code: 0, marks: null });
    expect(runAction(tree, { paths: "good bad" }).code).toBe(2);
  });
  it("refuses checks it does not know", () => {
    const { code, stdout } = runAction(temporaryTree(), { checks: "lnit" });
    expect({ code, known: stdout.includes("::error::unknown check `lnit`") }).toEqual({ code: 2, known: true });
  });
});

describe("the GitLab template", () => {
  const jobs = Object.entries(pipeline).filter(([, { script }]) => script !== undefined);

  it.each(jobs)("%s fails for bad files and passes good ones", (_, { script = [] }) => {
    const bad = temporaryTree({ "a.nix": "{a=http://example.org;}\n" });
    expect(runScript([script].flat().join("\n"), bad, pipeline.variables).code).toBe(1);
    const good = temporaryTree({ "a.nix": "{ a = 1; }\n" });
    expect(runScript([script].flat().join("\n"), good, pipeline.variables).code).toBe(0);
  });
  it("leaves the report where it says", () => {
    const tree = temporaryTree({ "a.nix": "{a=http://example.org;}\n" });
    runScript((pipeline["lix-lint"]?.script ?? []).join("\n"), tree, pipeline.variables);
    const report = join(tree, "gl-code-quality-report.json");
    expect(existsSync(report) && JSON.parse(readFileSync(report, "utf8"))).toMatchObject([
      { check_name: expect.any(String) },
    ]);
  });
});

describe("the version", () => {
  it("is the same wherever it is written", () => {
    const { version } = readManifest("packages/parser");
    const manifests = [".", ...readPackages().map(({ name }) => `packages/${name}`)];
    expect(manifests.filter((directory) => readManifest(directory).version !== version)).toEqual([]);
    const hooks = [...readText(".pre-commit-hooks.yaml").matchAll(/@lix-tools\/[\w-]+@([^"]+)/gu)].map(([, v]) => v);
    const named = [action.inputs["version"]?.default, pipeline.variables["LIX_TOOLS_VERSION"], ...hooks];
    expect([...new Set(named)]).toEqual([version]);
  });
});
