/** The sidebar: the app, my own channels, and all channels of the city by bureau in groups that fold. */

import { h, iconButton, rove, shape } from "../dom.js";
import { t } from "../i18n.js";
import { addressOf, goTo } from "../place.js";
import { recall, remember } from "../prefs.js";
import { emit, nameOf, on, state, unreadTest } from "../store.js";
import { avatar } from "./avatar.js";
import { openJump } from "./jump.js";

const STOPS = ".channel, .group > summary";

/** @returns {HTMLElement} */
export function drawSidebar() {
  const lists = h("div", { class: "sidebar-lists" });
  const close = iconButton("close", t("close_sidebar"), () => emit("sidebar", false), { class: "icon-button only-narrow" });
  const jump = h("button", { type: "button", class: "jump", "aria-keyshortcuts": "Control+K", on: { click: openJump } },
    shape("search"), h("span", {}, t("jump")), h("kbd", {}, "Ctrl K"));
  const sidebar = h("nav", { class: "sidebar", "aria-label": t("channels") },
    h("div", { class: "sidebar-head" }, jump, close), lists);
  const draw = () => {
    lists.replaceChildren(...groups());
    keepOneTabStop(lists);
  };
  rove(lists, STOPS);
  for (const topic of ["desk", "channels"]) on(topic, () => keepingFocus(lists, draw));
  on("place", () => {
    refresh(lists);
    const group = lists.querySelector("[aria-current]")?.closest("details");
    if (group) group.open = true;
    keepOneTabStop(lists);
  });
  on("seen", () => refresh(lists));
  on("news", (channel) => refresh(lists, `[data-id="${CSS.escape(channel)}"]`));
  on("sidebar", (isOpen) => {
    if (isOpen) (lists.querySelector("[aria-current]") ?? jump).focus();
  });
  draw();
  return sidebar;
}

/** The list is one stop of the Tab key: where the person is, or at its beginning. */
function keepOneTabStop(lists) {
  const all = [...lists.querySelectorAll(STOPS)];
  const stop = lists.querySelector("details[open] [aria-current]") ?? all[0];
  all.forEach((one) => { one.tabIndex = one === stop ? 0 : -1; });
}

function keepingFocus(lists, draw) {
  const held = lists.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  draw();
  if (held) lists.querySelector(`[data-id="${CSS.escape(held)}"]`)?.focus();
}

function groups() {
  const isUnread = unreadTest();
  const all = [...state.channels.values()].filter((one) => !one.is_archived);
  const app = all.filter((one) => one.kind === "im");
  const own = all.filter((one) => one.is_member && !["im", "mpim"].includes(one.kind));
  const direct = all.filter((one) => one.kind === "mpim");
  const shown = [
    group("apps", t("apps"), app, isUnread),
    group("own", t("own_channels"), own, isUnread),
    direct.length ? group("direct", t("direct_messages"), direct, isUnread) : null,
    ...bureaus(all.filter((one) => !["im", "mpim"].includes(one.kind) && !one.is_member), isUnread),
  ];
  return shown.filter(Boolean);
}

function bureaus(channels, isUnread) {
  const byBureau = Map.groupBy(channels, (channel) => channel.group || t("other_channels"));
  const heading = h("h2", { class: "sidebar-heading" }, t("all_channels"));
  const folded = [...byBureau].map(([name, members]) => group(`bureau:${name}`, name, members, isUnread, false));
  return folded.length ? [heading, ...folded] : [];
}

function group(key, name, channels, isUnread, opens = true) {
  const isOpen = recall("groups", {})[key] ?? opens;
  const current = channels.some((one) => one.id === state.place.channel);
  const details = h("details", {
    class: "group", open: isOpen || current,
    on: { toggle: () => remember("groups", { ...recall("groups", {}), [key]: details.open }) },
  },
  h("summary", { "data-id": key }, shape("chevron"), h("span", { class: "group-name" }, name),
    h("span", { class: "group-count" }, String(channels.length))),
  h("ul", {}, ...channels.map((channel) => h("li", {}, entry(channel, isUnread(channel.id))))));
  return details;
}

function entry(channel, hasNews) {
  const isNew = hasNews && channel.is_member;
  const isCurrent = channel.id === state.place.channel;
  const tab = channel.kind === "im" && state.tabs.home ? "home" : "messages";
  const icon = channel.kind === "im" ? avatar(state.bot.id) : shape(channel.kind === "private_channel" ? "lock" : "hash");
  return h("a", {
    class: `channel${isNew ? " has-news" : ""}${hasNews && !isNew ? " has-faint-news" : ""}`,
    href: addressOf(channel.id, tab), "data-id": channel.id, tabIndex: isCurrent ? 0 : -1,
    "aria-current": isCurrent ? "page" : null,
    on: {
      click: (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        goTo(channel.id, isNew ? "messages" : tab);
      },
    },
  }, icon, h("span", { class: "channel-name" }, nameOf(channel)),
  isNew ? h("span", { class: "news" }, t("unread")) : null,
  hasNews && !isNew ? h("span", { class: "visually-hidden" }, t("has_posts")) : null);
}

/** Marks change without drawing the lists anew. */
function refresh(lists, which = "") {
  const isUnread = unreadTest();
  for (const link of lists.querySelectorAll(`.channel${which}`)) {
    const channel = state.channels.get(link.dataset.id);
    if (!channel) continue;
    const fresh = entry(channel, isUnread(channel.id));
    const isHeld = link === document.activeElement;
    fresh.tabIndex = link.tabIndex;
    link.replaceWith(fresh);
    if (isHeld) fresh.focus();
  }
}
