/** Where people write: Enter sends, Shift+Enter breaks the line, "/" shows the app's commands. */

import { act, say } from "../doing.js";
import { h, iconButton } from "../dom.js";
import { t } from "../i18n.js";
import { openMenu } from "../shell/menu.js";
import { nameOf, state } from "../store.js";
import { commandHelp } from "./commands.js";

const drafts = new Map();
const MOST_ROWS_PX = 180;

/**
 * @param {{ channel: string, thread?: string, id: string }} where
 * @returns {HTMLElement}
 */
export function drawComposer({ channel, thread, id }) {
  const key = `${channel} ${thread ?? ""}`;
  const place = state.channels.get(channel);
  const name = place.kind === "im" ? nameOf(place) : `#${nameOf(place)}`;
  const invitation = thread ? t("write_reply") : t("write_to", { name });
  const text = h("textarea", {
    class: "composer-text", id: `${id}-text`, rows: 1, value: drafts.get(key) ?? "", placeholder: invitation,
    "aria-label": invitation, "aria-describedby": `${id}-hint`, autocomplete: "off",
  });
  const send = iconButton("send", t("send"), () => submit(), { class: "icon-button send" });
  const help = commandHelp(text, `${id}-commands`);
  const fit = () => {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight, MOST_ROWS_PX)}px`;
    send.disabled = !text.value.trim();
    drafts.set(key, text.value);
  };
  const submit = async () => {
    const words = text.value.trim();
    if (!words) return;
    help.close();
    text.value = "";
    fit();
    if (await say(channel, words, thread) === null && !text.value) {
      text.value = words;
      fit();
    }
  };
  text.addEventListener("input", () => {
    fit();
    help.show();
  });
  text.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (help.takes(event)) return fit();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  });
  text.addEventListener("blur", () => help.close());
  const write = (words) => {
    text.value = words;
    text.focus();
    fit();
    help.show();
  };
  const bolt = iconButton("bolt", t("shortcuts"), () => shortcutMenu(bolt, write), { "aria-haspopup": "menu" });
  requestAnimationFrame(fit);
  return h("form", { class: "composer", "aria-label": t("composer"), on: { submit: (event) => event.preventDefault() } },
    help.list, h("div", { class: "composer-row" }, thread ? null : bolt, text, send),
    h("p", { class: "composer-hint", id: `${id}-hint` }, t("composer_hint")));
}

function shortcutMenu(anchor, write) {
  const { slash_commands: commands = [], shortcuts = [] } = state.features;
  const everywhere = shortcuts.filter((one) => one.type === "global");
  openMenu(anchor, t("shortcuts"), [
    ...(everywhere.length ? [{ heading: t("shortcuts") }] : []),
    ...everywhere.map((one) => ({
      label: one.name, detail: one.description, run: () => act({ do: "shortcut", callback_id: one.callback_id }),
    })),
    { heading: t("commands") },
    ...commands.map((one) => ({ label: one.command, detail: one.description, run: () => write(`${one.command} `) })),
  ]);
}
