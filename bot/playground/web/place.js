/** Where the person looks: kept in the address, so that a reload, a link and the back button lead to the same place. */

import { remember } from "./prefs.js";
import { emit, state } from "./store.js";

/** Where to begin: what the address says, else the person's own section. */
export function startPlace() {
  const query = new URLSearchParams(location.search);
  const asked = query.get("channel") ?? "";
  const tab = query.get("tab") === "home" ? "home" : "messages";
  const isLink = (query.get("user") ?? state.you.id) === state.you.id;
  const found = state.channels.get(asked);
  const channel = found && (isLink || found.is_member) ? asked : firstChannel();
  state.place = { channel, tab };
  write("replaceState");
}

function firstChannel() {
  const all = [...state.channels.values()];
  const own = all.find((one) => one.is_member && one.kind !== "im" && !one.is_archived);
  return (own ?? all[0])?.id ?? "";
}

/** @param {string} channel @param {string} [tab] */
export function goTo(channel, tab = "messages") {
  if (channel === state.place.channel && tab === state.place.tab) return emit("place");
  state.place = { channel, tab };
  state.thread = null;
  write("pushState");
  emit("thread");
  emit("place");
}

/** The address of a channel. @param {string} channel @param {string} [tab] @returns {string} */
export function addressOf(channel, tab = "messages") {
  const query = new URLSearchParams({ user: state.you.id, channel });
  if (tab !== "messages") query.set("tab", tab);
  return `/?${query}`;
}

function write(how) {
  history[how]({}, "", addressOf(state.place.channel, state.place.tab));
  remember("user", state.you.id);
}

addEventListener("popstate", () => {
  const query = new URLSearchParams(location.search);
  const channel = query.get("channel") ?? "";
  if (!state.channels.has(channel) || (query.get("user") ?? state.you.id) !== state.you.id) return location.reload();
  state.place = { channel, tab: query.get("tab") ?? "messages" };
  state.thread = null;
  emit("thread");
  emit("place");
});
