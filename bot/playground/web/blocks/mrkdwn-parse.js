/**
 * Slack's mrkdwn as a tree. Pure, and linear in the length of the text but for unclosed code marks.
 *
 * Formatting holds within one line. A mark opens after, and closes before, a space, ASCII punctuation or the end of
 * the line only; kana, kanji and full-width punctuation are none of these, so `これは*太字*です` stays as it is written
 * (observed: seratch/ChatGPT-in-Slack#121, where spaces are put around marks beside East Asian wide characters).
 */

import { parseAngle } from "./angle.js";
import { joined, textNode, unescape } from "./nodes.js";

/** @typedef {import("./nodes.js").Inline} Inline */

const FENCE = "```";
const MARKS = { "*": "bold", _: "italic", "~": "strike" };
const QUOTE = /^(?:&gt;|>) ?/;
const LONG_QUOTE = /^(?:&gt;|>){3} ?/;
const TOKEN = new RegExp(
  [
    "<(?<angle>[^<>\\n]+)>",
    ":(?<emoji>[a-z0-9_+'-]{1,80}(?:::skin-tone-[2-6])?):",
    "(?<url>https?:\\/\\/[!#-;=?-_a-{}~]{1,3000})",
    "(?<mail>(?<![\\w.+-])[\\w.+-]{1,64}@[a-zA-Z0-9-]{1,63}(?:\\.[a-zA-Z0-9-]{1,63})+)",
    "(?<mark>[*_~`])",
  ].join("|"),
  "g",
);

/**
 * The tree of a mrkdwn text. With `verbatim`, bare addresses do not become links.
 * @param {string} text
 * @param {{verbatim?: boolean}} [options]
 * @returns {Inline[]}
 */
export function parseMrkdwn(text, options = {}) {
  const parts = text.split(FENCE);
  if (parts.length % 2 === 0) parts.splice(-2, 2, parts.slice(-2).join(FENCE));
  return joined(parts.flatMap((part, place) => (place % 2 ? fenced(part) : lines(part, place, parts, options))));
}

/**
 * The tree of a plain text: line breaks, and emoji unless they are switched off.
 * @param {string} text
 * @param {{emoji?: boolean}} [options]
 * @returns {Inline[]}
 */
export function parsePlain(text, options = {}) {
  const nodes = [];
  text.split("\n").forEach((line, place) => {
    if (place) nodes.push({ type: "break" });
    nodes.push(...(options.emoji === false ? [textNode(line)] : withEmoji(line)));
  });
  return joined(nodes.filter((node) => node.type !== "text" || node.text));
}

function withEmoji(line) {
  const pieces = line.split(/:([a-z0-9_+'-]{1,80}(?:::skin-tone-[2-6])?):/);
  return pieces.map((piece, place) => (place % 2 ? { type: "emoji", name: piece } : textNode(piece)));
}

function fenced(part) {
  const inside = part.replace(/^\n/, "").replace(/\n$/, "");
  return inside ? [{ type: "pre", children: verbatimText(inside) }] : [textNode(FENCE + part + FENCE)];
}

/** A part outside fences: quotes in a box of their own, all other lines with breaks between them. */
function lines(part, place, parts, options) {
  if (part === "" && parts.length > 1) return [];
  const nodes = [];
  let quote = null;
  let isRest = false;
  trimmedBesideFences(part, place, parts).forEach((line, number) => {
    const isQuoted = isRest || QUOTE.test(line);
    isRest ||= LONG_QUOTE.test(line);
    const inside = parseInline(isQuoted ? line.replace(LONG_QUOTE, "").replace(QUOTE, "") : line, options);
    const last = nodes.at(-1);
    if (isQuoted && quote !== null) quote.children.push({ type: "break" }, ...inside);
    else if (isQuoted) nodes.push((quote = { type: "quote", children: inside }));
    else nodes.push(...(number && last?.type !== "quote" ? [{ type: "break" }] : []), ...inside);
    if (!isQuoted) quote = null;
  });
  return nodes;
}

function trimmedBesideFences(part, place, parts) {
  const head = place > 0 ? part.replace(/^\n/, "") : part;
  return (place < parts.length - 1 ? head.replace(/\n$/, "") : head).split("\n");
}

/**
 * The tree of one line.
 * @param {string} line
 * @param {{verbatim?: boolean}} [options]
 * @returns {Inline[]}
 */
export function parseInline(line, options = {}) {
  const stack = [{ mark: "", nodes: [] }];
  const put = (node) => stack.at(-1).nodes.push(node);
  let done = 0;
  TOKEN.lastIndex = 0;
  for (let match = next(line, 0); match; match = next(line, done)) {
    if (match.index > done) put(textNode(unescape(line.slice(done, match.index))));
    done = match.index + step(line, match, stack, put, options);
  }
  if (done < line.length) put(textNode(unescape(line.slice(done))));
  while (stack.length > 1) giveUp(stack);
  return joined(stack[0].nodes);
}

function next(line, from) {
  TOKEN.lastIndex = from;
  return TOKEN.exec(line);
}

/** Takes one token and tells how many characters of the line are done with it. */
function step(line, match, stack, put, options) {
  const { angle, emoji, url, mail, mark } = match.groups;
  if (angle) put(parseAngle(angle));
  else if (emoji) put({ type: "emoji", name: emoji });
  else if (url) return bareLink(url, put, options);
  else if (mail) put(options.verbatim ? textNode(mail) : link(`mailto:${mail}`, mail));
  else if (mark === "`") return code(line, match.index, put);
  else format(line, match.index, mark, stack, put);
  return match[0].length;
}

function bareLink(found, put, options) {
  const url = found.replace(/(?:[.,;:!?*_~)'"\]}]|&(?:gt|lt|amp);?)+$/, "");
  put(options.verbatim ? textNode(url) : link(unescape(url), unescape(url)));
  return url.length;
}

function link(url, label) {
  return { type: "link", url, children: [textNode(label)] };
}

function format(line, at, mark, stack, put) {
  const open = stack.findLastIndex((level) => level.mark === mark);
  if (open > 0 && stack[open].end < at && mayClose(line, at)) {
    while (stack.length - 1 > open) giveUp(stack);
    const { nodes } = stack.pop();
    stack.at(-1).nodes.push({ type: MARKS[mark], children: joined(nodes) });
  } else if (open < 0 && mayOpen(line, at)) {
    stack.push({ mark, nodes: [], end: at + 1 });
  } else {
    put(textNode(mark));
  }
}

/** An opened mark that nothing closes is a character like any other. */
function giveUp(stack) {
  const { mark, nodes } = stack.pop();
  stack.at(-1).nodes.push(textNode(mark), ...nodes);
}

function code(line, at, put) {
  const end = mayOpen(line, at) ? closingTick(line, at + 2) : -1;
  if (end < 0) {
    put(textNode("`"));
    return 1;
  }
  put({ type: "code", children: verbatimText(line.slice(at + 1, end)) });
  return end + 1 - at;
}

function closingTick(line, from) {
  let end = line.indexOf("`", from);
  while (end >= 0 && !isEdge(line.charAt(end + 1))) end = line.indexOf("`", end + 1);
  return end;
}

function verbatimText(text) {
  const pieces = text.split(/<([^<>\n]+)>/);
  return joined(pieces.map((piece, place) => (place % 2 ? parseAngle(piece) : textNode(unescape(piece)))));
}

function mayOpen(line, at) {
  const after = line.charAt(at + 1);
  return isEdge(line.charAt(at - 1)) && after !== "" && !/\s/.test(after) && after !== line.charAt(at);
}

function mayClose(line, at) {
  return isEdge(line.charAt(at + 1)) && !/\s/.test(line.charAt(at - 1));
}

function isEdge(character) {
  return character === "" || /[\s\u200b\u2060!-/:-@[-`{-~]/.test(character);
}
