/** Bars, lines and areas over categories. */

import { svg } from "../dom.js";
import { drawMark, painted, styleOf } from "./looks.js";
import { cutInside, figure, linesOf, scale, ticks, widthOf } from "./scale.js";

const TYPE = 12;
const HEIGHT = 260;
const LINE = 15;
const UPRIGHT = 112;

/**
 * The picture of a bar, line or area chart.
 * @param {any} chart
 * @param {{width: number, locale: "ja" | "en", stem: string}} look
 * @returns {SVGElement}
 */
export function drawAxes(chart, look) {
  const frame = frameOf(chart, look);
  const series = chart.series.map((one, place) => DRAWN[chart.type](one, place, chart, frame, look));
  return svg(
    "svg",
    { class: "kb-chart-svg", width: look.width, height: frame.height, viewBox: `0 0 ${look.width} ${frame.height}` },
    drawGrid(frame, look),
    ...series,
    drawCategories(frame),
    drawAxisNames(chart.axis_config, frame, look),
  );
}

/** Where everything stands. Labels turn upright when they would not fit side by side. */
function frameOf(chart, { width, locale }) {
  const { categories, x_label: xLabel, y_label: yLabel } = chart.axis_config;
  const steps = ticks(chart.series.flatMap(({ data }) => data.map(({ value }) => value)));
  const left = Math.max(...steps.map((step) => widthOf(figure(step, locale), TYPE))) + 14;
  const top = yLabel ? 28 : 12;
  const bottom = top + HEIGHT - 70;
  const band = (width - left - 8) / categories.length;
  const isUpright = band < 2.6 * TYPE && categories.some((label) => widthOf(label, TYPE) > band - 4);
  const labels = categories.map((label) =>
    isUpright ? [cutInside(label, UPRIGHT, TYPE)] : linesOf(label, band - 4, TYPE, 3),
  );
  const depth = isUpright
    ? Math.max(...labels.map(([label]) => widthOf(label, TYPE)))
    : Math.max(...labels.map((lines) => lines.length)) * LINE;
  const height = bottom + depth + 14 + (xLabel ? LINE + 6 : 0);
  const middle = (place) => left + band * (place + 0.5);
  return {
    left,
    right: width - 8,
    top,
    bottom,
    band,
    steps,
    labels,
    categories,
    isUpright,
    height,
    middle,
    y: scale(steps, bottom, top),
  };
}

function drawGrid({ left, right, steps, y }, { locale }) {
  const lines = steps.flatMap((step) => [
    svg("line", { x1: left, x2: right, y1: y(step), y2: y(step), class: step === 0 ? "kb-axis" : "kb-grid" }),
    svg("text", { x: left - 8, y: y(step) + 4, "text-anchor": "end", class: "kb-tick" }, figure(step, locale)),
  ]);
  return svg("g", {}, ...lines);
}

function drawCategories({ labels, categories, middle, bottom, band, isUpright }) {
  const every = isUpright ? Math.ceil((TYPE + 1) / band) : 1;
  const texts = labels.map((lines, place) => {
    if (place % every) return null;
    const x = middle(place);
    const title = svg("title", {}, categories[place]);
    if (isUpright) {
      return svg(
        "text",
        {
          x,
          y: bottom + 8,
          transform: `rotate(-90 ${x} ${bottom + 8})`,
          "text-anchor": "end",
          dy: "0.35em",
          class: "kb-tick",
        },
        lines[0],
        title,
      );
    }
    const spans = lines.map((line, number) => svg("tspan", { x, y: bottom + 18 + number * LINE }, line));
    return svg("text", { "text-anchor": "middle", class: "kb-tick" }, ...spans, title);
  });
  return svg("g", {}, ...texts);
}

function drawAxisNames({ x_label: xLabel, y_label: yLabel }, { left, right, height }, { width }) {
  const cut = (text, room) => linesOf(text, room, TYPE, 1)[0];
  return svg(
    "g",
    { class: "kb-axis-name" },
    yLabel && svg("text", { x: 4, y: 14 }, cut(yLabel, width - 8)),
    xLabel && svg("text", { x: (left + right) / 2, y: height - 6, "text-anchor": "middle" }, cut(xLabel, right - left)),
  );
}

const DRAWN = { bar: drawBars, line: drawLine, area: drawArea };

function drawBars({ name, data }, place, chart, { middle, band, y }, { locale, stem }) {
  const count = chart.series.length;
  const width = Math.min((band * 0.76) / count, 44);
  const style = styleOf(place, stem);
  const bars = data.map(({ label, value }, number) => {
    const x = middle(number) + (place - count / 2) * width;
    const box = {
      x: x + 0.5,
      y: Math.min(y(value), y(0)),
      width: Math.max(width - 1, 1),
      height: Math.abs(y(0) - y(value)),
      rx: Math.min(3, width / 4),
    };
    const bar = painted(svg("rect", { ...box, class: "kb-bar" }, hint(name, label, value, locale)), style.colour);
    bar.style.fill = style.fill;
    return bar;
  });
  const isRoomy = count === 1 && band > 34;
  const figures = isRoomy
    ? data.map(({ value }, number) =>
        svg(
          "text",
          { x: middle(number), y: Math.min(y(value), y(0)) - 5, "text-anchor": "middle", class: "kb-figure" },
          figure(value, locale),
        ),
      )
    : [];
  return svg("g", {}, ...bars, ...figures);
}

function drawLine({ name, data }, place, _chart, { middle, y }, { locale, stem }) {
  const style = styleOf(place, stem);
  const points = data.map(({ value }, number) => [middle(number), y(value)]);
  const line = svg("polyline", {
    points: points.map((point) => point.join(",")).join(" "),
    "stroke-dasharray": style.dash,
    class: "kb-line",
  });
  const marks = points.map(([x, height], number) => {
    const mark = drawMark(style, x, height);
    mark.append(hint(name, data[number].label, data[number].value, locale));
    return mark;
  });
  return svg("g", {}, painted(line, style.colour), ...marks);
}

function drawArea(series, place, chart, frame, look) {
  const { middle, y } = frame;
  const style = styleOf(place, look.stem);
  const top = series.data.map(({ value }, number) => `${middle(number)},${y(value)}`);
  const ends = `${middle(series.data.length - 1)},${y(0)} ${middle(0)},${y(0)}`;
  const area = painted(svg("polygon", { points: `${top.join(" ")} ${ends}`, class: "kb-area" }), style.colour);
  return svg("g", {}, area, drawLine(series, place, chart, frame, look));
}

function hint(name, label, value, locale) {
  return svg("title", {}, `${name} ${label} ${figure(value, locale)}`);
}
