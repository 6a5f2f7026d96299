/** The app's Home tab. Opening it tells the app, which then publishes what stands there. */

import { readValues, renderBlocks } from "../blocks/index.js";
import { renderContext, wiring } from "../chat/message.js";
import { act } from "../doing.js";
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { on, state } from "../store.js";

/** @returns {HTMLElement} */
export function drawHome() {
  const body = h("div", { class: "home-body" });
  const home = h("section", { class: "home", "aria-label": t("tab_home"), tabIndex: 0, hidden: true }, body);
  let shown = null;
  const draw = () => {
    const view = state.home;
    const version = view ? `${view.id} ${view.hash}` : "";
    if (version === shown) return;
    const held = body.contains(document.activeElement) ? document.activeElement.textContent : null;
    shown = version;
    body.replaceChildren(view ? content(view, body) : h("p", { class: "quiet empty" }, t("home_waits")));
    if (held) [...body.querySelectorAll("button")].find((one) => one.textContent === held)?.focus();
  };
  on("home", draw);
  on("desk", draw);
  on("place", () => {
    if (state.place.tab !== "home") return;
    draw();
    act({ do: "open_home" });
  });
  return home;
}

function content(view, body) {
  return renderBlocks(view.blocks, renderContext({
    surface: "home", values: view.state?.values, ...wiring(() => ({ view_id: view.id, state: readValues(body) })),
  }));
}
