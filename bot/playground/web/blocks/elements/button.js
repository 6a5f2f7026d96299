/** Buttons, and images beside a text. */

import { el, safeImage, safeLink } from "../dom.js";
import { renderText } from "../mrkdwn.js";
import { dispatch } from "../part.js";
import { word } from "../words.js";

const STYLES = { primary: "kb-primary", danger: "kb-danger" };

/**
 * A button; one with a url is a link that looks like it.
 * @param {import("../part.js").Part} part
 * @returns {HTMLElement}
 */
export function drawButton(part) {
  const { element, ctx } = part;
  const href = safeLink(element.url);
  const look = { class: `kb-button ${STYLES[element.style] ?? ""}`.trim(), "aria-label": element.accessibility_label };
  const data = { actionId: element.action_id, blockId: part.blockId };
  const control = href
    ? el("a", {
        ...look,
        href,
        target: "_blank",
        rel: "noopener noreferrer",
        title: word(ctx.locale, "button.opensSite"),
        data,
      })
    : el("button", { ...look, type: "button", data });
  control.append(renderText(element.text, ctx));
  control.addEventListener("click", (event) => press(part, control, href, event));
  return control;
}

async function press(part, control, href, event) {
  if (control.getAttribute("aria-busy") === "true") return event.preventDefault();
  if (href && part.element.confirm) event.preventDefault();
  const { text, value, style } = part.element;
  const said = { text, ...(value === undefined ? {} : { value }), ...(style === undefined ? {} : { style }) };
  const isDone = await dispatch(part, control, said);
  if (isDone && href && part.element.confirm) window.open(href, "_blank", "noopener,noreferrer");
}

/**
 * An image; where it cannot be loaded, its words.
 * @param {any} image an image block or element
 * @param {import("../index.js").Context} ctx
 * @param {string} look a class
 * @returns {HTMLElement}
 */
export function drawImage(image, ctx, look) {
  const alt = image.alt_text || word(ctx.locale, "alt.missing");
  const address = safeImage(image.image_url ?? ctx.fileUrl?.(image.slack_file) ?? image.slack_file?.url);
  const instead = () => el("span", { class: `kb-no-image ${look}`, role: "img", "aria-label": alt }, alt);
  if (!address) return instead();
  const shown = el("img", { class: look, src: address, alt: image.alt_text ?? "", loading: "lazy" });
  shown.addEventListener("error", () => shown.replaceWith(instead()));
  return shown;
}
