/** The arithmetic of charts: round ticks, places along an axis, labels cut to fit. Pure. */

/**
 * Round numbers from at most the smallest to at least the largest value; 0 is always among them.
 * @param {number[]} values
 * @param {number} [wanted] about so many steps
 * @returns {number[]}
 */
export function ticks(values, wanted = 4) {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const rough = (high - low || 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999) ?? rough;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  return Array.from({ length: last - first + 1 }, (_, place) => Number(((first + place) * step).toPrecision(12)));
}

/**
 * The height of a value between two pixels.
 * @param {number[]} steps the ticks
 * @param {number} bottom
 * @param {number} top
 * @returns {(value: number) => number}
 */
export function scale(steps, bottom, top) {
  const [low, high] = [steps[0], steps.at(-1)];
  return (value) => bottom - ((value - low) / (high - low)) * (bottom - top);
}

/**
 * About how wide a text is: full-width characters count 1, others 0.56.
 * @param {string} text
 * @param {number} size of the type, in pixels
 * @returns {number}
 */
export function widthOf(text, size) {
  return (
    [...text].reduce((sum, character) => sum + (/[\u0000-\u00ff\uff61-\uff9f]/.test(character) ? 0.56 : 1), 0) * size
  );
}

/**
 * A text in at most so many lines of a width; what does not fit ends in an ellipsis.
 * @param {string} text
 * @param {number} width
 * @param {number} size
 * @param {number} most
 * @returns {string[]}
 */
export function linesOf(text, width, size, most) {
  const lines = [""];
  for (const piece of text.match(/[\u0021-\u024f]+|\s+|./gu) ?? []) {
    if (widthOf(lines.at(-1) + piece, size) <= width || lines.at(-1) === "") lines[lines.length - 1] += piece;
    else lines.push(piece.trim());
  }
  const kept = lines.slice(0, most).map((line) => cut(line, width, size));
  if (lines.length > most) kept[most - 1] = cut(`${kept[most - 1]}……`, width, size);
  return kept;
}

function cut(text, width, size) {
  if (widthOf(text, size) <= width) return text;
  let kept = text;
  while (kept.length > 1 && widthOf(`${kept}…`, size) > width) kept = kept.slice(0, -1);
  return `${kept.replace(/…+$/, "")}…`;
}

/**
 * A text cut in its middle, where names of units that stand side by side differ least.
 * @param {string} text
 * @param {number} width
 * @param {number} size
 * @returns {string}
 */
export function cutInside(text, width, size) {
  const letters = [...text];
  if (widthOf(text, size) <= width) return text;
  for (let kept = letters.length - 1; kept > 2; kept -= 1) {
    const tail = Math.floor(kept / 2);
    const shorter = [...letters.slice(0, kept - tail), "…", ...letters.slice(-tail)].join("");
    if (widthOf(shorter, size) <= width) return shorter;
  }
  return `${letters[0]}…`;
}

/**
 * A number as people read it.
 * @param {number} value
 * @param {"ja" | "en"} locale
 * @returns {string}
 */
export function figure(value, locale) {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}
