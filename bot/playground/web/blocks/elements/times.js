/** Times of day as people write them, and the list that a time picker offers. Pure. */

/**
 * A typed time as HH:mm (`1730`, `17:30`, `１７時３０分`, `5:30 pm`), or null when it is none.
 * @param {string} typed
 * @returns {string | null}
 */
export function readTime(typed) {
  const text = typed.normalize("NFKC").trim().toLowerCase();
  const match = /^(午前|午後)?\s*(\d{1,2})(?:[:時.]?(半|\d{2})?分?)?\s*([ap]m?)?$/.exec(text);
  if (!match) return null;
  const [, half, hours, minutes = "0", meridiem] = match;
  const isAfternoon = half === "午後" || meridiem?.startsWith("p");
  const isTwelveHours = Boolean(half || meridiem);
  const hour = (isTwelveHours ? Number(hours) % 12 : Number(hours)) + (isAfternoon ? 12 : 0);
  const minute = minutes === "半" ? 30 : Number(minutes);
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : null;
}

/**
 * The half hours of the day as choices, or the one time that is given.
 * @param {"ja" | "en"} locale
 * @param {string | null} [only] HH:mm
 * @returns {import("./narrowing.js").Choice[]}
 */
export function halfHours(locale, only = null) {
  const times = only
    ? [only]
    : Array.from({ length: 48 }, (_, place) => `${two(place >> 1)}:${place % 2 ? "30" : "00"}`);
  return times.map((value) => ({ value, label: said(value, locale) }));
}

function said(value, locale) {
  const style = { hour: "numeric", minute: "2-digit", hourCycle: locale === "en" ? "h12" : "h23", timeZone: "UTC" };
  return new Intl.DateTimeFormat(locale, style).format(new Date(`2000-01-01T${value}:00Z`));
}

function two(number) {
  return String(number).padStart(2, "0");
}
