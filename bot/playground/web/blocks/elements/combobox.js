/** A field with a list: type to narrow it, arrows to move, Enter to choose (the ARIA combobox pattern). */

import { el, freshId } from "../dom.js";
import { createPopup } from "../popup.js";
import { word } from "../words.js";

/** As many as a static select may have; of longer lists (members) the rest is found by typing. */
const SHOWN = 100;

/**
 * @typedef {import("./narrowing.js").Choice} Choice
 *
 * @typedef {object} Combobox
 * @property {HTMLElement} root  the field with its list
 * @property {HTMLInputElement} input
 * @property {(text: string) => void} show  what the field says while nobody types
 */

/**
 * A combobox. `find` gives the choices for what is typed; `onChoose` hears the choice; `onLeave` hears what was typed
 * and not chosen when the field is left.
 * @param {object} options
 * @param {"ja" | "en"} options.locale
 * @param {string} options.text what it says at first
 * @param {string} options.placeholder
 * @param {Record<string, any>} options.names the aria attributes that name it
 * @param {(typed: string) => Choice[] | Promise<Choice[]>} options.find
 * @param {(choice: Choice) => void} options.onChoose
 * @param {(typed: string) => void} [options.onLeave]
 * @param {(choice: Choice) => boolean} [options.isChosen]
 * @returns {Combobox}
 */
export function createCombobox(options) {
  const listId = freshId("list");
  const input = el("input", {
    class: "kb-input kb-combo-input",
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: options.placeholder,
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": listId,
    ...options.names,
  });
  const anchor = el("div", { class: "kb-combo" }, input, el("span", { class: "kb-caret", "aria-hidden": "true" }));
  const status = el("div", { class: "kb-hidden", role: "status" });
  const list = el("div", { id: listId, class: "kb-listbox", role: "listbox", ...listName(options.names) });
  const popup = createPopup(anchor, { class: "kb-popup" });
  popup.panel.append(list);
  const root = el("div", { class: "kb-combo-root" }, anchor, popup.panel, status);
  const state = { options, input, list, popup, status, said: options.text, shown: [], active: -1, turn: 0 };
  input.value = options.text;
  listen(state, anchor);
  const show = (text) => {
    state.said = text;
    input.value = text;
  };
  return { root, input, show };
}

function listName(names) {
  return { "aria-labelledby": names["aria-labelledby"], "aria-label": names["aria-label"] };
}

function listen(state, anchor) {
  const { input, list } = state;
  anchor.addEventListener("mousedown", (event) => {
    // The first press selects what the field says, so that typing replaces it; a later one places the caret.
    if (event.target !== input || document.activeElement !== input) event.preventDefault();
    input.focus();
    if (!state.popup.isOpen()) open(state, "");
  });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("input", (event) => event.isComposing || open(state, input.value));
  input.addEventListener("compositionend", () => open(state, input.value));
  input.addEventListener("keydown", (event) => event.isComposing || press(state, event));
  input.addEventListener("blur", () => leave(state));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const place = event.target.closest("[role=option]")?.dataset.place;
    if (place !== undefined) choose(state, state.shown[Number(place)]);
  });
}

async function open(state, typed) {
  const turn = (state.turn += 1);
  const found = await state.options.find(typed);
  if (turn !== state.turn) return;
  state.shown = found.slice(0, SHOWN);
  draw(state, found.length - state.shown.length);
  state.popup.open();
  state.input.setAttribute("aria-expanded", "true");
  state.status.textContent = word(state.options.locale, "select.results", { n: found.length });
  const chosen = state.shown.findIndex((choice) => state.options.isChosen?.(choice));
  activate(state, typed === "" ? Math.max(chosen, 0) : 0);
}

function draw({ list, shown, options }, left) {
  const groups = Map.groupBy(shown, (choice) => choice.group ?? "");
  list.replaceChildren(...[...groups].map(([label, choices]) => drawGroup(label, choices, shown, options)));
  const note = left
    ? word(options.locale, "select.more", { n: left })
    : shown.length
      ? ""
      : word(options.locale, "select.nothing");
  if (note) list.append(el("div", { class: "kb-nothing", role: "presentation" }, note));
}

function drawGroup(label, choices, shown, options) {
  const items = choices.map((choice) => drawChoice(choice, shown.indexOf(choice), options));
  if (!label) return el("div", { role: "presentation" }, ...items);
  const id = freshId("group");
  return el("div", { role: "group", "aria-labelledby": id }, el("div", { id, class: "kb-group" }, label), ...items);
}

function drawChoice(choice, place, options) {
  return el(
    "div",
    {
      id: freshId("option"),
      class: "kb-option",
      role: "option",
      "aria-selected": String(Boolean(options.isChosen?.(choice))),
      data: { place },
    },
    el("span", {}, choice.label),
    choice.description && el("span", { class: "kb-description" }, choice.description),
  );
}

function activate(state, place) {
  const items = state.list.querySelectorAll("[role=option]");
  items[state.active]?.classList.remove("kb-active");
  state.active = items.length ? (place + items.length) % items.length : -1;
  const item = items[state.active];
  item?.classList.add("kb-active");
  item?.scrollIntoView({ block: "nearest" });
  if (item) state.input.setAttribute("aria-activedescendant", item.id);
  else state.input.removeAttribute("aria-activedescendant");
}

const KEYS = {
  ArrowDown: (state) => (state.popup.isOpen() ? activate(state, state.active + 1) : open(state, "")),
  ArrowUp: (state) => (state.popup.isOpen() ? activate(state, state.active - 1) : open(state, "")),
  Enter: (state) => (state.popup.isOpen() ? choose(state, state.shown[state.active]) : open(state, "")),
};

function press(state, event) {
  if (event.key === "Escape" && state.popup.isOpen()) {
    event.preventDefault();
    event.stopPropagation();
    state.input.value = state.said;
    close(state);
  } else if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key](state);
  }
}

function choose(state, choice) {
  if (!choice) return;
  close(state);
  state.options.onChoose(choice);
}

function leave(state) {
  const typed = state.input.value;
  close(state);
  if (typed !== state.said) {
    state.input.value = state.said;
    state.options.onLeave?.(typed);
  }
}

function close(state) {
  state.turn += 1;
  state.active = -1;
  state.popup.close();
  state.input.setAttribute("aria-expanded", "false");
  state.input.removeAttribute("aria-activedescendant");
  state.status.textContent = "";
}
