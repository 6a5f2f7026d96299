/** A thread in the panel at the side: its first message, the replies, a composer. */

import { fetchOrTell } from "../doing.js";
import { h, iconButton, keepOneStop, rove } from "../dom.js";
import { t } from "../i18n.js";
import { emit, on, state } from "../store.js";
import { drawComposer } from "./composer.js";
import { messageEntry } from "./messages.js";
import { reconcile } from "./reconcile.js";

/** @returns {HTMLElement} */
export function drawThread() {
  const list = h("div", { class: "messages-list" });
  const scroller = h("div", { class: "messages", role: "region", "aria-label": t("replies_region") }, list);
  rove(list, "article");
  const foot = h("div", { class: "place-foot" });
  const close = () => {
    state.thread = null;
    emit("thread");
    document.getElementById("composer-text")?.focus();
  };
  const panel = h("aside", {
    class: "thread", "aria-label": t("thread"), hidden: true,
    on: {
      keydown: (event) => {
        if (event.key === "Escape" && !event.isComposing) close();
      },
    },
  },
  h("div", { class: "panel-head" }, h("h2", {}, t("thread")), iconButton("close", t("close_thread"), close)),
  scroller, foot);

  on("thread", () => {
    panel.hidden = !state.thread;
    if (!state.thread) return foot.replaceChildren();
    const isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
    reconcile(list, line(state.thread).map((message) => messageEntry(message, false, "thread")));
    keepOneStop(list, "article");
    if (isAtEnd) scroller.scrollTop = scroller.scrollHeight;
  });
  on("desk", async () => {
    if (state.thread) await load(state.thread.channel, state.thread.ts);
  });
  on("open_thread", async (message) => {
    const ts = message.thread_ts ?? message.ts;
    if (!await load(message.channel, ts)) return;
    emit("inside", { close: true });
    foot.replaceChildren(footOf(message.channel, ts));
    document.getElementById("thread-composer-text")?.focus();
  });
  return panel;
}

async function load(channel, ts) {
  const thread = { channel, ts, messages: new Map() };
  state.thread = thread;
  const answer = await fetchOrTell("/playground/thread", { user: state.you.id, channel, ts });
  if (state.thread !== thread) return false;
  if (!answer) state.thread = null;
  else thread.messages = new Map([...answer.messages.map((one) => [one.ts, one]), ...thread.messages]);
  emit("thread");
  return Boolean(answer);
}

function footOf(channel, ts) {
  const isMember = state.channels.get(channel)?.is_member;
  return isMember ? drawComposer({ channel, thread: ts, id: "thread-composer" }) : h("p", { class: "quiet" }, t("join_first"));
}

function line({ channel, ts, messages }) {
  const own = state.ephemerals.filter((one) => one.channel === channel && one.thread_ts === ts);
  return [...messages.values(), ...own].sort((a, b) => Number(a.ts) - Number(b.ts));
}
