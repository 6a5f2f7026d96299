/** The strip that says who is not there at the moment: the playground, or Kaeru. */

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { on, state } from "../store.js";

/** @returns {HTMLElement} */
export function watchConnection() {
  const strip = h("div", { class: "connection", role: "status", hidden: true });
  const show = () => {
    const words = !state.isConnected ? t("reconnecting") : state.inside.connections ? "" : t("app_away");
    strip.hidden = !words;
    if (strip.textContent !== words) strip.textContent = words;
  };
  for (const topic of ["connection", "desk", "inside"]) on(topic, show);
  show();
  return strip;
}
