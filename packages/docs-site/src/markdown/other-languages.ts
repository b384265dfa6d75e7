/** Colours for code that is not Nix: what people put into configuration, shells and programs. */
import highlighter from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import ini from "highlight.js/lib/languages/ini";
import json from "highlight.js/lib/languages/json";
import lua from "highlight.js/lib/languages/lua";
import typescript from "highlight.js/lib/languages/typescript";
import vim from "highlight.js/lib/languages/vim";
import yaml from "highlight.js/lib/languages/yaml";

/** Languages by the names that stand on fences. */
const languages: Readonly<Record<string, typeof bash>> = {
  sh: bash,
  bash,
  toml: ini,
  json,
  lua,
  ts: typescript,
  js: typescript,
  vim,
  yaml,
};

/** Colours code of one language; null for a language that has no colours. */
export type OtherHighlighter = (code: string, language: string) => string | null;

/** Returns what colours the languages known here. */
export function createOtherHighlighter(): OtherHighlighter {
  const own = highlighter.newInstance();
  for (const [name, language] of Object.entries(languages)) own.registerLanguage(name, language);
  return (code, language) =>
    Object.hasOwn(languages, language) ? own.highlight(code, { language, ignoreIllegals: true }).value : null;
}
