/** Which function draws which element. */

import { withEntered } from "../entered.js";
import { drawUnknown } from "../unknown.js";
import { drawButton, drawImage } from "./button.js";
import { drawCheckboxes, drawRadioButtons } from "./choices.js";
import { drawOverflow } from "./overflow.js";
import { drawDatePicker, drawDateTimePicker, drawTimePicker } from "./pickers.js";
import { FIELDS } from "./select-choices.js";
import { drawMultiSelect, drawSelect } from "./select.js";
import { drawTextInput } from "./text-input.js";

const DRAWN = {
  button: drawButton,
  overflow: drawOverflow,
  checkboxes: drawCheckboxes,
  radio_buttons: drawRadioButtons,
  datepicker: drawDatePicker,
  timepicker: drawTimePicker,
  datetimepicker: drawDateTimePicker,
  plain_text_input: drawTextInput,
  number_input: drawTextInput,
  email_text_input: drawTextInput,
  url_text_input: drawTextInput,
  ...Object.fromEntries(
    Object.keys(FIELDS).map((type) => [type, type.startsWith("multi_") ? drawMultiSelect : drawSelect]),
  ),
};

/**
 * An element of a block.
 * @param {import("../part.js").Part} part
 * @returns {HTMLElement}
 */
export function drawElement(part) {
  const { element, blockId, ctx } = part;
  if (element?.type === "image") return drawImage(element, ctx, "kb-thumbnail");
  const draw = DRAWN[element?.type];
  if (!draw) return drawUnknown(element, ctx);
  return draw({ ...part, element: withEntered(element, ctx.values?.[blockId]?.[element.action_id]) });
}
