/** Faces: the frog for Kaeru, a coloured tile with the first letter of the name for everybody else. */

import { h } from "../dom.js";
import { personName, state } from "../store.js";

const HUES = 8;

/** Decoration only: the name always stands beside it. @param {string} user @returns {HTMLElement} */
export function avatar(user) {
  if (user === state.bot.id) {
    return h("span", { class: "avatar avatar-app", "aria-hidden": "true" }, h("img", { src: "/web/kaeru.svg", alt: "" }));
  }
  const hue = [...user].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % HUES;
  return h("span", { class: `avatar avatar-${hue}`, "aria-hidden": "true" }, [...personName(user)][0] ?? "");
}
