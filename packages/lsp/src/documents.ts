/** The files that the editor has open, each in its newest version. */
import { type Edition, makeLangver, type TolerantParser } from "@lix-tools/parser";
import { changedText, createDocument, type Document, type TextChange } from "./document.ts";
import { pathOfUri } from "./convert.ts";

/** What documents are made with. */
export interface DocumentSources {
  /** Returns the edition of a file without a head clause; null for legacy. */
  readonly editionOf: (path: string | null) => Edition | null;
  /** Returns the engine for broken text, null as long as it is not loaded. */
  readonly tolerant: () => TolerantParser | null;
}

/** The open documents by URI. */
export class Documents {
  private readonly sources: DocumentSources;
  private readonly byUri: Map<string, Document> = new Map();

  constructor(sources: DocumentSources) {
    this.sources = sources;
  }

  get(uri: string): Document | null {
    return this.byUri.get(uri) ?? null;
  }

  /** Returns the open document of a path. */
  at(path: string): Document | null {
    for (const document of this.byUri.values()) if (document.path === path) return document;
    return null;
  }

  all(): readonly Document[] {
    return [...this.byUri.values()];
  }

  open(uri: string, version: number, text: string): Document {
    const document = this.make(uri, version, text);
    this.byUri.set(uri, document);
    return document;
  }

  /** Makes another version of a document; nothing where it is not open. */
  change(uri: string, version: number, changes: readonly TextChange[]): Document | null {
    const before = this.byUri.get(uri);
    return before === undefined ? null : this.open(uri, version, changedText(before, changes));
  }

  close(uri: string): void {
    this.byUri.delete(uri);
  }

  /** Makes every document anew, after what decides their language has changed. */
  remake(): void {
    for (const { uri, version, text } of this.all()) this.open(uri, version, text.getText());
  }

  /** Returns a document that is not open. */
  make(uri: string, version: number, text: string): Document {
    const path = pathOfUri(uri);
    const edition = this.sources.editionOf(path);
    const configured = edition === null ? null : makeLangver(edition);
    return createDocument({ uri, version, path, text, configured, tolerant: this.sources.tolerant });
  }
}
