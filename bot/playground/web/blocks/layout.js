/** Blocks from top to bottom: texts, rows of controls, fields of forms; tables, charts and rich text by their own modules. */

import { drawChart } from "./charts/chart.js";
import { el, freshId } from "./dom.js";
import { drawImage } from "./elements/button.js";
import { drawElement } from "./elements/index.js";
import { drawInput } from "./input.js";
import { renderMarkdown, renderNodes, renderPlain, renderText } from "./mrkdwn.js";
import { nodesOfRichText } from "./rich-text.js";
import { drawTable } from "./table.js";
import { drawUnknown } from "./unknown.js";

/** @typedef {import("./index.js").Context} Context */

const DRAWN = {
  section: drawSection,
  header: (block, ctx) => el(ctx.surface === "home" ? "h2" : "h3", { class: "kb-header" }, renderText(block.text, ctx)),
  context: drawContext,
  divider: () => el("hr", { class: "kb-divider" }),
  actions: drawActions,
  input: drawInput,
  image: drawImageBlock,
  rich_text: (block, ctx) => el("div", { class: "kb-text kb-rich" }, renderNodes(nodesOfRichText(block), ctx)),
  markdown: (block, ctx) => el("div", { class: "kb-text kb-markdown" }, renderMarkdown(block.text, ctx)),
  table: drawTable,
  data_visualization: drawChart,
};

/**
 * The blocks of a message, a modal or a Home tab, drawn into one element.
 * @param {any[]} blocks
 * @param {Context} ctx
 * @returns {HTMLElement}
 */
export function renderBlocks(blocks, ctx) {
  const drawn = (blocks ?? []).map((block, place) => drawBlock(block, ctx, place));
  return el("div", { class: `kb-blocks kb-on-${ctx.surface}` }, ...drawn);
}

function drawBlock(block, ctx, place) {
  const blockId = block?.block_id || `block-${place}`;
  const draw = Object.hasOwn(DRAWN, block?.type ?? "") ? DRAWN[block.type] : drawUnknown;
  return el(
    "div",
    { class: `kb-block kb-block-${draw === drawUnknown ? "unknown" : block.type}`, data: { block: blockId } },
    draw(block, ctx, blockId),
  );
}

function drawSection(block, ctx, blockId) {
  const { text, fields, accessory } = block;
  const body = el(
    "div",
    { class: "kb-section-body" },
    text && el("div", { class: "kb-text", id: freshId("text") }, renderText(text, ctx)),
    fields &&
      el(
        "div",
        { class: "kb-fields" },
        ...fields.map((field) => el("div", { class: "kb-text" }, renderText(field, ctx))),
      ),
  );
  if (!accessory) return body;
  const part = { element: accessory, block, blockId, ctx, dispatches: true, name: firstLine(body) };
  const isSmall = accessory.type === "image" || accessory.type === "overflow";
  const beside = el("div", { class: isSmall ? "kb-accessory kb-accessory-beside" : "kb-accessory" }, drawElement(part));
  return el("div", { class: "kb-section" }, body, beside);
}

/** What a control beside a text is called: the text's first line. */
function firstLine(body) {
  const text = body.querySelector(".kb-text");
  const line = [...(text?.childNodes ?? [])].reduce(
    (said, node) =>
      said.isOver || node.nodeName === "BR"
        ? { ...said, isOver: true }
        : { ...said, text: said.text + node.textContent },
    { text: "", isOver: false },
  );
  return line.text.trim().slice(0, 75);
}

function drawContext({ elements }, ctx) {
  const drawn = (elements ?? []).map((element) =>
    element.type === "image"
      ? drawImage(element, ctx, "kb-icon")
      : el(
          "span",
          { class: "kb-text" },
          element.type === "mrkdwn" || element.type === "plain_text"
            ? renderText(element, ctx)
            : drawUnknown(element, ctx),
        ),
  );
  return el("div", { class: "kb-context" }, ...drawn);
}

function drawActions(block, ctx, blockId) {
  const parts = (block.elements ?? []).map((element) => ({ element, block, blockId, ctx, dispatches: true }));
  return el("div", { class: "kb-actions" }, ...parts.map((part) => drawElement(part)));
}

function drawImageBlock(block, ctx) {
  const title = block.title && el("figcaption", { class: "kb-image-title" }, renderPlain(block.title.text, ctx));
  return el("figure", { class: "kb-image" }, title, drawImage(block, ctx, "kb-picture"));
}
