/** The input block: a labelled field of a form, with its hint and what is wrong with it. */

import { el, freshId } from "./dom.js";
import { drawElement } from "./elements/index.js";
import { renderText } from "./mrkdwn.js";
import { word } from "./words.js";

/**
 * A field of a form.
 * @param {any} block
 * @param {import("./index.js").Context} ctx
 * @param {string} blockId
 * @returns {HTMLElement}
 */
export function drawInput(block, ctx, blockId) {
  const labelId = freshId("label");
  const error = ctx.errors?.[blockId];
  const hint = block.hint && el("div", { id: freshId("hint"), class: "kb-hint" }, renderText(block.hint, ctx));
  const problem = error && el("div", { id: freshId("error"), class: "kb-error", role: "alert" }, error);
  const part = {
    element: block.element,
    block,
    blockId,
    ctx,
    dispatches: Boolean(block.dispatch_action),
    labelId,
    name: block.label?.text ?? "",
    describedBy: [problem?.id, hint?.id].filter(Boolean).join(" "),
    isInvalid: Boolean(error),
    isOptional: Boolean(block.optional),
  };
  const field = drawElement(part);
  return el(
    "div",
    { class: error ? "kb-input-block kb-has-error" : "kb-input-block" },
    label(block, ctx, labelId, field),
    field,
    problem,
    hint,
  );
}

/** A press on the label goes to the first control of the field. */
function label(block, ctx, labelId, field) {
  const optional = block.optional && el("span", { class: "kb-optional" }, ` ${word(ctx.locale, "input.optional")}`);
  const target = field.querySelector("input.kb-input, textarea.kb-input, button.kb-day-field");
  if (target && !target.id) target.id = freshId("field");
  return el("label", { class: "kb-label", id: labelId, for: target?.id }, renderText(block.label, ctx), optional);
}

/**
 * Goes to the first field that has an error.
 * @param {ParentNode} root
 * @returns {boolean} whether there was one
 */
export function focusProblem(root) {
  const field = root.querySelector(".kb-has-error :is(input, textarea, button)");
  field?.focus();
  return Boolean(field);
}
