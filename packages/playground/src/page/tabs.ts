/** A row of tabs: arrows move, as everywhere. */

/** Tabs as the page uses them. */
export interface Tabs {
  select(name: string): void;
  selected(): string;
}

/** Makes the tabs in a list work; each is named by `data-view`. */
export function setUpTabs(list: HTMLElement, panel: HTMLElement, onSelect: (name: string) => void): Tabs {
  const tabs = [...list.querySelectorAll<HTMLButtonElement>("[role=tab]")];
  let current = tabs[0];
  function select(tab: HTMLButtonElement | undefined): void {
    if (tab === undefined) return;
    current = tab;
    for (const other of tabs) {
      other.setAttribute("aria-selected", String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
    }
    panel.setAttribute("aria-labelledby", tab.id);
    tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    onSelect(nameOf(tab));
  }
  const nameOf = (tab: HTMLButtonElement | undefined): string => tab?.dataset["view"] ?? "";
  list.addEventListener("keydown", (event) => {
    const at = tabs.findIndex((tab) => tab === current);
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at + tabs.length - 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    tabs[next]?.focus();
    select(tabs[next]);
  });
  for (const tab of tabs) tab.addEventListener("click", () => select(tab));
  return {
    select: (name) => select(tabs.find((tab) => nameOf(tab) === name) ?? tabs[0]),
    selected: () => nameOf(current),
  };
}
