/** The page's own words, in Japanese and English. The language of the page is not the person's language in Kaeru. */

import { recall, remember } from "./prefs.js";
import { EN } from "./texts/en.js";
import { JA } from "./texts/ja.js";

const CATALOGUES = { ja: JA, en: EN };
let current = recall("language", "ja");

/** @returns {"ja" | "en"} */
export function language() {
  return current;
}

/** @param {"ja" | "en"} code */
export function useLanguage(code) {
  current = code;
  remember("language", code);
  document.documentElement.lang = code;
}

/**
 * A sentence of the page.
 * @param {keyof typeof JA} key
 * @param {Record<string, string | number>} [values] for the {places} in it
 * @returns {string}
 */
export function t(key, values = {}) {
  const sentence = CATALOGUES[current][key];
  if (sentence === undefined) throw new Error(`The page has no words for "${key}".`);
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
