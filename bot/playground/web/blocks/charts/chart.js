/** The data_visualization block: a picture, its legend, and the same figures as a table. */

import { el, freshId } from "../dom.js";
import { drawUnknown } from "../unknown.js";
import { word } from "../words.js";
import { drawAxes } from "./axes.js";
import { drawFigures } from "./figures.js";
import { drawPatterns, styleOf, swatch } from "./looks.js";
import { drawPie } from "./pie.js";
import { figure } from "./scale.js";

const DRAWN = { bar: drawAxes, line: drawAxes, area: drawAxes, pie: drawPie };
const FIRST_WIDTH = 520;

/**
 * A chart.
 * @param {any} block
 * @param {import("../index.js").Context} ctx
 * @returns {HTMLElement}
 */
export function drawChart(block, ctx) {
  const { chart, title = "" } = block;
  const draw = DRAWN[chart?.type];
  if (!draw || !isWhole(chart)) return drawUnknown(block, ctx);
  const titleId = freshId("chart");
  const stem = freshId("pattern");
  const picture = el("div", { class: "kb-chart-picture" });
  const label = word(ctx.locale, "chart.of", { kind: word(ctx.locale, `chart.${chart.type}`), title });
  redrawn(picture, (width) => {
    const image = draw(chart, { width, locale: ctx.locale, stem });
    image.prepend(drawPatterns(stem));
    image.setAttribute("role", "img");
    image.setAttribute("aria-label", label);
    return image;
  });
  return el(
    "figure",
    { class: "kb-chart", "aria-labelledby": titleId },
    el("figcaption", { id: titleId, class: "kb-chart-title" }, title),
    picture,
    legend(chart, ctx, stem),
    drawFigures(block, ctx),
  );
}

/** Draws again whenever the box has another width, so that the type keeps its size. */
function redrawn(box, draw) {
  let drawn = FIRST_WIDTH;
  box.append(draw(FIRST_WIDTH));
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width < 1 || width === drawn) return;
    drawn = width;
    box.replaceChildren(draw(width));
  });
  observer.observe(box);
}

function isWhole(chart) {
  if (chart.type === "pie") return chart.segments?.length > 0;
  return chart.series?.length > 0 && chart.axis_config?.categories?.length > 0;
}

function legend(chart, ctx, stem) {
  const sum = (chart.segments ?? []).reduce((total, { value }) => total + value, 0);
  const names =
    chart.type === "pie"
      ? chart.segments.map(
          ({ label, value }) => `${label} ${percent(value / sum, ctx)}（${figure(value, ctx.locale)}）`,
        )
      : chart.series.map(({ name }) => name);
  if (chart.type !== "pie" && names.length < 2) return null;
  const items = names.map((name, place) =>
    el("li", {}, swatch(chart.type, styleOf(place, stem)), el("span", {}, name)),
  );
  return el("ul", { class: "kb-legend", "aria-hidden": "true" }, ...items);
}

function percent(share, ctx) {
  return new Intl.NumberFormat(ctx.locale, { style: "percent", maximumFractionDigits: 1 }).format(share);
}
