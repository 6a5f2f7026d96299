/** What the page knows of the workspace as the viewing person sees it, kept current by the stream. No DOM here. */

import { recall, remember } from "./prefs.js";

/**
 * @typedef {{ id: string, name: string, kind: string, group: string, topic: string, is_member: boolean,
 *   is_archived: boolean, is_read_only: boolean, members: number, newest: string }} Channel
 * @typedef {{ id: string, name: string, title: string, is_bot?: boolean, is_deleted?: boolean }} Person
 * @typedef {{ messages: Map<string, any>, hasMore: boolean, loading?: Promise<boolean> | null }} Timeline
 */

const listeners = new Map();

/** Everything that is known. Changed only here and by `place` of the shell. */
export const state = {
  key: "", now: new Date(), team: { id: "", name: "" }, bot: { id: "", name: "Kaeru", channel: "" },
  you: { id: "", name: "", title: "", locale: "" }, tabs: { home: true, messages: true }, features: {},
  inside: { calls: 0, connections: 0, faults: { rules: [], history_lag_seconds: 0 } },
  /** @type {Map<string, Person>} */ people: new Map(),
  /** @type {{ id: string, role: string }[]} */ cast: [],
  /** @type {Map<string, Channel>} */ channels: new Map(),
  /** @type {Map<string, Timeline>} */ timelines: new Map(),
  /** @type {any[]} */ ephemerals: [],
  /** @type {any | null} */ home: null,
  /** @type {any[]} */ modals: [],
  /** @type {{ channel: string, ts: string, messages: Map<string, any> } | null} */ thread: null,
  /** Where the person looks: a channel, and for the app's one of its tabs. */
  place: { channel: "", tab: "messages" },
  isConnected: false,
};

/**
 * Hear of one topic. From the stream: desk, people, channels, news (a channel's newest message is another one),
 * message, thread, home, modals, clock, inside, refused, connection. From the page: place, seen, panel, sidebar,
 * open_thread, moving, upcoming.
 * @param {string} topic
 * @param {(detail: any) => void} listener
 */
export function on(topic, listener) {
  if (!listeners.has(topic)) listeners.set(topic, new Set());
  listeners.get(topic).add(listener);
}

/** Forget every listener: the page is drawn anew. */
export function forgetListeners() {
  listeners.clear();
}

/** @param {string} topic @param {any} [detail] */
export function emit(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail);
}

/** Take over what the stream tells. @param {any[]} deltas */
export function apply(deltas) {
  const touched = new Set();
  for (const delta of deltas) {
    const topic = TAKE[delta.kind]?.(delta);
    if (topic) touched.add(topic);
  }
  for (const topic of touched) emit(topic);
}

const TAKE = {
  desk(desk) {
    const { key, team, bot, you, tabs, features, home, modals, ephemerals, inside } = desk;
    Object.assign(state, { key, team, bot, you, tabs, features, home, modals, ephemerals, inside });
    state.now = new Date(desk.now);
    state.channels = new Map(desk.channels.map((channel) => [channel.id, channel]));
    state.timelines.clear();
    state.isConnected = true;
    return "desk";
  },
  channel({ channel }) {
    state.channels.set(channel.id, channel);
    return "channels";
  },
  hidden({ channel }) {
    state.channels.delete(channel);
    return "channels";
  },
  message({ message }) {
    putMessage(message);
  },
  gone({ channel, ts }) {
    state.timelines.get(channel)?.messages.delete(ts);
    if (state.thread?.channel === channel) state.thread.messages.delete(ts);
    emit("message", { channel });
    emit("thread");
  },
  ephemeral({ message }) {
    const isNew = !state.ephemerals.some((one) => one.ts === message.ts && one.channel === message.channel);
    state.ephemerals = state.ephemerals.filter((one) => one.ts !== message.ts || one.channel !== message.channel);
    state.ephemerals.push(message);
    emit("message", { channel: message.channel, message, isNew });
    emit("thread");
  },
  ephemeral_gone({ channel, ts }) {
    state.ephemerals = state.ephemerals.filter((one) => one.ts !== ts || one.channel !== channel);
    emit("message", { channel });
    emit("thread");
  },
  home({ home }) {
    state.home = home;
    return "home";
  },
  modals({ modals }) {
    state.modals = modals;
    return "modals";
  },
  user({ user }) {
    state.people.set(user.id, user);
    return "people";
  },
  clock({ now }) {
    state.now = new Date(now);
    return "clock";
  },
  inside({ inside }) {
    state.inside = inside;
    return "inside";
  },
  refused(refusal) {
    emit("refused", refusal);
  },
};

function putMessage(message) {
  const channel = state.channels.get(message.channel);
  const isReply = message.thread_ts && message.thread_ts !== message.ts;
  const isInLine = !isReply || message.is_broadcast;
  const timeline = state.timelines.get(message.channel);
  const isNew = isInLine && Boolean(channel) && Number(message.ts) > Number(channel.newest || 0);
  if (isNew) channel.newest = message.ts;
  if (timeline && isInLine) timeline.messages.set(message.ts, message);
  if (state.thread?.channel === message.channel && (message.thread_ts ?? message.ts) === state.thread.ts) {
    state.thread.messages.set(message.ts, message);
    emit("thread");
  }
  if (isInLine) emit("message", { channel: message.channel, message, isNew });
  if (isNew) emit("news", message.channel);
}

/** The messages of a channel in order, those that only this person sees among them. @returns {any[]} */
export function line(channel) {
  const messages = [...(state.timelines.get(channel)?.messages.values() ?? [])];
  const own = state.ephemerals.filter((one) => one.channel === channel && !one.thread_ts);
  return [...messages, ...own].sort((a, b) => Number(a.ts) - Number(b.ts));
}

// what was read

function readMarks() {
  return recall(`read.${state.key}.${state.you.id}`, {});
}

/** The channel is on the screen now. @param {string} id */
export function markRead(id) {
  const newest = state.channels.get(id)?.newest;
  const marks = readMarks();
  if (!newest || marks[id] === newest) return;
  remember(`read.${state.key}.${state.you.id}`, { ...marks, [id]: newest });
  emit("seen");
}

/** Whether something in the channel was not seen yet. @returns {(id: string) => boolean} */
export function unreadTest() {
  const marks = readMarks();
  return (id) => Number(state.channels.get(id)?.newest || 0) > Number(marks[id] ?? 0);
}

/** Old workspaces' marks go. */
export function forgetOldMarks() {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith("kaeru.read.") && !name.startsWith(`kaeru.read.${state.key}.`)) localStorage.removeItem(name);
  }
}

/** What a conversation is called. @param {Channel} channel @returns {string} */
export function nameOf(channel) {
  return channel.kind === "im" ? state.bot.name : channel.name;
}

/** The channels that have a name, as blocks mention and offer them. @returns {Map<string, Channel>} */
export function namedChannels() {
  return new Map([...state.channels].filter(([, channel]) => channel.kind !== "im"));
}

/** @param {string} id @returns {string} */
export function personName(id) {
  return state.people.get(id)?.name ?? id;
}
