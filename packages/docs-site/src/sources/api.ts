/**
 * The reference of the libraries, read from their sources: what `index.ts` exports, with its doc comment and its
 * signature. Every export states its types, so declarations alone tell everything and nothing is checked here.
 */
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { Node, Project, type SourceFile, type Statement } from "ts-morph";
import { codeFence, markdownTable } from "../markdown/tables.ts";
import type { MarkdownPage } from "../page.ts";

/** A library with its entry points. */
interface Library {
  readonly name: string;
  readonly title: string;
  readonly entries: readonly string[];
}

const libraries: readonly Library[] = [
  { name: "parser", title: "bytes to tree", entries: ["src/index.ts"] },
  { name: "fmt", title: "tree to text", entries: ["src/index.ts"] },
  { name: "eval-core", title: "tree to core terms and values", entries: ["src/index.ts", "src/node/index.ts"] },
  { name: "lint", title: "rules and fixes", entries: ["src/index.ts"] },
  { name: "migrate-langver", title: "text in one language version to another", entries: ["src/index.ts"] },
];

/** Something that a library exports. */
interface ApiEntry {
  readonly name: string;
  readonly kind: "function" | "type" | "value" | "class";
  readonly signature: string;
  readonly doc: string;
  readonly file: string;
}

/** Returns a page for each library and one that lists them. */
export function apiPages(root: string): MarkdownPage[] {
  const project = new Project({ skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });
  const pages = libraries.map((library) => libraryPage(root, project, library));
  const rows = libraries.map(({ name, title }) => [`[\`@lix-tools/${name}\`](/api/${name}.html)`, title]);
  const markdown = [
    "# Libraries",
    "",
    "Everything the commands do is a function of a library that reads no files and writes none, and runs in browsers.",
    "These pages are made from the sources.",
    "",
    markdownTable(["Package", "From what to what"], rows),
    "",
  ].join("\n");
  return [{ path: "api/index.html", kind: "API", markdown, source: null }, ...pages];
}

function libraryPage(root: string, project: Project, { name, title, entries }: Library): MarkdownPage {
  const folder = join(root, "packages", name);
  const sections = entries
    .map((entry) => join(folder, entry))
    .filter((file) => existsSync(file))
    .flatMap((file, at) => {
      const index = project.addSourceFileAtPath(file);
      const found = [...new Map(exportsOf(project, index, folder).map((entry) => [entry.name, entry])).values()];
      const heading = at === 0 ? [] : [`# @lix-tools/${name}/node`, ""];
      return [
        ...heading,
        ...group("Functions", found, "function"),
        ...group("Values", found, "value"),
        ...group("Classes", found, "class"),
        ...group("Types", found, "type"),
      ];
    });
  const markdown = [`# @lix-tools/${name}`, "", `From ${title}.`, "", ...sections].join("\n");
  return {
    path: `api/${name}.html`,
    kind: "API",
    markdown: markdown.replaceAll(/^# (@.*\/node)$/gmu, "## $1"),
    source: null,
  };
}

function group(title: string, entries: readonly ApiEntry[], kind: ApiEntry["kind"]): string[] {
  const chosen = entries.filter((entry) => entry.kind === kind).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (chosen.length === 0) return [];
  return [
    `## ${title}`,
    "",
    ...chosen.flatMap(({ name, signature, doc, file }) => [
      `### ${name}`,
      "",
      ...(doc === "" ? [] : [doc, ""]),
      codeFence("ts", signature),
      "",
      `*${file}*`,
      "",
    ]),
  ];
}

function exportsOf(project: Project, index: SourceFile, folder: string): ApiEntry[] {
  return index.getExportDeclarations().flatMap((declaration) => {
    const specifier = declaration.getModuleSpecifierValue();
    // A whole namespace, such as the views of the tree, is not listed name by name.
    if (specifier === undefined || declaration.getNamespaceExport() !== undefined) return [];
    const file = project.addSourceFileAtPath(join(index.getDirectoryPath(), specifier));
    const names = declaration.getNamedExports().map((named) => named.getName());
    const wanted = declaration.isNamespaceExport() ? null : new Set(names);
    return file.getStatements().flatMap((statement) => entriesOf(statement, wanted, { file, folder }));
  });
}

interface Place {
  readonly file: SourceFile;
  readonly folder: string;
}

function entriesOf(statement: Statement, wanted: ReadonlySet<string> | null, { file, folder }: Place): ApiEntry[] {
  const place = relative(folder, file.getFilePath()).replaceAll("\\", "/");
  const isWanted = (name: string): boolean => wanted === null || wanted.has(name);
  const isExported = Node.isExportable(statement) && statement.isExported();
  if (!isExported) return [];
  if (Node.isVariableStatement(statement)) {
    return statement
      .getDeclarations()
      .filter((declaration) => isWanted(declaration.getName()))
      .map((declaration) => ({
        name: declaration.getName(),
        kind: "value" as const,
        signature: `const ${declaration.getName()}: ${declaration.getTypeNode()?.getText() ?? "…"};`,
        doc: docOf(statement.getJsDocs(), file),
        file: place,
      }));
  }
  if (Node.isFunctionDeclaration(statement))
    return entry(
      statement.getName(),
      "function",
      functionSignature(statement.getText(), statement.getBody()?.getText()),
    );
  if (Node.isInterfaceDeclaration(statement)) return entry(statement.getName(), "type", bare(statement.getText()));
  if (Node.isTypeAliasDeclaration(statement)) return entry(statement.getName(), "type", bare(statement.getText()));
  if (Node.isClassDeclaration(statement))
    return entry(statement.getName(), "class", classSignature(statement.getMembers(), statement.getName() ?? ""));
  return [];

  function entry(name: string | undefined, kind: ApiEntry["kind"], signature: string): ApiEntry[] {
    if (name === undefined || !isWanted(name)) return [];
    return [
      {
        name,
        kind,
        signature,
        doc: Node.isJSDocable(statement) ? docOf(statement.getJsDocs(), file) : "",
        file: place,
      },
    ];
  }
}

function bare(text: string): string {
  return text.replace(/^export (?:declare )?/u, "");
}

function functionSignature(text: string, body: string | undefined): string {
  return `${bare(body === undefined ? text : text.slice(0, text.length - body.length).trimEnd())};`.replace(
    /;;$/u,
    ";",
  );
}

/** Returns the public members of a class, without what they do. */
function classSignature(members: readonly Node[], name: string): string {
  const lines = members.flatMap((member): string[] => {
    const text = member.getText();
    if (/^(?:private|protected|#)/u.test(text)) return [];
    const doc = Node.isJSDocable(member) ? member.getJsDocs().map((jsDoc) => `  ${jsDoc.getText()}`) : [];
    if (Node.isPropertyDeclaration(member)) {
      return [
        ...doc,
        `  ${member.isReadonly() ? "readonly " : ""}${member.getName()}: ${member.getTypeNode()?.getText() ?? "…"};`,
      ];
    }
    const body =
      Node.isBodyable(member) || Node.isConstructorDeclaration(member) ? member.getBody()?.getText() : undefined;
    return [...doc, `  ${functionSignature(text, body)}`];
  });
  return [`class ${name} {`, ...lines, "}"].join("\n");
}

/** Returns a doc comment as Markdown; without one, that of the file, which speaks for what it is named after. */
function docOf(docs: readonly { getInnerText(): string }[], file: SourceFile): string {
  const own = docs.at(-1)?.getInnerText().trim() ?? "";
  if (own !== "") return own;
  const opening = /^\/\*\*([\s\S]*?)\*\//u.exec(file.getFullText())?.[1] ?? "";
  return (
    opening
      .replaceAll(/^[ \t]*\* ?/gmu, "")
      .trim()
      .split("\n\n")[0] ?? ""
  );
}
