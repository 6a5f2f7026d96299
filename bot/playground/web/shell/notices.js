/** Short notices at the foot of the page, and what a screen reader is told. */

import { h, iconButton } from "../dom.js";
import { t } from "../i18n.js";

const SHOWN_MS = 9000;
const MOST = 3;
let region = null;
let spoken = null;

/** @returns {HTMLElement[]} the two regions, to be put on the page once */
export function noticeRegions() {
  region = h("div", { class: "notices", role: "region", "aria-label": t("notices"), popover: "manual" });
  spoken = h("div", { class: "visually-hidden", role: "log", "aria-live": "polite", "aria-label": t("new_messages") });
  return [region, spoken];
}

/**
 * @param {string} sentence
 * @param {{ kind?: "plain" | "problem" | "refused", details?: (Node | string)[], stays?: boolean }} [options]
 *   what `stays` waits until somebody has closed it
 */
export function notify(sentence, { kind = "plain", details = [], stays = false } = {}) {
  const close = () => notice.remove();
  const notice = h("div", { class: `notice notice-${kind}`, role: kind === "problem" ? "alert" : "status" },
    h("div", { class: "notice-words" }, h("p", {}, sentence), ...details),
    iconButton("close", t("close_notice"), close));
  region.append(notice);
  raise(region);
  while (region.children.length > MOST) region.firstElementChild.remove();
  if (!stays) leaveAfterAWhile(notice);
}

/** Above an open dialog too. */
function raise(popover) {
  if (popover.matches(":popover-open")) popover.hidePopover();
  popover.showPopover();
}

function leaveAfterAWhile(notice) {
  setTimeout(() => {
    if (notice.matches(":hover, :focus-within")) leaveAfterAWhile(notice);
    else notice.remove();
  }, SHOWN_MS);
}

/** Say something to screen readers only. @param {string} sentence */
export function announce(sentence) {
  spoken.append(h("p", {}, sentence));
  while (spoken.children.length > MOST) spoken.firstElementChild.remove();
}
