/** What this browser remembers: language, theme, who I am, what I have read. */

const PREFIX = "kaeru.";

/**
 * @template T
 * @param {string} name
 * @param {T} otherwise
 * @returns {T}
 */
export function recall(name, otherwise) {
  const text = localStorage.getItem(PREFIX + name);
  if (text === null) return otherwise;
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/**
 * @param {string} name
 * @param {unknown} value `null` forgets
 */
export function remember(name, value) {
  if (value === null) localStorage.removeItem(PREFIX + name);
  else localStorage.setItem(PREFIX + name, JSON.stringify(value));
}

/** @param {"auto" | "light" | "dark"} theme */
export function useTheme(theme) {
  remember("theme", theme === "auto" ? null : theme);
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** @returns {"auto" | "light" | "dark"} */
export function chosenTheme() {
  return recall("theme", "auto");
}
