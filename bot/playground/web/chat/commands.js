/** The help that appears while a slash command is typed: what the app declares, and what may follow. */

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { state } from "../store.js";

/**
 * @param {HTMLTextAreaElement} text
 * @param {string} id
 * @returns {{ list: HTMLElement, show: () => void, close: () => void, takes: (event: KeyboardEvent) => boolean }}
 */
export function commandHelp(text, id) {
  const list = h("ul", { class: "commands", id, role: "listbox", "aria-label": t("commands"), hidden: true });
  let found = [];
  let at = 0;
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", id);

  const close = () => {
    list.hidden = true;
    text.removeAttribute("aria-activedescendant");
  };
  const mark = (to) => {
    at = (to + found.length) % found.length;
    [...list.children].forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
    text.setAttribute("aria-activedescendant", `${id}-${at}`);
  };
  const choose = (choice) => {
    text.value = choice.fills;
    close();
    show();
  };
  const show = () => {
    found = choices(text.value);
    if (!found.length) return close();
    list.replaceChildren(...found.map((choice, index) => option(choice, `${id}-${index}`, () => {
      choose(choice);
      text.focus();
    })));
    list.hidden = false;
    mark(0);
  };
  const takes = (event) => {
    if (list.hidden) return false;
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") mark(at + 1);
    else if (event.key === "ArrowUp") mark(at - 1);
    else if (event.key === "Tab" || (event.key === "Enter" && !found[at].isComplete)) choose(found[at]);
    else return false;
    event.preventDefault();
    return true;
  };
  return { list, show, close, takes };
}

/** Commands that begin like this; once a command stands there, the words that its usage hint offers. */
function choices(typed) {
  if (!typed.startsWith("/") || typed.includes("\n")) return [];
  const [command, ...rest] = typed.split(" ");
  const commands = state.features.slash_commands ?? [];
  if (!rest.length) {
    return commands.filter((one) => one.command.startsWith(command)).map((one) => ({
      label: one.command, detail: one.description, hint: one.usage_hint, fills: `${one.command} `,
      isComplete: one.command === command,
    }));
  }
  const known = commands.find((one) => one.command === command);
  const begun = rest.join(" ").toLowerCase();
  return wordsOf(known).filter((word) => word.toLowerCase().startsWith(begun) && word.toLowerCase() !== begun)
    .map((word) => ({ label: `${command} ${word}`, fills: `${command} ${word}`, isComplete: !begun }));
}

function wordsOf(command) {
  const words = (command?.usage_hint ?? "").split("|").map((word) => word.trim());
  return words.filter((word) => word && !/[[\]<>]/.test(word));
}

function option(choice, id, run) {
  return h("li", {
    class: "command", id, role: "option", "aria-selected": "false",
    on: {
      pointerdown: (event) => {
        event.preventDefault();
        run();
      },
    },
  },
  h("strong", {}, choice.label), choice.hint ? h("span", { class: "quiet" }, choice.hint) : null,
  choice.detail ? h("span", { class: "command-detail" }, choice.detail) : null);
}
