/** What the viewing person does: each sends one action and shows what Slack's client would show when it fails. */

import { language, t } from "./i18n.js";
import { Refused, ask, tell } from "./net.js";
import { notify } from "./shell/notices.js";
import { state } from "./store.js";

/**
 * Act as the viewing person.
 * @param {Record<string, unknown>} what `do` and its details
 * @returns {Promise<any | null>} the reaction, or null when it was refused (the person has been told)
 */
export async function act(what) {
  try {
    const reaction = await tell(`/playground/act?lang=${language()}`, { user: state.you.id, ...what });
    if (reaction.notice) notify(reaction.notice, { kind: "problem" });
    return reaction;
  } catch (error) {
    notify(error instanceof Refused ? error.message : t("offline"), { kind: "problem" });
    return null;
  }
}

/**
 * Ask for something; a refusal is shown.
 * @param {string} path
 * @param {Record<string, string | number | undefined>} [query]
 * @returns {Promise<any | null>}
 */
export async function fetchOrTell(path, query) {
  try {
    return await ask(path, { ...query, lang: language() });
  } catch (error) {
    notify(error instanceof Refused ? error.message : t("offline"), { kind: "problem" });
    return null;
  }
}

/** Slack's client escapes what people type, and knows the app by its name. @param {string} text @returns {string} */
export function asTyped(text) {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped.replaceAll(`@${state.bot.name}`, `<@${state.bot.id}>`);
}

/** @param {string} channel @param {string} text as typed @param {string} [thread] @returns {Promise<any | null>} */
export async function say(channel, text, thread) {
  const match = /^\/(\S+)\s*([\s\S]*)$/.exec(text);
  if (!match) return act({ do: "say", channel, text: asTyped(text), thread_ts: thread });
  const command = `/${match[1]}`;
  if (!(state.features.slash_commands ?? []).some((one) => one.command === command)) {
    notify(t("unknown_command", { command }), { kind: "problem" });
    return null;
  }
  return act({ do: "command", command, text: match[2].trim(), channel });
}
