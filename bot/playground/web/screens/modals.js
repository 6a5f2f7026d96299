/** The stack of modals: one dialog on top, the ones below keep what was entered. */

import { findProblems, readValues, renderBlocks } from "../blocks/index.js";
import { renderContext, wiring } from "../chat/message.js";
import { act } from "../doing.js";
import { button, h, iconButton } from "../dom.js";
import { t } from "../i18n.js";
import { on, state } from "../store.js";

/** @type {Map<string, { dialog: HTMLDialogElement, hash: string }>} */
const shown = new Map();
let before = null;

/** Show and hide dialogs as the stack changes. */
export function watchModals() {
  for (const { dialog } of shown.values()) dialog.remove();
  shown.clear();
  on("modals", show);
  on("desk", show);
  show();
}

function show() {
  if (!shown.size && state.modals.length) before = document.activeElement;
  const there = new Set(state.modals.map((view) => view.id));
  for (const [id, { dialog }] of shown) {
    if (!there.has(id)) {
      dialog.remove();
      shown.delete(id);
    }
  }
  state.modals.forEach(put);
  const top = state.modals.at(-1);
  for (const [id, { dialog }] of shown) {
    if (id !== top?.id && dialog.open) dialog.close();
  }
  if (top) open(shown.get(top.id).dialog);
  else if (before instanceof HTMLElement && before.isConnected) before.focus();
}

function open(dialog) {
  if (dialog.open) return;
  dialog.showModal();
  (dialog.querySelector(".modal-body :is(input, select, textarea, button)") ?? dialog).focus();
}

function put(view, depth) {
  const old = shown.get(view.id);
  if (old?.hash === view.hash) return;
  const dialog = old?.dialog ?? h("dialog", { class: "dialog modal" });
  const values = old ? { ...view.state?.values, ...readValues(dialog) } : view.state?.values;
  if (!old) {
    document.body.append(dialog);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      closeTop(dialog);
    });
  }
  dialog.setAttribute("aria-label", view.title?.text ?? "");
  dialog.style.setProperty("--depth", String(depth));
  dialog.viewId = view.id;
  dialog.replaceChildren(form(view, values, dialog, depth));
  shown.set(view.id, { dialog, hash: view.hash });
}

function form(view, values, dialog, depth) {
  const body = h("div", { class: "modal-body", tabIndex: -1 }, content(view, dialog, values));
  const submit = view.submit
    ? h("button", { type: "submit", class: "button button-strong" }, view.submit.text) : null;
  return h("form", {
    class: "modal-form", novalidate: true,
    on: {
      submit: (event) => {
        event.preventDefault();
        send(view, dialog, submit);
      },
    },
  },
  h("div", { class: "dialog-head" },
    h("img", { src: "/web/kaeru.svg", alt: state.bot.name, width: 22, height: 22 }),
    h("h2", {}, view.title?.text ?? ""), depth ? h("span", { class: "quiet" }, t("on_top", { count: depth })) : null,
    iconButton("close", t("close_all"), () => act({ do: "close", view_id: view.id, all: true, state: readValues(dialog) }))),
  body,
  h("div", { class: "dialog-foot" },
    h("p", { class: "modal-problem", role: "alert" }),
    button(view.close?.text ?? t("cancel"), () => closeTop(dialog)), submit));
}

function closeTop(dialog) {
  act({ do: "close", view_id: dialog.viewId, state: readValues(dialog) });
}

function content(view, dialog, values, errors = {}) {
  return renderBlocks(view.blocks, renderContext({
    surface: "modal", values, errors, ...wiring(() => ({ view_id: view.id, state: readValues(dialog) })),
  }));
}

async function send(view, dialog, submit) {
  if (!submit) return;
  const values = readValues(dialog);
  const problems = findProblems(dialog);
  if (Object.keys(problems).length) return complain(view, dialog, values, problems);
  submit.disabled = true;
  const reaction = await act({ do: "submit", view_id: view.id, state: values });
  submit.disabled = false;
  if (dialog.isConnected) complain(view, dialog, values, reaction?.errors ?? {}, reaction?.notice);
}

/** Show what is wrong below the fields, and go to the first of them. */
function complain(view, dialog, values, errors, notice = "") {
  const count = Object.keys(errors).length;
  dialog.querySelector(".modal-problem").textContent = count ? t("field_errors", { count }) : notice;
  if (shown.get(view.id)?.hash !== view.hash) return;
  const body = dialog.querySelector(".modal-body");
  const hadErrors = Boolean(body.querySelector("[aria-invalid]"));
  if (count || hadErrors) body.replaceChildren(content(view, dialog, values, errors));
  body.querySelector("[aria-invalid]")?.focus();
}
