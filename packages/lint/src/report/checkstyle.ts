/** The XML of Checkstyle, which most continuous integration services read. */
import { type LintFormat, rangesOf, visibleFindings } from "./reported-file.ts";
import { escapeXml } from "./xml.ts";

/** Returns the format. */
export function createCheckstyleFormat(): LintFormat {
  let head = '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n';
  const begin = (): string => {
    const text = head;
    head = "";
    return text;
  };
  return {
    file(file) {
      const rangeOf = rangesOf(file);
      const lines = visibleFindings(file).map(({ code, message, severity, span }) => {
        const { line, column } = rangeOf(span).start;
        return `    <error line="${line}" column="${column}" severity="${severity}" message="${escapeXml(message)}" source="${code}"/>\n`;
      });
      if (lines.length === 0) return "";
      return `${begin()}  <file name="${escapeXml(file.path)}">\n${lines.join("")}  </file>\n`;
    },
    end: () => `${begin()}</checkstyle>\n`,
  };
}
