/** The client's own words in Japanese and English: what Slack itself says around the blocks of an app. */

const WORDS = {
  "alt.missing": ["画像を表示できません", "The image cannot be shown"],
  "button.opensSite": ["新しいタブで開きます", "opens in a new tab"],
  "chart.figures": ["数値を表で見る", "Read the figures"],
  "chart.of": ["{kind}：{title}", "{kind}: {title}"],
  "chart.bar": ["棒グラフ", "Bar chart"],
  "chart.line": ["折れ線グラフ", "Line chart"],
  "chart.area": ["面グラフ", "Area chart"],
  "chart.pie": ["円グラフ", "Pie chart"],
  "chart.value": ["値", "Value"],
  "chart.share": ["割合", "Share"],
  "chart.item": ["項目", "Item"],
  "confirm.yes": ["はい", "Yes"],
  "confirm.no": ["いいえ", "No"],
  "count.left": ["あと{n}文字", "{n} characters left"],
  "count.over": ["{n}文字超過しています", "{n} characters too many"],
  "count.more": ["あと{n}文字以上入力してください", "{n} more characters needed"],
  "date.choose": ["日付を選択する", "Select a date"],
  "date.chosen": ["{label}：{value}", "{label}: {value}"],
  "date.clear": ["日付を消す", "Clear the date"],
  "date.dialog": ["カレンダー", "Calendar"],
  "date.next": ["次の月", "Next month"],
  "date.previous": ["前の月", "Previous month"],
  "date.today": ["今日", "Today"],
  "input.optional": ["（任意）", "(optional)"],
  "list.of": ["一覧で読む", "Read as a list"],
  "menu.more": ["その他の操作", "More actions"],
  "menu.moreFor": ["その他の操作：{name}", "More actions: {name}"],
  pair: ["{name}：{value}", "{name}: {value}"],
  "select.chosen": ["選択中：{names}", "Chosen: {names}"],
  "select.channel": ["チャンネルを選択する", "Select a channel"],
  "select.conversation": ["会話を選択する", "Select a conversation"],
  "select.more": ["ほかに{n}件あります。文字を入力すると絞り込めます。", "{n} more. Type to narrow them down."],
  "select.nothing": ["見つかりません", "No results"],
  "select.option": ["項目を選択する", "Select an item"],
  "select.remove": ["{name}を外す", "Remove {name}"],
  "select.results": ["{n}件", "{n} results"],
  "select.user": ["メンバーを選択する", "Select a member"],
  table: ["表", "Table"],
  "time.choose": ["時刻を選択する", "Select a time"],
  "time.label": ["時刻", "Time"],
  "unknown.block": ["この画面ではまだ描けない部品です：{type}", "This page cannot draw this part yet: {type}"],
};

/**
 * A word of the client in the reader's language.
 * @param {"ja" | "en"} locale
 * @param {keyof typeof WORDS} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function word(locale, key, values = {}) {
  const sentence = WORDS[key][locale === "en" ? 1 : 0];
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
