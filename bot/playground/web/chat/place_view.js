/** The place that is looked at: a head with name and tabs, then the messages with the composer, or the app's Home. */

import { act } from "../doing.js";
import { button, h, rove, shape } from "../dom.js";
import { t } from "../i18n.js";
import { goTo } from "../place.js";
import { drawHome } from "../screens/home.js";
import { avatar } from "../shell/avatar.js";
import { nameOf, on, state } from "../store.js";
import { drawComposer } from "./composer.js";
import { drawMessages } from "./messages.js";

/** @returns {HTMLElement} */
export function drawPlace() {
  const head = h("div", { class: "place-head" });
  const messages = drawMessages();
  const foot = h("div", { class: "place-foot" });
  const home = drawHome();
  const place = h("div", { class: "place" }, head, messages, foot, home);
  let shown = "";
  const show = () => {
    const channel = state.channels.get(state.place.channel);
    const isHome = channel?.kind === "im" && state.place.tab === "home";
    head.replaceChildren(...headOf(channel));
    messages.hidden = isHome;
    foot.hidden = isHome;
    home.hidden = !isHome;
    const key = `${channel?.id} ${channel?.is_member}`;
    if (key !== shown) foot.replaceChildren(...footOf(channel));
    shown = key;
  };
  for (const topic of ["place", "desk", "channels"]) on(topic, show);
  return place;
}

function headOf(channel) {
  if (!channel) return [h("h1", {}, t("no_channel"))];
  const isApp = channel.kind === "im";
  const icon = isApp ? avatar(state.bot.id) : shape(channel.kind === "private_channel" ? "lock" : "hash");
  const facts = isApp ? t("app") : [channel.group, t("members", { count: channel.members })].filter(Boolean).join("・");
  return [
    h("div", { class: "place-title" }, icon, h("h1", {}, nameOf(channel)), h("span", { class: "quiet" }, facts),
      !isApp && channel.is_member ? button(t("leave"), () => leaveChannel(channel), { class: "button button-quiet" }) : null),
    channel.topic ? h("p", { class: "quiet place-topic" }, channel.topic) : null,
    isApp ? tabs() : null,
  ].filter(Boolean);
}

function leaveChannel(channel) {
  act({ do: "leave", channel: channel.id });
}

function tabs() {
  const names = [["home", state.tabs.home], ["messages", state.tabs.messages]].filter(([, isThere]) => isThere);
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": state.bot.name }, ...names.map(([name]) => {
    const isCurrent = state.place.tab === name;
    return h("button", {
      type: "button", role: "tab", class: "tab", "aria-selected": String(isCurrent), tabIndex: isCurrent ? 0 : -1,
      on: { click: () => goTo(state.place.channel, name) },
    }, t(`tab_${name}`));
  }));
  rove(list, "[role=tab]", { next: ["ArrowRight"], previous: ["ArrowLeft"] });
  return list;
}

function footOf(channel) {
  if (!channel) return [];
  if (channel.is_archived) return [h("p", { class: "quiet" }, t("archived"))];
  if (channel.is_member) return [drawComposer({ channel: channel.id, id: "composer" })];
  return [h("div", { class: "join" },
    h("p", {}, t("not_member", { name: nameOf(channel) })),
    button(t("join"), () => act({ do: "join", channel: channel.id }), { class: "button button-strong" }))];
}
