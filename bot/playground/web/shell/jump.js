/** Going somewhere, or becoming somebody, by typing a part of the name. */

import { h, shape } from "../dom.js";
import { t } from "../i18n.js";
import { goTo } from "../place.js";
import { nameOf, state, unreadTest } from "../store.js";
import { avatar } from "./avatar.js";
import { fits, openPicker, plain } from "./picker.js";

/** Find a channel. */
export function openJump() {
  const isUnread = unreadTest();
  const all = [...state.channels.values()].map((channel) => ({
    channel, words: plain(`${nameOf(channel)} ${channel.group}`), isNews: channel.is_member && isUnread(channel.id),
  }));
  all.sort((a, b) => rank(b) - rank(a));
  openPicker({
    title: t("jump"),
    placeholder: t("jump_hint"),
    find: (query) => all.filter(({ words }) => fits(words, query)).map(channelChoice),
    take: goTo,
  });
}

function rank({ channel, isNews }) {
  return (isNews ? 2 : 0) + (channel.is_member ? 1 : 0);
}

function channelChoice({ channel, isNews }) {
  const icon = channel.kind === "im" ? avatar(state.bot.id) : h("span", { class: "picker-icon" }, shape("hash"));
  return { id: channel.id, label: nameOf(channel), detail: channel.group, icon, badge: isNews ? t("unread") : "" };
}

/** Find a person to be. @param {(user: string) => void} take */
export function openPeople(take) {
  const roles = new Map(state.cast.map(({ id, role }) => [id, role]));
  const all = [...state.people.values()].filter((one) => !one.is_bot && !one.is_deleted);
  all.sort((a, b) => Number(roles.has(b.id)) - Number(roles.has(a.id)));
  const words = new Map(all.map((one) => [one.id, plain(`${one.name} ${one.title}`)]));
  openPicker({
    title: t("become"),
    placeholder: t("become_hint"),
    find: (query) => all.filter(({ id }) => fits(words.get(id), query)).map((one) => ({
      id: one.id, label: one.name, detail: one.title, icon: avatar(one.id), badge: roleName(roles.get(one.id)),
    })),
    take,
  });
}

const ROLES = { member: "role_member", head: "role_head", personnel: "role_personnel" };

function roleName(role) {
  return role ? t(ROLES[role] ?? "role_other") : "";
}
