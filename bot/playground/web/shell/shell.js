/** The page's frame: bar, sidebar, the place that is looked at, and the panel at its side. */

import { drawPlace } from "../chat/place_view.js";
import { drawThread } from "../chat/thread.js";
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { drawInside } from "../inside/drawer.js";
import { watchModals } from "../screens/modals.js";
import { emit, on } from "../store.js";
import { watchTour } from "../tour.js";
import { drawBar } from "./bar.js";
import { watchConnection } from "./connection.js";
import { openJump } from "./jump.js";
import { noticeRegions } from "./notices.js";
import { watchRefusals } from "./refusals.js";
import { drawSidebar } from "./sidebar.js";

const NARROW = matchMedia("(max-width: 48rem)");

/**
 * @param {{ become: (user: string) => void, redraw: () => void }} page
 * @returns {DocumentFragment}
 */
export function drawShell(page) {
  const sidebar = drawSidebar();
  const panel = h("div", { class: "panel", hidden: true });
  const thread = drawThread();
  const inside = drawInside();
  panel.append(thread, inside);
  const main = h("main", { class: "main", id: "main", tabIndex: -1 }, drawPlace());
  const body = h("div", { class: "body" }, sidebar, main, panel);
  const frame = new DocumentFragment();
  frame.append(
    h("a", { class: "skip", href: "#composer-text" }, t("skip_to_composer")),
    drawBar(page), watchConnection(), body, ...noticeRegions(),
  );
  const showPanel = () => {
    panel.hidden = thread.hidden && inside.hidden;
    body.classList.toggle("has-panel", !panel.hidden);
  };
  on("panel", showPanel);
  on("thread", showPanel);
  on("sidebar", (isOpen) => {
    body.classList.toggle("sidebar-open", isOpen);
    main.inert = isOpen;
    panel.inert = isOpen;
    if (!isOpen && NARROW.matches && sidebar.contains(document.activeElement)) main.focus();
  });
  on("place", () => emit("sidebar", false));
  body.addEventListener("click", (event) => {
    if (event.target === body) emit("sidebar", false);
  });
  NARROW.onchange = () => emit("sidebar", false);
  watchModals();
  watchRefusals();
  watchTour();
  shortcuts(body);
  return frame;
}

let isListening = false;

function shortcuts(body) {
  body.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && body.classList.contains("sidebar-open")) emit("sidebar", false);
  });
  if (isListening) return;
  isListening = true;
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      openJump();
    }
  });
}
