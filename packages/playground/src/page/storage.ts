/** What the page remembers in the browser. Where that is forbidden it remembers nothing. */

const textKey = "lix-playground-text";
const themeKey = "lix-theme";

/** Returns what was remembered under a key, or null. */
function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Private windows and full disks: the page works without.
  }
}

/** Returns the text that was last edited here, or null. */
export function recallText(): string | null {
  return recall(textKey);
}

/** Longer texts are not remembered: it would be felt at every key. */
const longestText = 200_000;

/** Remembers the text that is being edited. */
export function rememberText(text: string): void {
  if (text.length <= longestText) remember(textKey, text);
}

/** Returns the theme that was chosen, or null for that of the system. */
export function recallTheme(): string | null {
  return recall(themeKey);
}

/** Remembers the theme that is chosen. */
export function rememberTheme(theme: string): void {
  remember(themeKey, theme);
}
