/** Drawing parsed texts: the tree of `nodes.js` as elements. Names come from the context, addresses are checked. */

import { formatDate } from "./dates.js";
import { el, safeLink } from "./dom.js";
import { emojiOf } from "./emoji.js";
import { parseMarkdown } from "./markdown-parse.js";
import { parseMrkdwn, parsePlain } from "./mrkdwn-parse.js";

/** @typedef {import("./index.js").Context} Context */

const TAGS = {
  bold: "strong",
  italic: "em",
  strike: "s",
  underline: "u",
  highlight: "mark",
  code: "code",
  pre: "pre",
  quote: "blockquote",
  paragraph: "p",
  item: "li",
};

/**
 * A mrkdwn text as elements.
 * @param {string} text
 * @param {Context} ctx
 * @param {{verbatim?: boolean}} [options]
 * @returns {DocumentFragment}
 */
export function renderMrkdwn(text, ctx, options = {}) {
  return renderNodes(parseMrkdwn(String(text ?? ""), options), ctx);
}

/**
 * A plain text as elements: line breaks and, unless switched off, emoji.
 * @param {string} text
 * @param {Context} ctx
 * @param {{emoji?: boolean}} [options]
 * @returns {DocumentFragment}
 */
export function renderPlain(text, ctx, options = {}) {
  return renderNodes(parsePlain(String(text ?? ""), options), ctx);
}

/**
 * CommonMark's everyday part (the `markdown` block) as elements.
 * @param {string} text
 * @param {Context} ctx
 * @returns {DocumentFragment}
 */
export function renderMarkdown(text, ctx) {
  return renderNodes(parseMarkdown(String(text ?? "")), ctx);
}

/**
 * A text object (plain_text or mrkdwn) as elements.
 * @param {any} text
 * @param {Context} ctx
 * @returns {DocumentFragment}
 */
export function renderText(text, ctx) {
  if (text?.type === "mrkdwn") return renderMrkdwn(text.text, ctx, { verbatim: text.verbatim });
  return renderPlain(text?.text ?? "", ctx, { emoji: text?.emoji });
}

/**
 * Parsed nodes as elements.
 * @param {import("./nodes.js").Inline[]} nodes
 * @param {Context} ctx
 * @returns {DocumentFragment}
 */
export function renderNodes(nodes, ctx) {
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes.map((node) => draw(node, ctx)));
  return fragment;
}

function draw(node, ctx) {
  const special = DRAWN[node.type];
  if (special) return special(node, ctx);
  return el(TAGS[node.type], { class: `kb-${node.type}` }, renderNodes(node.children, ctx));
}

const DRAWN = {
  text: (node) => document.createTextNode(node.text),
  break: () => el("br"),
  emoji: (node) => drawEmoji(node),
  link: (node, ctx) => drawLink(node.url, renderNodes(node.children, ctx)),
  heading: (node, ctx) =>
    el(`h${Math.min(node.level + 2, 6)}`, { class: "kb-md-heading" }, renderNodes(node.children, ctx)),
  list: (node, ctx) =>
    el(
      node.ordered ? "ol" : "ul",
      { class: "kb-list", start: node.ordered ? node.start : null },
      renderNodes(node.children, ctx),
    ),
  user: (node, ctx) => mention(`@${nameIn(ctx.users, node)}`, node.id === ctx.me),
  channel: (node, ctx) => mention(`#${nameIn(ctx.channels, node)}`, false),
  usergroup: (node) => mention(`@${(node.label || node.id).replace(/^@/, "")}`, false),
  broadcast: (node) => mention(`@${node.range}`, true),
  date: (node, ctx) => drawDate(node, ctx),
  color: (node) => drawColor(node.value),
};

function drawEmoji({ name, unicode }) {
  const character = unicode || emojiOf(name);
  if (!character) return document.createTextNode(`:${name}:`);
  return el(
    "span",
    { class: "kb-emoji", role: "img", "aria-label": name.replace(/_/g, " "), title: `:${name}:` },
    character,
  );
}

function drawLink(address, children) {
  const href = safeLink(address);
  if (!href) return el("span", { class: "kb-unsafe" }, children);
  return el("a", { class: "kb-link", href, target: "_blank", rel: "noopener noreferrer" }, children);
}

function nameIn(names, { id, label }) {
  return names?.get(id)?.name ?? (label || id);
}

function mention(text, isForMe) {
  return el("span", { class: isForMe ? "kb-mention kb-mention-me" : "kb-mention" }, text);
}

function drawDate({ unix, format, url, fallback }, ctx) {
  const said = Number.isSafeInteger(unix) && unix < 8.64e12 ? formatDate(unix, format, ctx) : fallback;
  const time = el("time", { class: "kb-date", datetime: new Date(unix * 1000).toISOString(), title: fallback }, said);
  return url ? drawLink(url, time) : time;
}

function drawColor(value) {
  if (!/^#[0-9a-f]{6}$/i.test(value)) return document.createTextNode(value);
  const swatch = el("span", { class: "kb-swatch", "aria-hidden": "true" });
  swatch.style.backgroundColor = value;
  return el("span", {}, swatch, value);
}
