/** The ⋯ menu. */

import { el, safeLink } from "../dom.js";
import { renderText } from "../mrkdwn.js";
import { dispatch } from "../part.js";
import { createPopup } from "../popup.js";
import { word } from "../words.js";

/**
 * An overflow menu.
 * @param {import("../part.js").Part} part
 * @returns {HTMLElement}
 */
export function drawOverflow(part) {
  const { element, ctx } = part;
  const name = part.name ? word(ctx.locale, "menu.moreFor", { name: part.name }) : word(ctx.locale, "menu.more");
  const opener = el(
    "button",
    {
      type: "button",
      class: "kb-button kb-overflow",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-label": name,
      data: { actionId: element.action_id, blockId: part.blockId },
    },
    el("span", { "aria-hidden": "true" }, "⋯"),
  );
  const onClose = () => opener.setAttribute("aria-expanded", "false");
  const popup = createPopup(
    opener,
    { class: "kb-popup kb-menu", role: "menu", "aria-label": name },
    { wide: false, onClose },
  );
  popup.panel.append(...element.options.map((option) => drawItem(option, part, opener, popup)));
  opener.addEventListener("click", () => (popup.isOpen() ? popup.close() : openMenu(opener, popup)));
  popup.panel.addEventListener("keydown", (event) => move(event, popup, opener));
  return el("span", { class: "kb-overflow-root" }, opener, popup.panel);
}

function openMenu(opener, popup) {
  popup.open();
  opener.setAttribute("aria-expanded", "true");
  popup.panel.querySelector("[role=menuitem]")?.focus();
}

function drawItem(option, part, opener, popup) {
  const href = safeLink(option.url);
  const look = { class: "kb-menu-item", role: "menuitem", tabindex: "-1" };
  const item = href
    ? el("a", { ...look, href, target: "_blank", rel: "noopener noreferrer" })
    : el("button", { ...look, type: "button" });
  item.append(el("span", {}, renderText(option.text, part.ctx)));
  if (option.description)
    item.append(el("span", { class: "kb-description" }, renderText(option.description, part.ctx)));
  item.addEventListener("click", () => {
    popup.close();
    opener.focus();
    dispatch(part, opener, { selected_option: option });
  });
  return item;
}

function move(event, popup, opener) {
  const items = [...popup.panel.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items[to % items.length].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.stopPropagation();
    if (event.key === "Escape") event.preventDefault();
    popup.close();
    opener.focus();
  }
}
