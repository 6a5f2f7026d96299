/** A menu under a button: arrow keys, Home, End, Escape; choosing or leaving closes it. */

import { h } from "../dom.js";

/**
 * @typedef {{ label?: string, heading?: string, detail?: string, lang?: string, checked?: boolean, run?: () => void }} Item
 * @param {HTMLElement} anchor the button
 * @param {string} name the menu's accessible name
 * @param {Item[]} items
 */
export function openMenu(anchor, name, items) {
  document.querySelector(".menu")?.remove();
  const menu = h("div", { class: "menu", role: "menu", "aria-label": name, popover: "manual" });
  const close = (toAnchor = true) => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    anchor.setAttribute("aria-expanded", "false");
    if (toAnchor) anchor.focus();
  };
  const outside = (event) => {
    if (!menu.contains(event.target)) close(false);
  };
  menu.append(...items.map((item) => (item.heading ? heading(item) : entry(item, close))));
  menu.addEventListener("keydown", (event) => walk(event, menu, close));
  (anchor.closest("dialog, main, header, aside, nav") ?? document.body).append(menu);
  menu.showPopover();
  put(menu, anchor);
  anchor.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  menu.querySelector("button")?.focus();
}

function heading(item) {
  return h("p", { class: "menu-heading", role: "presentation" }, item.heading);
}

function entry(item, close) {
  const isChoice = item.checked !== undefined;
  return h("button", {
    type: "button", class: "menu-item", role: isChoice ? "menuitemradio" : "menuitem", tabIndex: -1, lang: item.lang,
    "aria-checked": isChoice ? String(item.checked) : null,
    on: {
      click: () => {
        close();
        item.run();
      },
    },
  }, h("span", {}, item.label), item.detail ? h("span", { class: "menu-detail" }, item.detail) : null);
}

function walk(event, menu, close) {
  const entries = [...menu.querySelectorAll("button")];
  const at = entries.indexOf(document.activeElement);
  const last = entries.length - 1;
  const to = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    entries[to]?.focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    close();
  }
}

function put(menu, anchor) {
  const place = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = place.bottom + 4 + height <= innerHeight;
  menu.style.top = `${Math.max(4, below ? place.bottom + 4 : place.top - height - 4)}px`;
  menu.style.left = `${Math.max(4, Math.min(place.left, innerWidth - width - 8))}px`;
}
