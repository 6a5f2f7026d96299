/** The rich_text block as the tree of `nodes.js`: sections, nested lists, quotes, code; styled texts, mentions. Pure. */

import { textNode } from "./nodes.js";

/** @typedef {import("./nodes.js").Inline} Inline */

/**
 * The tree of a rich_text block.
 * @param {any} block
 * @returns {Inline[]}
 */
export function nodesOfRichText(block) {
  const nodes = [];
  for (const element of block.elements ?? []) {
    if (element.type === "rich_text_list") addList(nodes, element, 0);
    else nodes.push(...(WHOLE[element.type]?.(element) ?? [unknown(element)]));
  }
  return nodes;
}

const WHOLE = {
  rich_text_section: ({ elements }) => [{ type: "paragraph", children: inline(elements) }],
  rich_text_quote: ({ elements }) => [{ type: "quote", children: inline(elements) }],
  rich_text_preformatted: ({ elements }) => [{ type: "pre", children: inline(elements) }],
};

/** Slack nests by `indent` on lists that follow each other: a deeper one belongs into the last item before it. */
function addList(nodes, element, depth) {
  const last = nodes.at(-1);
  if ((element.indent ?? 0) > depth && last?.type === "list")
    return addList(last.children.at(-1).children, element, depth + 1);
  const items = (element.elements ?? []).map(({ elements }) => ({ type: "item", children: inline(elements) }));
  return nodes.push({
    type: "list",
    ordered: element.style === "ordered",
    start: (element.offset ?? 0) + 1,
    children: items,
  });
}

function inline(elements = []) {
  return elements.flatMap((element) =>
    (INLINE[element.type]?.(element) ?? [unknown(element)]).map((node) => styled(node, element.style)),
  );
}

const INLINE = {
  text: ({ text }) => withBreaks(text),
  link: ({ url, text }) => [{ type: "link", url, children: [textNode(text || url)] }],
  emoji: ({ name, unicode, skin_tone: tone }) => [
    { type: "emoji", name: tone ? `${name}::skin-tone-${tone}` : name, unicode: characters(unicode) },
  ],
  user: ({ user_id: id }) => [{ type: "user", id, label: "" }],
  channel: ({ channel_id: id }) => [{ type: "channel", id, label: "" }],
  usergroup: ({ usergroup_id: id }) => [{ type: "usergroup", id, label: "" }],
  broadcast: ({ range }) => [{ type: "broadcast", range }],
  date: ({ timestamp, format, url, fallback }) => [
    { type: "date", unix: timestamp, format, url: url ?? "", fallback: fallback ?? "" },
  ],
  color: ({ value }) => [{ type: "color", value }],
};

function withBreaks(text) {
  return text.split("\n").flatMap((line, place) => (place ? [{ type: "break" }, textNode(line)] : [textNode(line)]));
}

/** `1f44d-1f3fb` as the characters it stands for; nothing for anything else. */
function characters(unicode) {
  if (!/^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i.test(unicode ?? "")) return undefined;
  const points = unicode.split("-").map((point) => parseInt(point, 16));
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : undefined;
}

const STYLES = ["code", "strike", "underline", "italic", "bold", "highlight"];

function styled(node, style = {}) {
  return STYLES.filter((name) => style[name]).reduce((inner, name) => ({ type: name, children: [inner] }), node);
}

function unknown(element) {
  return textNode(JSON.stringify(element));
}
