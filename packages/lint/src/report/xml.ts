/** Text as it may stand in XML. */

/** Returns text with markup escaped and characters left out that XML cannot hold. */
export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;")
    .replaceAll(/[\0-\u0008\u000b-\u001f\ufffe\uffff]/gu, "");
}
