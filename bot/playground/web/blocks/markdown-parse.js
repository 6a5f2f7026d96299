/** The everyday part of CommonMark, for the `markdown` block: headings, lists, quotes, fences, inline marks. Pure. */

import { joined, textNode } from "./nodes.js";

/** @typedef {import("./nodes.js").Inline} Inline */

const ITEM = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;
const HEADING = /^(#{1,6})\s+(\S.*)$/;
const INLINE =
  /(?<ticks>`+)(?<code>.+?)\k<ticks>(?!`)|\[(?<label>[^\]\n]{1,1000})\]\((?<url>[^()\s]{1,3000})\)|(?<strong>\*\*|__)(?=\S)(?<bold>.{0,3000}?\S)\k<strong>|(?<emph>[*_])(?=\S)(?<italic>.{0,3000}?\S)\k<emph>|~~(?<strike>[^~\n]+)~~|:(?<emoji>[a-z0-9_+'-]{1,80}):|(?<bare>https?:\/\/[!#-;=?-_a-{}~]{1,3000})/;

/**
 * The tree of a Markdown text.
 * @param {string} text
 * @returns {Inline[]}
 */
export function parseMarkdown(text) {
  const lines = text.split("\n");
  const nodes = [];
  while (lines.length) nodes.push(...takeBlock(lines));
  return nodes;
}

function takeBlock(lines) {
  const [line] = lines;
  if (!line.trim() || HEADING.test(line)) return heading(lines.shift());
  if (line.startsWith("```")) return [takeFence(lines)];
  if (/^>\s?/.test(line)) return [{ type: "quote", children: parseMarkdown(takeWhile(lines, /^>\s?/).join("\n")) }];
  if (ITEM.test(line)) return [takeList(lines)];
  return [{ type: "paragraph", children: withBreaks(takeParagraph(lines)) }];
}

function heading(line) {
  const found = HEADING.exec(line);
  return found ? [{ type: "heading", level: found[1].length, children: inline(found[2]) }] : [];
}

function takeFence(lines) {
  lines.shift();
  const end = lines.findIndex((line) => line.startsWith("```"));
  const inside = lines.splice(0, end < 0 ? lines.length : end + 1);
  return { type: "pre", children: [textNode(inside.slice(0, end < 0 ? undefined : -1).join("\n"))] };
}

function takeWhile(lines, start) {
  const end = lines.findIndex((line) => !start.test(line));
  return lines.splice(0, end < 0 ? lines.length : end).map((line) => line.replace(start, ""));
}

function takeList(lines) {
  const [, indent, number] = ITEM.exec(lines[0]);
  const list = { type: "list", ordered: number !== undefined, start: Number(number ?? 1), children: [] };
  for (let match = ITEM.exec(lines[0] ?? ""); match; match = ITEM.exec(lines[0] ?? "")) {
    if (match[1].length < indent.length || (match[1] === indent && (match[2] !== undefined) !== list.ordered)) break;
    if (match[1].length > indent.length + 1 && list.children.length)
      list.children.at(-1).children.push(takeList(lines));
    else list.children.push({ type: "item", children: inline(ITEM.exec(lines.shift())[3]) });
  }
  return list;
}

function takeParagraph(lines) {
  const taken = [lines.shift()];
  while (lines.length && lines[0].trim() && !/^(#{1,6}\s|```|>)/.test(lines[0]) && !ITEM.test(lines[0])) {
    taken.push(lines.shift());
  }
  return taken;
}

function withBreaks(lines) {
  return lines.flatMap((line, place) => (place ? [{ type: "break" }, ...inline(line)] : inline(line)));
}

function inline(text) {
  const nodes = [];
  let rest = text;
  for (let match = INLINE.exec(rest); match; match = INLINE.exec(rest)) {
    nodes.push(textNode(rest.slice(0, match.index)), nodeOf(match.groups));
    rest = rest.slice(match.index + match[0].length);
  }
  return joined([...nodes, textNode(rest)]);
}

function nodeOf({ code, label, url, bold, italic, strike, emoji, bare }) {
  if (code) return { type: "code", children: [textNode(code.trim())] };
  if (label) return { type: "link", url, children: inline(label) };
  if (bold) return { type: "bold", children: inline(bold) };
  if (italic) return { type: "italic", children: inline(italic) };
  if (strike) return { type: "strike", children: inline(strike) };
  return emoji ? { type: "emoji", name: emoji } : { type: "link", url: bare, children: [textNode(bare)] };
}
