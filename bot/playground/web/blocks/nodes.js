/**
 * The tree that texts are parsed into, whatever they were written in, and small makers of its nodes. Pure.
 *
 * @typedef {{type: "text", text: string}
 *   | {type: "emoji", name: string, unicode?: string}
 *   | {type: "break"}
 *   | {type: "bold" | "italic" | "strike" | "underline" | "highlight" | "code" | "pre" | "quote" | "paragraph"
 *        | "item", children: Inline[]}
 *   | {type: "heading", level: number, children: Inline[]}
 *   | {type: "list", ordered: boolean, start: number, children: Inline[]}
 *   | {type: "link", url: string, children: Inline[]}
 *   | {type: "user" | "channel" | "usergroup", id: string, label: string}
 *   | {type: "broadcast", range: string}
 *   | {type: "date", unix: number, format: string, url: string, fallback: string}
 *   | {type: "color", value: string}} Inline
 */

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/**
 * Slack's three escapes undone, each once.
 * @param {string} text
 * @returns {string}
 */
export function unescape(text) {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);
}

/**
 * A text node.
 * @param {string} text
 * @returns {Inline}
 */
export function textNode(text) {
  return { type: "text", text };
}

/**
 * Neighbouring texts in one node.
 * @param {Inline[]} nodes
 * @returns {Inline[]}
 */
export function joined(nodes) {
  const result = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.type === "text" && last?.type === "text") result[result.length - 1] = textNode(last.text + node.text);
    else result.push(node);
  }
  return result;
}
