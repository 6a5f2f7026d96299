/** One element of a block on its way to the page: what it is, where it stands, and how it tells that it was used. */

import { askToConfirm } from "./confirm.js";

/**
 * @typedef {object} Part
 * @property {any} element  the element as the app sent it
 * @property {any} block  its block as the app sent it
 * @property {string} blockId
 * @property {import("./index.js").Context} ctx
 * @property {boolean} dispatches  whether a change is told at once
 * @property {string} [labelId]  the id of the element that labels it
 * @property {string} [name]  what a screen reader calls it where nothing labels it
 * @property {string} [describedBy]  ids of the hint and the error
 * @property {boolean} [isInvalid]
 * @property {boolean} [isOptional]
 */

/**
 * The aria attributes that name and describe a control.
 * @param {Part} part
 * @param {string} [fallback] the name where the block gives none
 * @returns {Record<string, string | boolean | null>}
 */
export function naming(part, fallback = "") {
  return {
    "aria-labelledby": part.labelId ?? null,
    "aria-label": part.labelId ? null : part.name || fallback,
    "aria-describedby": part.describedBy || null,
    "aria-invalid": part.isInvalid ? "true" : null,
    "aria-required": part.labelId && !part.isOptional ? "true" : null,
  };
}

/**
 * Tells the page that the element was used, after its confirm dialog. False when the person thought better of it.
 * While `onAction` works on it, `control` is marked busy.
 * @param {Part} part
 * @param {HTMLElement} control
 * @param {object} chosen
 * @returns {Promise<boolean>}
 */
export async function dispatch(part, control, chosen) {
  const { element, block, blockId, ctx } = part;
  if (element.confirm && !(await askToConfirm(element.confirm, ctx, control))) return false;
  const action = { type: element.type, action_id: element.action_id, block_id: blockId, ...chosen };
  control.setAttribute("aria-busy", "true");
  try {
    await ctx.onAction?.(element, action, block);
  } finally {
    control.removeAttribute("aria-busy");
  }
  return true;
}

/**
 * Tells a change where the element tells changes at once, and takes it back when the confirm dialog is denied.
 * @param {Part} part
 * @param {HTMLElement} control
 * @param {object} chosen
 * @param {() => void} takeBack
 * @returns {Promise<void>}
 */
export async function changed(part, control, chosen, takeBack) {
  if (part.dispatches && !(await dispatch(part, control, chosen))) takeBack();
}
