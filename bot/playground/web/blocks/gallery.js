/** Draws examples of blocks, one labelled frame each: for the tests, for pictures, and for a developer's eye. */

import { el } from "./dom.js";
import { renderBlocks, renderText } from "./index.js";

/**
 * @typedef {object} Example
 * @property {string} name
 * @property {any[]} [blocks] of a message
 * @property {any} [view] a modal or a Home tab
 * @property {Record<string, string>} [errors]
 * @property {Record<string, Record<string, any>>} [values]
 */

/** @typedef {{theme: "light" | "dark", locale: "ja" | "en", now?: string, users?: Record<string, any>, channels?: Record<string, any>}} Look */

/**
 * Draws the examples. What is pressed in them is kept in `window.pressed`.
 * @param {Example[]} examples
 * @param {Look} look
 * @returns {Promise<void>} once every frame has been laid out
 */
export async function showGallery(examples, look) {
  document.documentElement.dataset.theme = look.theme;
  document.documentElement.lang = look.locale;
  window.pressed = [];
  document.getElementById("gallery").replaceChildren(...examples.map((example) => drawFrame(example, look)));
  await document.fonts.ready;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

function drawFrame(example, look) {
  const surface = example.view?.type ?? "message";
  const ctx = {
    users: new Map(Object.entries(look.users ?? {})),
    channels: new Map(Object.entries(look.channels ?? {})),
    locale: look.locale,
    surface,
    now: new Date(look.now ?? Date.now()),
    errors: example.errors,
    values: example.values,
    onAction: (_, action) => void window.pressed.push(action),
    onSuggest: async (_, typed) => [{ text: { type: "plain_text", text: typed }, value: typed }],
  };
  const { title, submit, close } = example.view ?? {};
  const button = (text, look) =>
    text && el("button", { type: "button", class: `kb-button ${look}` }, renderText(text, ctx));
  return el(
    "section",
    { class: `frame frame-${surface}`, "aria-label": example.name, data: { name: example.name } },
    el("h2", { class: "frame-name" }, example.name),
    el(
      "div",
      { class: "frame-surface" },
      title && el("h2", { class: "frame-title" }, renderText(title, ctx)),
      renderBlocks(example.view?.blocks ?? example.blocks, ctx),
      surface === "modal" && el("div", { class: "frame-buttons" }, button(close, ""), button(submit, "kb-primary")),
    ),
  );
}

window.showGallery = showGallery;
