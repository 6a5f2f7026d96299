/** How series are told apart: six colours that differ in lightness too, then the same colours hatched; marks, dashes. */

import { svg } from "../dom.js";

const COLOURS = 6;
const MARKS = ["circle", "square", "triangle", "diamond", "cross", "ring"];
const DASHES = ["", "7 3", "2 3", "9 3 2 3", "4 2", "1 4"];

/**
 * @typedef {object} Style
 * @property {string} colour a CSS colour
 * @property {string} fill the colour, or a hatching in it
 * @property {string} dash
 * @property {string} mark
 */

/**
 * The looks of a series.
 * @param {number} place its number, from 0
 * @param {string} stem of the ids of this chart's hatchings
 * @returns {Style}
 */
export function styleOf(place, stem) {
  const colour = place % COLOURS;
  const isHatched = Math.floor(place / COLOURS) % 2 === 1;
  return {
    colour: `var(--kb-chart-${colour + 1})`,
    fill: isHatched ? `url(#${stem}-${colour})` : `var(--kb-chart-${colour + 1})`,
    dash: DASHES[colour],
    mark: MARKS[colour],
  };
}

/**
 * The hatchings, to stand in the picture itself.
 * @param {string} stem
 * @returns {SVGElement}
 */
export function drawPatterns(stem) {
  const patterns = Array.from({ length: COLOURS }, (_, place) => {
    const stroke = `stroke: var(--kb-chart-${place + 1}); stroke-width: 4`;
    const line = svg("line", { x1: 0, y1: 0, x2: 0, y2: 7 });
    line.style.cssText = stroke;
    return svg(
      "pattern",
      { id: `${stem}-${place}`, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      line,
    );
  });
  return svg("defs", {}, ...patterns);
}

/**
 * The mark of a point.
 * @param {Style} style
 * @param {number} x
 * @param {number} y
 * @param {number} [r]
 * @returns {SVGElement}
 */
export function drawMark({ mark, colour }, x, y, r = 4) {
  const shapes = {
    circle: () => svg("circle", { cx: x, cy: y, r }),
    ring: () => svg("circle", { cx: x, cy: y, r, class: "kb-hollow" }),
    square: () => svg("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r }),
    triangle: () => svg("path", { d: `M${x} ${y - r}L${x + r} ${y + r}L${x - r} ${y + r}Z` }),
    diamond: () => svg("path", { d: `M${x} ${y - r - 1}L${x + r + 1} ${y}L${x} ${y + r + 1}L${x - r - 1} ${y}Z` }),
    cross: () =>
      svg("path", {
        d: `M${x - r} ${y - r}L${x + r} ${y + r}M${x + r} ${y - r}L${x - r} ${y + r}`,
        class: "kb-hollow",
      }),
  };
  return painted(shapes[mark](), colour);
}

/**
 * The sign in the legend.
 * @param {string} type of the chart
 * @param {Style} style
 * @returns {SVGElement}
 */
export function swatch(type, style) {
  const isLine = type === "line" || type === "area";
  const line = svg("line", {
    x1: 0,
    y1: 7,
    x2: 22,
    y2: 7,
    "stroke-width": 2,
    "stroke-dasharray": style.dash,
    class: "kb-line",
  });
  const box = svg("rect", { x: 4, y: 0, width: 14, height: 14, rx: 3 });
  box.style.fill = style.fill;
  if (style.fill !== style.colour) painted(box, style.colour).setAttribute("class", "kb-hatched");
  const signs = isLine ? [painted(line, style.colour), drawMark(style, 11, 7)] : [box];
  return svg(
    "svg",
    { class: "kb-swatch-sign", width: 22, height: 14, viewBox: "0 0 22 14", "aria-hidden": "true" },
    ...signs,
  );
}

/**
 * A shape in a colour; colours are CSS variables, which only styles understand.
 * @template {SVGElement} T
 * @param {T} shape
 * @param {string} colour
 * @returns {T}
 */
export function painted(shape, colour) {
  shape.style.setProperty("--colour", colour);
  return shape;
}
