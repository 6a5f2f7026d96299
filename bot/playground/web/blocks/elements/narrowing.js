/** Which choices fit what somebody types: by part of a word, whatever its width, case or kana. Pure. */

/**
 * @typedef {object} Choice
 * @property {string} value
 * @property {string} label
 * @property {string} [description]
 * @property {string} [group]
 * @property {string} [search] further words that find it
 * @property {any} [option] the option as the app sent it
 */

/**
 * The choices that contain every typed word.
 * @param {Choice[]} choices
 * @param {string} typed
 * @returns {Choice[]}
 */
export function narrowed(choices, typed) {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (!words.length) return choices;
  return choices.filter((choice) => {
    const text = folded(`${choice.label} ${choice.description ?? ""} ${choice.search ?? ""}`);
    return words.every((one) => text.includes(one));
  });
}

/**
 * A text in the one form in which it is compared: half width, lower case, hiragana.
 * @param {string} text
 * @returns {string}
 */
export function folded(text) {
  const plain = text.normalize("NFKC").toLowerCase();
  return plain.replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}
