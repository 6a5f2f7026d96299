/** What Slack's client itself objects to in what was typed, before a form is sent. Pure. */

const SAID = {
  long: ["{n}文字以内で入力してください。", "Use {n} characters at most."],
  short: ["{n}文字以上で入力してください。", "Use {n} characters at least."],
  number: ["数字を入力してください。", "Enter a number."],
  whole: ["整数を入力してください。", "Enter a whole number."],
  low: ["{n}以上の数字を入力してください。", "Enter {n} or more."],
  high: ["{n}以下の数字を入力してください。", "Enter {n} or less."],
  email: ["正しいメールアドレスを入力してください。", "Enter a valid e-mail address."],
  url: [
    "http:// か https:// で始まるURLを入力してください。",
    "Enter an address that begins with http:// or https://.",
  ],
};

/**
 * The sentence about a value that its element does not take, or "".
 * @param {any} element
 * @param {string | null} value
 * @param {"ja" | "en"} locale
 * @returns {string}
 */
export function problemWith(element, value, locale) {
  if (value === null || value === "") return "";
  const [key, n] = CHECKS[element.type]?.(element, value) ?? [];
  return key ? SAID[key][locale === "en" ? 1 : 0].replace("{n}", String(n)) : "";
}

const CHECKS = {
  plain_text_input: ({ max_length: most = 3000, min_length: least = 0 }, value) => {
    if (value.length > most) return ["long", most];
    return value.length < least ? ["short", least] : [];
  },
  number_input: ({ is_decimal_allowed: mayBeDecimal, min_value: low, max_value: high }, value) => {
    if (!/^-?\d+(\.\d+)?$/.test(value)) return ["number"];
    if (!mayBeDecimal && value.includes(".")) return ["whole"];
    if (low !== undefined && Number(value) < Number(low)) return ["low", low];
    return high !== undefined && Number(value) > Number(high) ? ["high", high] : [];
  },
  email_text_input: (_, value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? [] : ["email"]),
  url_text_input: (_, value) => (/^https?:\/\/\S+$/.test(value) ? [] : ["url"]),
};
