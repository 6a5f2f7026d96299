/** Slack's date tokens ({date_long}, {time} …) in the office's time zone. Pure. */

export const ZONE = "Asia/Tokyo";
const DAY = 86_400;

const ORDINALS = { one: "st", two: "nd", few: "rd", other: "th" };
const ordinal = new Intl.PluralRules("en", { type: "ordinal" });

/**
 * A template with tokens, filled in for an instant. Unknown tokens stay as they are.
 * @param {number} unix seconds
 * @param {string} template
 * @param {{locale: "ja" | "en", now: Date}} ctx
 * @returns {string}
 */
export function formatDate(unix, template, ctx) {
  const at = new Date(unix * 1000);
  return template.replace(/\{(\w+)\}/g, (token, name, offset) => {
    const said = TOKENS[name]?.(at, ctx);
    return said === undefined ? token : offset === 0 ? capital(said) : said;
  });
}

const TOKENS = {
  date_num: (at) => isoDay(at),
  date_slash: (at, ctx) => written(at, ctx, { year: "numeric", month: "2-digit", day: "2-digit" }),
  date: (at, ctx) => plainDay(at, ctx, "long"),
  date_short: (at, ctx) => plainDay(at, ctx, "short"),
  date_long: (at, ctx) => longDay(at, ctx, true),
  date_long_full: (at, ctx) => written(at, ctx, { year: "numeric", month: "long", day: "numeric" }),
  date_pretty: (at, ctx) => nearDay(at, ctx) ?? TOKENS.date(at, ctx),
  date_short_pretty: (at, ctx) => nearDay(at, ctx) ?? TOKENS.date_short(at, ctx),
  date_long_pretty: (at, ctx) => nearDay(at, ctx) ?? TOKENS.date_long(at, ctx),
  day_divider_pretty: (at, ctx) => nearDay(at, ctx) ?? longDay(at, ctx, yearOf(at) !== yearOf(ctx.now)),
  time: (at, ctx) => written(at, ctx, { hour: "numeric", minute: "2-digit", hourCycle: cycle(ctx) }),
  time_secs: (at, ctx) =>
    written(at, ctx, { hour: "numeric", minute: "2-digit", second: "2-digit", hourCycle: cycle(ctx) }),
  ago: (at, ctx) => ago(at, ctx),
};

/**
 * The day in Tokyo as YYYY-MM-DD.
 * @param {Date} at
 * @returns {string}
 */
export function isoDay(at) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(at);
}

/**
 * The time in Tokyo as HH:mm.
 * @param {Date} at
 * @returns {string}
 */
export function isoTime(at) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" }).format(at);
}

/**
 * The unix seconds of a day and a time in Tokyo, which has no summer time.
 * @param {string} day YYYY-MM-DD
 * @param {string} time HH:mm
 * @returns {number}
 */
export function unixOf(day, time) {
  return Date.parse(`${day}T${time}:00+09:00`) / 1000;
}

/**
 * A calendar day (YYYY-MM-DD) as a person reads it: 2026年11月25日（水）, Wed, Nov 25, 2026.
 * @param {string} day
 * @param {"ja" | "en"} locale
 * @returns {string}
 */
export function dayInWords(day, locale) {
  const style = { year: "numeric", month: locale === "en" ? "short" : "long", day: "numeric", weekday: "short" };
  const said = new Intl.DateTimeFormat(locale, { ...style, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
  return said.replace("(", "（").replace(")", "）");
}

function written(at, ctx, style) {
  return new Intl.DateTimeFormat(ctx.locale, { ...style, timeZone: ZONE }).format(at);
}

function cycle(ctx) {
  return ctx.locale === "en" ? "h12" : "h23";
}

function yearOf(at) {
  return isoDay(at).slice(0, 4);
}

function plainDay(at, ctx, month) {
  const isNear = Math.abs(at - ctx.now) < 183 * DAY * 1000;
  return withOrdinal(
    written(at, ctx, { month, day: "numeric", ...(isNear ? {} : { year: "numeric" }) }),
    at,
    ctx,
    month,
  );
}

function longDay(at, ctx, withYear) {
  const style = { weekday: "long", month: "long", day: "numeric", ...(withYear ? { year: "numeric" } : {}) };
  return withOrdinal(written(at, ctx, style), at, ctx, "long");
}

function withOrdinal(said, at, ctx, month) {
  if (ctx.locale !== "en" || month === "short") return said;
  const day = Number(isoDay(at).slice(8));
  return said.replace(new RegExp(`\\b${day}\\b(?!\\d)`), `${day}${ORDINALS[ordinal.select(day)]}`);
}

function nearDay(at, ctx) {
  const days = Math.round((Date.parse(isoDay(at)) - Date.parse(isoDay(ctx.now))) / (DAY * 1000));
  const near = { "-1": ["昨日", "yesterday"], 0: ["今日", "today"], 1: ["明日", "tomorrow"] }[days];
  return near?.[ctx.locale === "en" ? 1 : 0];
}

const STEPS = [
  ["year", 365 * DAY],
  ["month", 30 * DAY],
  ["day", DAY],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

function ago(at, ctx) {
  const seconds = Math.round((at - ctx.now) / 1000);
  const [unit, length] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? STEPS.at(-1);
  return new Intl.RelativeTimeFormat(ctx.locale).format(Math.trunc(seconds / length), unit);
}

function capital(said) {
  return said.charAt(0).toUpperCase() + said.slice(1);
}
