/** Checkboxes and radio buttons. */

import { el, freshId } from "../dom.js";
import { renderText } from "../mrkdwn.js";
import { changed, naming } from "../part.js";
import { bind } from "../values.js";

/**
 * A group of checkboxes.
 * @param {import("../part.js").Part} part
 * @returns {HTMLElement}
 */
export function drawCheckboxes(part) {
  const initial = (part.element.initial_options ?? []).map((option) => option.value);
  return drawChoices(part, "checkbox", initial, (chosen) => ({ selected_options: chosen }));
}

/**
 * A group of radio buttons.
 * @param {import("../part.js").Part} part
 * @returns {HTMLElement}
 */
export function drawRadioButtons(part) {
  const initial = [part.element.initial_option?.value].filter((value) => value !== undefined);
  return drawChoices(part, "radio", initial, (chosen) => ({ selected_option: chosen[0] ?? null }));
}

function drawChoices(part, type, initial, shape) {
  const options = part.element.options ?? [];
  const name = freshId("choice");
  const inputs = options.map((option) => el("input", { type, name, checked: initial.includes(option.value) }));
  const read = () => shape(options.filter((_, place) => inputs[place].checked));
  let before = inputs.map((input) => input.checked);
  const { "aria-required": required, ...names } = naming(part);
  const group = el(
    "div",
    {
      class: "kb-choices",
      role: type === "radio" ? "radiogroup" : "group",
      ...names,
      ...(type === "radio" ? { "aria-required": required } : {}),
    },
    ...options.map((option, place) => drawChoice(option, inputs[place], part.ctx)),
  );
  group.addEventListener("change", async () => {
    await changed(part, group, read(), () => inputs.forEach((input, place) => (input.checked = before[place])));
    before = inputs.map((input) => input.checked);
  });
  bind(group, part, read);
  return group;
}

function drawChoice(option, input, ctx) {
  const descriptionId = option.description ? freshId("description") : null;
  if (descriptionId) input.setAttribute("aria-describedby", descriptionId);
  return el(
    "div",
    { class: "kb-choice" },
    el("label", {}, input, el("span", {}, renderText(option.text, ctx))),
    descriptionId && el("div", { id: descriptionId, class: "kb-description" }, renderText(option.description, ctx)),
  );
}
