/** Where people write: Enter sends, Shift+Enter breaks the line, "/" shows the app's commands. */

import { act, say } from "../doing.js";
import { h, iconButton } from "../dom.js";
import { t } from "../i18n.js";
import { openMenu } from "../shell/menu.js";
import { nameOf, state } from "../store.js";
import { commandHelp } from "./commands.js";

const drafts = new Map();
const MOST_ROWS_PX = 180;
/** What browsers report for a key that an input method is using. */
const IME_KEY = 229;

/**
 * @param {{ channel: string, thread?: string, id: string }} where
 * @returns {HTMLElement}
 */
export function drawComposer(where) {
  return new Composer(where).root;
}

class Composer {
  constructor({ channel, thread, id }) {
    Object.assign(this, { channel, thread, key: `${channel} ${thread ?? ""}` });
    this.text = this.field(id);
    this.send = iconButton("send", t("send"), () => this.submit(), { class: "icon-button send" });
    this.help = commandHelp(this.text, `${id}-commands`);
    const bolt = iconButton("bolt", t("shortcuts"), () => shortcutMenu(bolt, (words) => this.begin(words)), {
      "aria-haspopup": "menu",
    });
    this.root = h("form", {
      class: "composer", "aria-label": t("composer"), on: { submit: (event) => event.preventDefault() },
    },
    this.help.list, h("div", { class: "composer-row" }, thread ? null : bolt, this.text, this.send),
    h("p", { class: "composer-hint", id: `${id}-hint` }, t("composer_hint")));
    requestAnimationFrame(() => this.fit());
  }

  field(id) {
    const place = state.channels.get(this.channel);
    const name = place.kind === "im" ? nameOf(place) : `#${nameOf(place)}`;
    const invitation = this.thread ? t("write_reply") : t("write_to", { name });
    return h("textarea", {
      class: "composer-text", id: `${id}-text`, rows: 1, value: drafts.get(this.key) ?? "", placeholder: invitation,
      "aria-label": invitation, "aria-describedby": `${id}-hint`, autocomplete: "off",
      on: {
        input: () => this.changed(), keydown: (event) => this.pressed(event), blur: () => this.help.close(),
      },
    });
  }

  changed() {
    this.fit();
    this.help.show();
  }

  pressed(event) {
    if (event.isComposing || event.keyCode === IME_KEY) return;
    if (this.help.takes(event)) return this.fit();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    }
  }

  async submit() {
    const words = this.text.value.trim();
    if (!words) return;
    this.help.close();
    this.put("");
    const isRefused = await say(this.channel, words, this.thread) === null;
    if (isRefused && !this.text.value) this.put(words);
  }

  /** Write the beginning of a command. */
  begin(words) {
    this.put(words);
    this.text.focus();
    this.help.show();
  }

  put(words) {
    this.text.value = words;
    this.fit();
  }

  fit() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, MOST_ROWS_PX)}px`;
    this.send.disabled = !this.text.value.trim();
    drafts.set(this.key, this.text.value);
  }
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
