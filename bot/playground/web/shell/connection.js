/** The strip that says that the playground is not there at the moment. */

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { on, state } from "../store.js";

/** @returns {HTMLElement} */
export function watchConnection() {
  const strip = h("div", { class: "connection", role: "status", hidden: true });
  const show = () => {
    strip.hidden = state.isConnected;
    strip.textContent = state.isConnected ? "" : t("reconnecting");
  };
  on("connection", show);
  on("desk", show);
  show();
  return strip;
}
