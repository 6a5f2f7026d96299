/** What stands between `<` and `>` in mrkdwn: links, mentions, broadcasts and dates. Pure. */

import { textNode, unescape } from "./nodes.js";

const BROADCASTS = new Set(["here", "channel", "everyone"]);

/**
 * The node of `<inner>`.
 * @param {string} inner
 * @returns {import("./nodes.js").Inline}
 */
export function parseAngle(inner) {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inner.slice(bar + 1));
  if (/^@[UW][A-Z0-9]+$/.test(target)) return { type: "user", id: target.slice(1), label };
  if (/^#[CG][A-Z0-9]+$/.test(target)) return { type: "channel", id: target.slice(1), label };
  if (target.startsWith("!")) return special(target.slice(1), label) ?? textNode(label || `<${unescape(inner)}>`);
  if (!/^[a-z][a-z0-9+.-]*:\S/i.test(target)) return textNode(`<${unescape(inner)}>`);
  const url = unescape(target);
  return { type: "link", url, children: [textNode(label || url.replace(/^mailto:/, ""))] };
}

function special(command, label) {
  const [name, ...rest] = command.split("^");
  if (BROADCASTS.has(name)) return { type: "broadcast", range: name };
  if (name === "subteam" && rest[0]) return { type: "usergroup", id: rest[0], label };
  if (name === "date" && /^\d{1,12}$/.test(rest[0] ?? "") && rest[1]) {
    return { type: "date", unix: Number(rest[0]), format: unescape(rest[1]), url: rest[2] ?? "", fallback: label };
  }
  return null;
}
