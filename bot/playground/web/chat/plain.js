/** A message as one line of plain words, for screen readers and lists. */

import { personName } from "../store.js";

const MOST = 140;

/** @param {any} message @returns {string} */
export function plainText(message) {
  const said = (message.text ?? "")
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, user) => `@${personName(user)}`)
    .replace(/<[^>|]*\|([^>]*)>/g, "$1")
    .replace(/<([^>]*)>/g, "$1")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")
    .replace(/\s+/g, " ").trim();
  return said.length > MOST ? `${said.slice(0, MOST)}…` : said;
}
