/** Pies. */

import { svg } from "../dom.js";
import { painted, styleOf } from "./looks.js";
import { figure } from "./scale.js";

const RADIUS = 92;

/**
 * The picture of a pie chart, from the top and clockwise.
 * @param {any} chart
 * @param {{width: number, locale: "ja" | "en", stem: string}} look
 * @returns {SVGElement}
 */
export function drawPie(chart, { width, locale, stem }) {
  const sum = chart.segments.reduce((total, { value }) => total + value, 0);
  const middle = [width / 2, RADIUS + 6];
  let turned = 0;
  const slices = chart.segments.map(({ label, value }, place) => {
    const [start, end] = [turned, (turned += value / sum)];
    const { colour, fill } = styleOf(place, stem);
    const slice = painted(drawSlice(middle, start, end), colour);
    slice.style.fill = fill;
    slice.append(svg("title", {}, `${label} ${figure(value, locale)}`));
    return slice;
  });
  const height = 2 * RADIUS + 12;
  return svg("svg", { class: "kb-chart-svg", width, height, viewBox: `0 0 ${width} ${height}` }, ...slices);
}

function drawSlice([x, y], start, end) {
  if (end - start > 0.9999) return svg("circle", { cx: x, cy: y, r: RADIUS, class: "kb-slice" });
  const at = (share) => `${x + RADIUS * Math.sin(2 * Math.PI * share)} ${y - RADIUS * Math.cos(2 * Math.PI * share)}`;
  const isLarge = end - start > 0.5 ? 1 : 0;
  return svg("path", {
    d: `M${x} ${y}L${at(start)}A${RADIUS} ${RADIUS} 0 ${isLarge} 1 ${at(end)}Z`,
    class: "kb-slice",
  });
}
