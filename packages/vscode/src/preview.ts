/** Texts that exist in the editor alone: both sides of a migration, pages of rules, trees. */
import { type Event, EventEmitter, type TextDocumentContentProvider, Uri } from "vscode";

/** The scheme of their URIs. */
export const previewScheme = "lix-preview";

/** Keeps texts by URI and gives them to the editor. */
export class Previews implements TextDocumentContentProvider {
  private readonly texts: Map<string, string> = new Map();
  private readonly changes: EventEmitter<Uri> = new EventEmitter<Uri>();
  readonly onDidChange: Event<Uri> = this.changes.event;

  provideTextDocumentContent(uri: Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  /** Returns the URI of a text under a name; showing the same name again replaces the text. */
  show(name: string, text: string): Uri {
    const uri = Uri.from({ scheme: previewScheme, path: `/${name}` });
    this.texts.set(uri.toString(), text);
    this.changes.fire(uri);
    return uri;
  }
}
