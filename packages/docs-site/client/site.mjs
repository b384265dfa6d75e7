/**
 * What pages of the documentation do in the browser: theme, navigation on narrow screens, and the search, whose index is
 * fetched when the search is first used. Without JavaScript everything else works.
 */
import MiniSearch from "minisearch";

const root = document.documentElement.dataset.root ?? "";

function setUpTheme() {
  const button = document.getElementById("theme");
  const { dataset } = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  try {
    const chosen = localStorage.getItem("lix-theme");
    if (chosen === "dark" || chosen === "light") dataset.theme = chosen;
  } catch {
    // Storage is forbidden: the system's theme it is.
  }
  button.addEventListener("click", () => {
    dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("lix-theme", dataset.theme);
    } catch {
      // The choice lasts as long as the page.
    }
    show();
  });
  show();
}

function setUpMenu() {
  const button = document.getElementById("menu");
  button?.addEventListener("click", () => {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    document.body.classList.toggle("menu-open", !isOpen);
  });
}

/** @returns {Promise<MiniSearch>} the index; fetched once */
async function loadIndex() {
  const response = await fetch(`${root}assets/search.json`);
  return MiniSearch.loadJSON(await response.text(), {
    fields: ["title", "headings", "text"],
    storeFields: ["title", "kind", "path"],
  });
}

const mostResults = 12;

function setUpSearch() {
  const input = document.getElementById("search");
  const list = document.getElementById("results");
  let index = null;
  let active = -1;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const activate = (next) => {
    const options = [...list.querySelectorAll("[role=option]")];
    if (options.length === 0) return;
    options[active]?.setAttribute("aria-selected", "false");
    active = (next + options.length) % options.length;
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  };
  const show = (results, query) => {
    active = -1;
    const options = results.slice(0, mostResults).map(({ title, kind, path }, at) => {
      const option = document.createElement("li");
      option.id = `result-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.path = path;
      const name = document.createElement("span");
      name.textContent = title;
      const sort = document.createElement("small");
      sort.textContent = kind;
      option.append(name, sort);
      return option;
    });
    if (options.length === 0) {
      const none = document.createElement("li");
      none.className = "no-result";
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.setAttribute("aria-selected", "false");
      none.textContent = `Nothing about “${query}”`;
      options.push(none);
    }
    list.replaceChildren(...options);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  const search = async () => {
    const query = input.value.trim();
    if (query === "") return close();
    index ??= loadIndex();
    const results = (await index).search(query, {
      prefix: true,
      fuzzy: 0.15,
      boost: { title: 5, headings: 2 },
      combineWith: "AND",
    });
    if (input.value.trim() === query) show(results, query);
  };
  const go = (option) => {
    if (option?.dataset.path !== undefined) location.href = root + option.dataset.path;
  };

  input.addEventListener("input", () => void search());
  input.addEventListener("focus", () => void search());
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      activate(event.key === "ArrowDown" ? active + 1 : Math.max(active, 0) - 1);
    } else if (event.key === "Enter") go(list.querySelectorAll("[role=option]")[Math.max(active, 0)]);
    else if (event.key === "Escape") close();
  });
  list.addEventListener("mousedown", (event) => go(event.target.closest("[role=option]")));
  addEventListener("keydown", (event) => {
    const isTyping = /^(?:input|textarea|select)$/iu.test(document.activeElement?.tagName ?? "");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });
}

setUpTheme();
setUpMenu();
setUpSearch();
