/** What this page cannot draw: a box that says so, with the JSON as it came. */

import { el } from "./dom.js";
import { word } from "./words.js";

/**
 * An honest box for a block or element of an unknown type.
 * @param {any} thing
 * @param {import("./index.js").Context} ctx
 * @returns {HTMLElement}
 */
export function drawUnknown(thing, ctx) {
  const type = String(thing?.type ?? typeof thing);
  return el(
    "details",
    { class: "kb-unknown", data: { unknown: type } },
    el("summary", {}, word(ctx.locale, "unknown.block", { type })),
    el("pre", { class: "kb-pre", tabindex: "0" }, JSON.stringify(thing, null, 2) ?? "undefined"),
  );
}
