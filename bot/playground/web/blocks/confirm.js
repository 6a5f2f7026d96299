/** Slack's confirm dialog: a question before something is done. */

import { el, freshId } from "./dom.js";
import { renderText } from "./mrkdwn.js";
import { word } from "./words.js";

/**
 * Asks; true when the person confirms. The focus goes back to where it was.
 * @param {any} confirm Slack's confirm object
 * @param {import("./index.js").Context} ctx
 * @param {HTMLElement} near the control that asks
 * @returns {Promise<boolean>}
 */
export function askToConfirm(confirm, ctx, near) {
  const [titleId, textId] = [freshId("title"), freshId("text")];
  const dialog = el(
    "dialog",
    { class: "kb-confirm", "aria-labelledby": titleId, "aria-describedby": textId },
    el("h2", { id: titleId, class: "kb-confirm-title" }, renderText(confirm.title, ctx)),
    el("div", { id: textId, class: "kb-confirm-text" }, renderText(confirm.text, ctx)),
    el("form", { method: "dialog", class: "kb-confirm-buttons" }, deny(confirm, ctx), agree(confirm, ctx)),
  );
  (near.closest("dialog") ?? document.body).append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      near.focus();
      resolve(dialog.returnValue === "yes");
    });
    dialog.showModal();
  });
}

function deny(confirm, ctx) {
  return el("button", { class: "kb-button", value: "no" }, said(confirm.deny, "confirm.no", ctx));
}

function agree(confirm, ctx) {
  const style = confirm.style === "danger" ? "kb-danger" : "kb-primary";
  return el("button", { class: `kb-button ${style}`, value: "yes" }, said(confirm.confirm, "confirm.yes", ctx));
}

function said(text, key, ctx) {
  return text ? renderText(text, ctx) : word(ctx.locale, key);
}
