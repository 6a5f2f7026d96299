/** What a select offers: the app's options, the app's answer to what is typed, or the workspace's names. */

import { parsePlain } from "../mrkdwn-parse.js";
import { emojiOf } from "../emoji.js";
import { narrowed } from "./narrowing.js";

/** @typedef {import("./narrowing.js").Choice} Choice */

/** The name under which Slack reports what is chosen. */
export const FIELDS = {
  static_select: "selected_option",
  external_select: "selected_option",
  users_select: "selected_user",
  channels_select: "selected_channel",
  conversations_select: "selected_conversation",
  multi_static_select: "selected_options",
  multi_external_select: "selected_options",
  multi_users_select: "selected_users",
  multi_channels_select: "selected_channels",
  multi_conversations_select: "selected_conversations",
};

const PAUSE = 200;

/**
 * What is chosen at first.
 * @param {any} element
 * @param {import("../index.js").Context} ctx
 * @returns {Choice[]}
 */
export function initialChoices(element, ctx) {
  const field = FIELDS[element.type].replace("selected_", "initial_");
  const initial = [element[field] ?? []].flat();
  if (field.startsWith("initial_option")) return initial.map((option) => choiceOf(option));
  const names = directory(element, ctx);
  return initial.map((id) => names.find((choice) => choice.value === id) ?? { value: id, label: id });
}

/**
 * A function that finds the choices for what is typed.
 * @param {import("../part.js").Part} part
 * @returns {(typed: string) => Choice[] | Promise<Choice[]>}
 */
export function finderFor({ element, block, ctx }) {
  if (element.type.endsWith("external_select")) return (typed) => suggested(element, block, ctx, typed);
  const choices = FIELDS[element.type].startsWith("selected_option") ? optionsOf(element) : directory(element, ctx);
  return (typed) => narrowed(choices, typed);
}

let waiting = 0;

async function suggested(element, block, ctx, typed) {
  if (!ctx.onSuggest || typed.length < (element.min_query_length ?? 3)) return [];
  const mine = (waiting += 1);
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  return mine === waiting ? optionsOf(await ctx.onSuggest(element, typed, block)) : [];
}

/** Options and groups of options, as a select has them or as an app answers them (a list is taken for options). */
function optionsOf(offer) {
  const { options = [], option_groups: groups = [] } = Array.isArray(offer) ? { options: offer } : (offer ?? {});
  const grouped = groups.flatMap((group) => group.options.map((option) => choiceOf(option, worded(group.label))));
  return [...(options ?? []).map((option) => choiceOf(option)), ...grouped];
}

function choiceOf(option, group = "") {
  const { value, text, description } = option;
  return { value, label: worded(text), description: description ? worded(description) : "", group, option };
}

/** A plain text object as one string, its emoji included. */
function worded(text) {
  const nodes = parsePlain(text?.text ?? "", { emoji: text?.emoji });
  return nodes
    .map((node) => (node.type === "emoji" ? (emojiOf(node.name) ?? `:${node.name}:`) : (node.text ?? " ")))
    .join("");
}

function directory(element, ctx) {
  const users = [...(ctx.users ?? [])]
    .filter(([, user]) => !user.is_deleted)
    .map(([value, user]) => ({
      value,
      label: user.name,
      description: user.title ?? "",
      search: user.search,
    }));
  const channels = [...(ctx.channels ?? [])].map(([value, channel]) => ({
    value,
    label: `# ${channel.name}`,
    search: channel.search,
  }));
  if (element.type.includes("users")) return users;
  return element.type.includes("channels") ? channels : [...channels, ...users];
}
