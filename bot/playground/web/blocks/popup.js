/** A small panel that opens beside a control, above everything else, and follows it while the page scrolls. */

import { el } from "./dom.js";

const GAP = 4;
const EDGE = 8;

/**
 * @typedef {object} Popup
 * @property {HTMLElement} panel
 * @property {() => void} open
 * @property {() => void} close
 * @property {() => boolean} isOpen
 */

/**
 * A closed panel for `anchor`. Put `panel` into the page beside it. `onClose` hears when a press elsewhere closes it.
 * @param {HTMLElement} anchor
 * @param {Record<string, any>} props
 * @param {{wide?: boolean, onClose?: () => void}} [options]
 * @returns {Popup}
 */
export function createPopup(anchor, props, { wide = true, onClose = () => {} } = {}) {
  const panel = el("div", { popover: "manual", ...props });
  const follow = () => place(panel, anchor, wide);
  const leave = (event) => {
    if (!panel.contains(event.target) && !anchor.contains(event.target)) popup.close();
  };
  const popup = {
    panel,
    isOpen: () => panel.matches(":popover-open"),
    open: () => {
      if (popup.isOpen()) return;
      panel.showPopover();
      follow();
      listen(window.addEventListener);
    },
    close: () => {
      listen(window.removeEventListener);
      if (!popup.isOpen()) return;
      panel.hidePopover();
      onClose();
    },
  };
  panel.addEventListener("focusout", ({ relatedTarget: next }) => next && leave({ target: next }));
  const listen = (change) => {
    change.call(window, "scroll", follow, true);
    change.call(window, "resize", follow);
    change.call(window, "pointerdown", leave, true);
  };
  return popup;
}

function place(panel, anchor, wide) {
  const box = anchor.getBoundingClientRect();
  if (wide) panel.style.minWidth = `${Math.min(box.width, innerWidth - 2 * EDGE)}px`;
  const below = innerHeight - box.bottom - GAP - EDGE;
  const above = box.top - GAP - EDGE;
  const isAbove = below < Math.min(panel.scrollHeight, 240) && above > below;
  panel.style.maxHeight = `${Math.max(120, isAbove ? above : below)}px`;
  panel.style.top = isAbove ? `${Math.max(EDGE, box.top - GAP - panel.offsetHeight)}px` : `${box.bottom + GAP}px`;
  panel.style.left = `${Math.max(EDGE, Math.min(box.left, innerWidth - panel.offsetWidth - EDGE))}px`;
}
