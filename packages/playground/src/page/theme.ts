/** Light or dark: what the system says, until somebody chooses. */
import { recallTheme, rememberTheme } from "./storage.ts";

/** Makes a button change the theme. */
export function setUpTheme(button: HTMLButtonElement): void {
  const { dataset } = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = (): boolean => (dataset["theme"] ?? (system.matches ? "dark" : "light")) === "dark";
  const show = (): void => button.setAttribute("aria-pressed", String(isDark()));
  const chosen = recallTheme();
  if (chosen === "dark" || chosen === "light") dataset["theme"] = chosen;
  button.addEventListener("click", () => {
    dataset["theme"] = isDark() ? "light" : "dark";
    rememberTheme(dataset["theme"]);
    show();
  });
  system.addEventListener("change", show);
  show();
}
