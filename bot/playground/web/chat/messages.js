/** The messages of the channel that is open: the newest fifty first, older ones on request, always in order. */

import { fetchOrTell } from "../doing.js";
import { button, h, keepOneStop, rove } from "../dom.js";
import { t } from "../i18n.js";
import { announce } from "../shell/notices.js";
import { line, markRead, on, personName, state } from "../store.js";
import { dateOfTs, dayKey, dayName } from "../time.js";
import { drawMessage } from "./message.js";
import { plainText } from "./plain.js";
import { reconcile } from "./reconcile.js";

const TOGETHER_SECONDS = 300;
const NEAR_END = 120;

/** @returns {HTMLElement} */
export function drawMessages() {
  const list = h("div", { class: "messages-list" });
  const scroller = h("div", { class: "messages", role: "region", "aria-label": t("messages") }, list);
  rove(list, "article");
  const toEnd = () => { scroller.scrollTop = scroller.scrollHeight; };
  const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
  const draw = () => {
    const { channel } = state.place;
    reconcile(list, entriesOf(channel, () => older(channel, scroller, draw)));
    keepOneStop(list, "article");
  };
  let shown = "";
  const open = async () => {
    const { channel, tab } = state.place;
    if (!channel || tab === "home") return;
    const stays = shown !== channel || isAtEnd();
    if (shown !== channel) list.replaceChildren();
    shown = channel;
    if (!await loaded(channel) || channel !== state.place.channel) return;
    draw();
    if (stays) toEnd();
    markRead(channel);
  };
  on("place", open);
  on("desk", open);
  on("people", draw);
  on("message", ({ channel, message, isNew }) => {
    if (channel !== state.place.channel || state.place.tab === "home" || state.timelines.get(channel)?.loading) return;
    const stays = isAtEnd();
    draw();
    if (stays || (isNew && message.user === state.you.id)) toEnd();
    if (document.hasFocus() || stays) markRead(channel);
    if (isNew && message.user !== state.you.id) announce(`${personName(message.user)}: ${plainText(message)}`);
  });
  return scroller;
}

/** Whether the channel's newest messages are there, asking for them if need be. */
async function loaded(channel) {
  const there = state.timelines.get(channel);
  if (there) return there.loading ?? true;
  const timeline = { messages: new Map(), hasMore: false, loading: null };
  state.timelines.set(channel, timeline);
  timeline.loading = load(channel, timeline);
  return timeline.loading;
}

/** What the stream tells meanwhile is in the timeline already, and newer than the answer. */
async function load(channel, timeline) {
  const answer = await fetchOrTell("/playground/messages", { user: state.you.id, channel });
  timeline.loading = null;
  if (!answer) {
    if (state.timelines.get(channel) === timeline) state.timelines.delete(channel);
    return false;
  }
  timeline.messages = new Map([...answer.messages.map((message) => [message.ts, message]), ...timeline.messages]);
  timeline.hasMore = answer.has_more;
  return true;
}

async function older(channel, scroller, draw) {
  const timeline = state.timelines.get(channel);
  const before = timeline.messages.keys().next().value;
  const answer = await fetchOrTell("/playground/messages", { user: state.you.id, channel, before });
  if (!answer) return;
  const found = answer.messages.map((message) => [message.ts, message]);
  state.timelines.set(channel, { messages: new Map([...found, ...timeline.messages]), hasMore: answer.has_more });
  const below = scroller.scrollHeight - scroller.scrollTop;
  draw();
  scroller.scrollTop = scroller.scrollHeight - below;
}

function entriesOf(channel, more) {
  const timeline = state.timelines.get(channel);
  const entries = [];
  if (timeline?.hasMore) {
    entries.push({ key: "more", version: channel, draw: () => button(t("older"), more, { class: "button older" }) });
  }
  let before = null;
  const messages = line(channel);
  for (const message of messages) {
    const day = dayKey(dateOfTs(message.ts));
    const isNewDay = !before || dayKey(dateOfTs(before.ts)) !== day;
    if (isNewDay) entries.push({ key: `day ${day}`, version: "", draw: () => daySeparator(dateOfTs(message.ts)) });
    const follows = !isNewDay && isTogether(before, message);
    entries.push(messageEntry(message, follows, "line"));
    before = message;
  }
  if (!messages.length && timeline) {
    entries.push({ key: "empty", version: channel, draw: () => h("p", { class: "quiet empty" }, t("no_messages")) });
  }
  return entries;
}

/** An entry for `reconcile`. @param {any} message @param {boolean} follows @param {"line" | "thread"} where */
export function messageEntry(message, follows, where) {
  const { user } = message;
  return {
    key: `${message.is_ephemeral ? "own" : "all"} ${message.ts}`,
    version: JSON.stringify([message, follows, personName(user)]),
    draw: () => drawMessage(message, { follows, where }),
  };
}

function isTogether(before, message) {
  return before.user === message.user && !before.is_ephemeral && !message.is_ephemeral &&
    Number(message.ts) - Number(before.ts) < TOGETHER_SECONDS;
}

function daySeparator(date) {
  return h("div", { class: "day", role: "separator", "aria-label": dayName(date) }, h("span", {}, dayName(date)));
}
