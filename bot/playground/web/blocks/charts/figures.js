/** The figures of a chart as a table that opens below it. */

import { el } from "../dom.js";
import { word } from "../words.js";
import { figure } from "./scale.js";

/**
 * The table, folded up.
 * @param {any} block a data_visualization block
 * @param {import("../index.js").Context} ctx
 * @returns {HTMLElement}
 */
export function drawFigures({ chart, title }, ctx) {
  const label = word(ctx.locale, "chart.figures");
  const table = chart.type === "pie" ? segments(chart, ctx) : series(chart, ctx);
  table.setAttribute("aria-label", title);
  return el(
    "details",
    { class: "kb-list-form", data: { listForm: "" } },
    el("summary", { "aria-label": `${label} ${title}` }, label),
    el("div", { class: "kb-scroll", role: "region", tabindex: "0", "aria-label": title }, table),
  );
}

function segments(chart, { locale }) {
  const sum = chart.segments.reduce((total, { value }) => total + value, 0);
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const rows = chart.segments.map(({ label, value }) => [label, figure(value, locale), share.format(value / sum)]);
  return drawTable([word(locale, "chart.item"), word(locale, "chart.value"), word(locale, "chart.share")], rows);
}

function series(chart, { locale }) {
  const { categories, x_label: xLabel } = chart.axis_config;
  const rows = categories.map((label, place) => [
    label,
    ...chart.series.map(({ data }) => figure(data[place].value, locale)),
  ]);
  return drawTable([xLabel || word(locale, "chart.item"), ...chart.series.map(({ name }) => name)], rows);
}

function drawTable(head, rows) {
  const cells = (row) =>
    row.map((text, place) => (place ? el("td", { class: "kb-right" }, text) : el("th", { scope: "row" }, text)));
  const heads = head.map((text, place) => el("th", { scope: "col", class: place ? "kb-right" : null }, text));
  return el(
    "table",
    { class: "kb-table" },
    el("thead", {}, el("tr", {}, ...heads)),
    el("tbody", {}, ...rows.map((row) => el("tr", {}, ...cells(row)))),
  );
}
