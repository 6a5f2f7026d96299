/** The table block: scrolls inside its box, and reads as a list too. */

import { el } from "./dom.js";
import { renderNodes } from "./mrkdwn.js";
import { nodesOfRichText } from "./rich-text.js";
import { word } from "./words.js";

const ALIGNMENTS = new Set(["left", "center", "right"]);

/**
 * A table; its first row is its head.
 * @param {any} block
 * @param {import("./index.js").Context} ctx
 * @returns {HTMLElement}
 */
export function drawTable(block, ctx) {
  const [head = [], ...rows] = block.rows ?? [];
  const settings = block.column_settings ?? [];
  const name = `${word(ctx.locale, "table")}：${head.map((cell) => wordsOf(cell, ctx)).join("、")}`.slice(0, 100);
  const table = el(
    "table",
    { class: "kb-table", "aria-label": name },
    el(
      "thead",
      {},
      drawRow(head, settings, ctx, () => ["th", "col"]),
    ),
    el(
      "tbody",
      {},
      ...rows.map((row) => drawRow(row, settings, ctx, (place) => (place ? ["td", null] : ["th", "row"]))),
    ),
  );
  const box = el("div", { class: "kb-scroll", role: "region", tabindex: "0", "aria-label": name }, table);
  return el("div", { class: "kb-table-block" }, box, drawList(head, rows, name, ctx));
}

function drawRow(cells, settings, ctx, kindOf) {
  return el("tr", {}, ...cells.map((cell, place) => drawCell(cell, settings[place] ?? {}, ctx, kindOf(place))));
}

function drawCell(cell, { align, is_wrapped: isWrapped }, ctx, [tag, scope]) {
  const look = [ALIGNMENTS.has(align) ? `kb-${align}` : "", isWrapped ? "kb-wrapped" : ""].join(" ").trim();
  return el(tag, { scope, class: look || null }, contentOf(cell, ctx));
}

function contentOf(cell, ctx) {
  return cell?.type === "rich_text" ? renderNodes(nodesOfRichText(cell), ctx) : String(cell?.text ?? "");
}

function wordsOf(cell, ctx) {
  return el("span", {}, contentOf(cell, ctx)).textContent;
}

/** The same row by row, for narrow screens and for ears. */
function drawList(head, rows, name, ctx) {
  const pair = (row, place) =>
    word(ctx.locale, "pair", { name: wordsOf(head[place], ctx), value: wordsOf(row[place], ctx) });
  const items = rows.map((row) => {
    const rest = row.slice(1).map((_, place) => el("li", {}, pair(row, place + 1)));
    return el(
      "li",
      {},
      el("strong", {}, wordsOf(row[0], ctx)),
      rest.length > 0 && el("ul", { class: "kb-list" }, ...rest),
    );
  });
  const label = word(ctx.locale, "list.of");
  return el(
    "details",
    { class: "kb-list-form", data: { listForm: "" } },
    el("summary", { "aria-label": `${label} ${name}` }, label),
    el("ul", { class: "kb-list" }, ...items),
  );
}
