/** Selects: of the app's own options, of members, channels and conversations; for one choice or several. */

import { el, signButton } from "../dom.js";
import { changed, naming } from "../part.js";
import { bind } from "../values.js";
import { word } from "../words.js";
import { createCombobox } from "./combobox.js";
import { FIELDS, initialChoices, finderFor } from "./select-choices.js";

/**
 * A select for one choice.
 * @param {import("../part.js").Part} part
 * @returns {HTMLElement}
 */
export function drawSelect(part) {
  const { element, ctx } = part;
  let [chosen = null] = initialChoices(element, ctx);
  const read = () => ({ [FIELDS[element.type]]: chosen && valueOf(element, chosen) });
  const set = (choice) => {
    const before = chosen;
    chosen = choice;
    combo.show(choice?.label ?? "");
    changed(part, combo.root, read(), () => {
      chosen = before;
      combo.show(before?.label ?? "");
    });
  };
  const combo = createCombobox({
    locale: ctx.locale,
    text: chosen?.label ?? "",
    ...wording(part),
    find: finderFor(part),
    isChosen: (choice) => choice.value === chosen?.value,
    onChoose: set,
    onLeave: (typed) => part.isOptional && typed === "" && set(null),
  });
  combo.root.classList.add("kb-select");
  bind(combo.root, part, read);
  return combo.root;
}

/**
 * A select for several choices; each chosen one is a chip that can be taken off.
 * @param {import("../part.js").Part} part
 * @returns {HTMLElement}
 */
export function drawMultiSelect(part) {
  const { element, ctx } = part;
  let chosen = initialChoices(element, ctx);
  const chips = el("ul", { class: "kb-chips" });
  const read = () => ({ [FIELDS[element.type]]: chosen.map((choice) => valueOf(element, choice)) });
  const redraw = () => chips.replaceChildren(...chosen.map((choice) => chip(choice, ctx, () => toggle(choice))));
  const set = (choices) => {
    const before = chosen;
    chosen = choices;
    redraw();
    combo.show("");
    changed(part, root, read(), () => {
      chosen = before;
      redraw();
    });
  };
  const toggle = (choice) => {
    const others = chosen.filter((one) => one.value !== choice.value);
    if (others.length < chosen.length) set(others);
    else if (chosen.length < (element.max_selected_items ?? Infinity)) set([...chosen, choice]);
  };
  const isChosen = (choice) => chosen.some((one) => one.value === choice.value);
  const combo = createCombobox({
    locale: ctx.locale,
    text: "",
    ...wording(part),
    find: finderFor(part),
    isChosen,
    onChoose: toggle,
  });
  combo.input.addEventListener("keydown", (event) => {
    if (event.key === "Backspace" && combo.input.value === "" && chosen.length) set(chosen.slice(0, -1));
  });
  const root = el("div", { class: "kb-select kb-multi" }, chips, combo.root);
  redraw();
  bind(root, part, read);
  return root;
}

const CHOOSE = { users: "select.user", channels: "select.channel", conversations: "select.conversation" };

function wording(part) {
  const kind = part.element.type.replace("multi_", "").replace("_select", "");
  const placeholder = part.element.placeholder?.text ?? word(part.ctx.locale, CHOOSE[kind] ?? "select.option");
  return { placeholder, names: { ...naming(part, placeholder), autofocus: part.element.focus_on_load } };
}

function valueOf(element, choice) {
  return choice.option && FIELDS[element.type].startsWith("selected_option") ? choice.option : choice.value;
}

function chip(choice, ctx, remove) {
  const cross = signButton("×", word(ctx.locale, "select.remove", { name: choice.label }), "kb-chip-remove", remove);
  return el("li", { class: "kb-chip" }, el("span", {}, choice.label), cross);
}
