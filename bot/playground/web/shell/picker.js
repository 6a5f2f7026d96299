/** A dialog to find one of many by typing: people, channels. Arrow keys choose, Enter takes, Escape leaves. */

import { h, iconButton } from "../dom.js";
import { t } from "../i18n.js";

const SHOWN = 60;

/** Words as they are compared: width, case and spaces do not count. @param {string} text @returns {string} */
export function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

/** Whether every word of a query is in there. @param {string} words made by `plain` @param {string} query @returns {boolean} */
export function fits(words, query) {
  return query.normalize("NFKC").split(/\s+/).every((part) => words.includes(plain(part)));
}

/**
 * @typedef {{ id: string, label: string, detail?: string, badge?: string, icon?: Node }} Choice
 * @param {{ title: string, placeholder: string, find: (query: string) => Choice[], take: (id: string) => void }} ask
 */
export function openPicker({ title, placeholder, find, take }) {
  const list = h("ul", { class: "picker-list", role: "listbox", id: "picker-list", "aria-label": title });
  const status = h("p", { class: "picker-status", role: "status" });
  const input = h("input", {
    class: "field", type: "search", role: "combobox", placeholder, autocomplete: "off", spellcheck: "false",
    "aria-label": placeholder, "aria-controls": "picker-list", "aria-expanded": "true", "aria-autocomplete": "list",
  });
  const dialog = h("dialog", { class: "dialog picker", "aria-label": title },
    h("div", { class: "dialog-head" }, h("h2", {}, title), iconButton("close", t("close"), () => dialog.close())),
    input, list, status);
  let at = 0;
  const pick = (id) => {
    dialog.close();
    take(id);
  };
  const mark = (to) => {
    const options = [...list.children];
    at = Math.max(0, Math.min(to, options.length - 1));
    options.forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
    input.setAttribute("aria-activedescendant", options[at]?.id ?? "");
    options[at]?.scrollIntoView({ block: "nearest" });
  };
  const show = () => {
    const found = find(input.value);
    list.replaceChildren(...found.slice(0, SHOWN).map((choice, index) => option(choice, index, pick)));
    status.textContent = found.length ? t("found", { count: found.length }) : t("found_none");
    mark(0);
  };
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      mark(to);
    } else if (event.key === "Enter") {
      event.preventDefault();
      list.children[at]?.click();
    }
  });
  show();
  openDialog(dialog);
  input.focus();
}

function option(choice, index, pick) {
  return h("li", {
    class: "picker-option", role: "option", id: `picker-${index}`, "aria-selected": "false",
    on: { click: () => pick(choice.id) },
  },
  choice.icon ?? null,
  h("span", { class: "picker-words" }, h("span", { class: "picker-label" }, choice.label),
    choice.detail ? h("span", { class: "picker-detail" }, choice.detail) : null),
  choice.badge ? h("span", { class: "badge" }, choice.badge) : null);
}

/** Show a modal dialog; a press beside it or Escape closes it, and the focus goes back. @param {HTMLDialogElement} dialog */
export function openDialog(dialog) {
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  });
  dialog.showModal();
}
