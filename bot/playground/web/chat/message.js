/** One message: who, when, what it says, its buttons, its thread, and what can be done with it. */

import { renderBlocks, renderMrkdwn } from "../blocks/index.js";
import { act } from "../doing.js";
import { button, h, iconButton } from "../dom.js";
import { language, t } from "../i18n.js";
import { avatar } from "../shell/avatar.js";
import { openMenu } from "../shell/menu.js";
import { emit, namedChannels, personName, state } from "../store.js";
import { clockTime, dateOfTs, dayName } from "../time.js";
import { plainText } from "./plain.js";

/** What the block renderer needs to know besides the blocks. @param {object} more @returns {object} */
export function renderContext(more) {
  return {
    users: state.people, channels: namedChannels(), locale: language(), now: state.now, me: state.you.id,
    fileUrl: (file) => (file.id ? `/files/${encodeURIComponent(file.id)}` : undefined), ...more,
  };
}

/**
 * What happens when something is pressed, chosen or typed on a screen.
 * @param {() => object} where names the screen: a message, or a view with what is filled in
 * @returns {{ onAction: Function, onSuggest: Function }}
 */
export function wiring(where) {
  const named = (element, block) => ({ ...where(), action_id: element.action_id, block_id: block?.block_id });
  return {
    onAction: (element, action, block) => act({ do: "press", ...named(element, block), action }),
    onSuggest: async (element, typed, block) => {
      const reaction = await act({ do: "suggest", ...named(element, block), value: typed });
      return reaction?.body ?? [];
    },
  };
}

/**
 * @param {any} message
 * @param {{ follows: boolean, where: "line" | "thread" }} how
 * @returns {HTMLElement}
 */
export function drawMessage(message, { follows, where }) {
  const date = dateOfTs(message.ts);
  const isLead = !follows || message.is_ephemeral;
  const name = personName(message.user);
  const label = t("message_label", { name, time: `${dayName(date)} ${clockTime(date)}`, words: plainText(message) });
  return h("article", {
    class: `message${isLead ? "" : " message-follows"}${message.is_ephemeral ? " message-own" : ""}`,
    "aria-label": label, tabIndex: -1,
    on: { focusin: (event) => reachTools(event, 0), focusout: (event) => reachTools(event, -1) },
  },
  isLead ? avatar(message.user) : h("time", { class: "message-side-time", datetime: date.toISOString() }, clockTime(date)),
  h("div", { class: "message-body" },
    message.is_ephemeral ? onlyYou(message) : null,
    isLead ? head(message, name, date) : null,
    content(message), reactions(message), where === "line" ? threadLink(message) : null),
  tools(message, where));
}

function onlyYou({ channel, ts }) {
  return h("p", { class: "only-you" }, t("only_you"),
    button(t("dismiss"), () => act({ do: "dismiss", channel, ts }), { class: "button button-link" }));
}

function head(message, name, date) {
  return h("p", { class: "message-head" },
    h("strong", { class: "message-name" }, name),
    message.bot_id ? h("span", { class: "badge" }, t("app")) : null,
    h("time", { class: "quiet", datetime: date.toISOString(), title: dayName(date) }, clockTime(date)));
}

function content(message) {
  const where = { channel: message.channel, ts: message.ts };
  const context = renderContext({ surface: "message", values: message.values, ...wiring(() => where) });
  const hasBlocks = message.blocks?.length > 0;
  const body = hasBlocks
    ? renderBlocks(message.blocks, context)
    : h("div", { class: "message-text" }, renderMrkdwn(message.text ?? "", context));
  return h("div", { class: "message-content" }, body,
    message.edited ? h("span", { class: "quiet edited" }, t("edited")) : null, files(message));
}

function files(message) {
  if (!message.files?.length) return null;
  return h("ul", { class: "files" }, ...message.files.map((file) => h("li", {},
    h("a", { href: `/files/${encodeURIComponent(file.id)}`, target: "_blank", rel: "noopener" }, file.title || file.name))));
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  return h("p", { class: "reactions" }, ...message.reactions.map(({ name, count }) =>
    h("span", { class: "reaction" }, renderMrkdwn(`:${name}:`, renderContext({})), ` ${count}`)));
}

function threadLink(message) {
  if (!message.reply_count) return null;
  const count = message.reply_count;
  return button(count === 1 ? t("reply_one") : t("replies", { count }), () => emit("open_thread", message), {
    class: "button button-link", icon: "thread",
  });
}

function tools(message, where) {
  const canReply = where === "line" && !message.is_ephemeral;
  const unreached = { tabIndex: -1 };
  const more = iconButton("more", t("more_for_message"), () => moreMenu(more, message, where), {
    ...unreached, "aria-haspopup": "menu",
  });
  return h("div", { class: "message-tools", role: "group", "aria-label": t("message_tools") },
    canReply ? iconButton("thread", t("reply_in_thread"), () => emit("open_thread", message), unreached) : null,
    iconButton("inside", t("look_inside"), () => emit("inside", { message }), unreached), more);
}

/** The tools of the message that has the focus are in the tab order, those of the others are not. */
function reachTools({ currentTarget }, tabIndex) {
  for (const tool of currentTarget.querySelectorAll(".message-tools button")) tool.tabIndex = tabIndex;
}

function moreMenu(anchor, message, where) {
  const own = (state.features.shortcuts ?? []).filter((one) => one.type === "message" && !message.is_ephemeral);
  openMenu(anchor, t("more_for_message"), [
    ...(where === "line" && !message.is_ephemeral
      ? [{ label: t("reply_in_thread"), run: () => emit("open_thread", message) }] : []),
    { label: t("look_inside"), run: () => emit("inside", { message }) },
    { label: t("copy_text"), run: () => navigator.clipboard?.writeText(plainText(message)) },
    ...own.map((one) => ({
      label: one.name, detail: state.bot.name,
      run: () => act({ do: "shortcut", callback_id: one.callback_id, channel: message.channel, ts: message.ts }),
    })),
  ]);
}
