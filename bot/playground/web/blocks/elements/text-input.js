/** Fields to type in: text of one or many lines, numbers, e-mail and web addresses. */

import { el, freshId } from "../dom.js";
import { changed, naming } from "../part.js";
import { bind } from "../values.js";
import { word } from "../words.js";
import { problemWith } from "./problems.js";

const WHEN_TYPED = "on_character_entered";
const WHEN_ENTERED = "on_enter_pressed";
const KINDS = {
  plain_text_input: { type: "text" },
  number_input: { type: "text", inputmode: "decimal" },
  email_text_input: { type: "email", inputmode: "email", autocomplete: "off" },
  url_text_input: { type: "url", inputmode: "url" },
};

/**
 * A field for text, numbers or addresses.
 * @param {import("../part.js").Part} part
 * @returns {HTMLElement}
 */
export function drawTextInput(part) {
  const { element, ctx } = part;
  const counterId = element.max_length || element.min_length ? freshId("count") : null;
  const field = drawField(part, counterId);
  const counter = counterId && el("div", { id: counterId, class: "kb-counter" });
  const root = el("div", { class: "kb-field" }, field, counter);
  const read = () => ({ value: normal(element, field.value) || null });
  const check = () => problemWith(element, read().value, ctx.locale);
  const count = () => counter && showCount(counter, field, element, ctx);
  field.addEventListener("input", count);
  count();
  listen(part, field, root, read);
  bind(root, part, read, check);
  return root;
}

function drawField(part, counterId) {
  const { element } = part;
  const names = naming(part, element.placeholder?.text);
  const described = [names["aria-describedby"], counterId].filter(Boolean).join(" ") || null;
  const common = {
    class: "kb-input",
    placeholder: element.placeholder?.text,
    autofocus: element.focus_on_load,
    ...names,
    "aria-describedby": described,
  };
  const field = element.multiline
    ? el("textarea", { ...common, rows: 3 })
    : el("input", { ...common, ...KINDS[element.type] });
  field.value = element.initial_value ?? "";
  return field;
}

/** Numbers may be typed with full-width digits. */
function normal(element, typed) {
  return element.type === "number_input" ? typed.normalize("NFKC").replace(/,/g, "").trim() : typed;
}

function showCount(counter, field, element, ctx) {
  const length = field.value.length;
  const left = (element.max_length ?? Infinity) - length;
  const missing = (element.min_length ?? 0) - length;
  const [key, n] = left < 0 ? ["count.over", -left] : missing > 0 ? ["count.more", missing] : ["count.left", left];
  counter.classList.toggle("kb-over", left < 0);
  counter.setAttribute("aria-live", left <= 20 ? "polite" : "off");
  counter.textContent = n === Infinity ? "" : word(ctx.locale, key, { n });
}

function listen(part, field, root, read) {
  const triggers = part.element.dispatch_action_config?.trigger_actions_on ?? [WHEN_ENTERED];
  const tell = () => changed(part, root, read(), () => {});
  if (triggers.includes(WHEN_TYPED)) field.addEventListener("input", (event) => event.isComposing || tell());
  if (!triggers.includes(WHEN_ENTERED) || part.element.multiline) return;
  field.addEventListener(
    "keydown",
    (event) => event.key === "Enter" && !event.isComposing && part.dispatches && tell(),
  );
}
