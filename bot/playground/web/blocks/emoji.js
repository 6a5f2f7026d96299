/** The common emoji by Slack's names. A name that is not here stays as `:name:`. */

const TABLE = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|ok_hand 👌|clap 👏|wave 👋|pray 🙏|raised_hands 🙌|muscle 💪|point_right 👉
point_left 👈|point_up ☝️|point_down 👇|raised_hand ✋|hand ✋|bow 🙇|bowing_man 🙇‍♂️|bowing_woman 🙇‍♀️|handshake 🤝|v ✌️
smile 😄|smiley 😃|grinning 😀|blush 😊|slightly_smiling_face 🙂|wink 😉|joy 😂|sweat_smile 😅|sob 😭|cry 😢|relieved 😌
thinking_face 🤔|neutral_face 😐|confused 😕|disappointed 😞|worried 😟|tired_face 😫|weary 😩|sleeping 😴|sunglasses 😎
heart_eyes 😍|hugging_face 🤗|open_mouth 😮|expressionless 😑|white_frowning_face ☹️|slightly_frowning_face 🙁|mask 😷
heart ❤️|green_heart 💚|blue_heart 💙|yellow_heart 💛|sparkling_heart 💖|star ⭐|star2 🌟|sparkles ✨|tada 🎉|confetti_ball 🎊
fire 🔥|100 💯|rocket 🚀|trophy 🏆|medal 🏅|gift 🎁|birthday 🎂|balloon 🎈|crown 👑|gem 💎|bulb 💡|zap ⚡|boom 💥|dizzy 💫
frog 🐸|dog 🐶|cat 🐱|rabbit 🐰|bear 🐻|panda_face 🐼|bird 🐦|turtle 🐢|snail 🐌|bug 🐛|honeybee 🐝|fish 🐟|owl 🦉
seedling 🌱|herb 🌿|four_leaf_clover 🍀|maple_leaf 🍁|fallen_leaf 🍂|leaves 🍃|cherry_blossom 🌸|sunflower 🌻|tulip 🌷
sunny ☀️|partly_sunny ⛅|cloud ☁️|rain_cloud 🌧️|umbrella ☔|snowflake ❄️|snowman ⛄|rainbow 🌈|ocean 🌊|typhoon 🌀
crescent_moon 🌙|full_moon 🌕|moon 🌔|night_with_stars 🌃|city_sunset 🌆|sunrise 🌅|mount_fuji 🗻|house 🏠|house_with_garden 🏡
office 🏢|classical_building 🏛️|hospital 🏥|school 🏫|station 🚉|train 🚆|bullettrain_side 🚄|bus 🚌|car 🚗|bike 🚲
walking 🚶|runner 🏃|dash 💨|airplane ✈️|ship 🚢|hot_springs ♨️|fireworks 🎆|sparkler 🎇|bamboo 🎍|jack_o_lantern 🎃
christmas_tree 🎄|coffee ☕|tea 🍵|beer 🍺|beers 🍻|rice_ball 🍙|bento 🍱|sushi 🍣|ramen 🍜|cake 🍰|cookie 🍪|dango 🍡
calendar 📆|date 📅|spiral_calendar_pad 🗓️|clock 🕰️|alarm_clock ⏰|hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️
clock5 🕔|clock6 🕕|clock530 🕠|bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢|speech_balloon 💬|thought_balloon 💭|envelope ✉️
email 📧|incoming_envelope 📨|inbox_tray 📥|outbox_tray 📤|package 📦|memo 📝|pencil 📝|pencil2 ✏️|clipboard 📋|page_facing_up 📄
bookmark_tabs 📑|bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|file_folder 📁|open_file_folder 📂
card_index 📇|paperclip 📎|link 🔗|pushpin 📌|round_pushpin 📍|bookmark 🔖|books 📚|book 📖|notebook 📓|newspaper 📰
computer 💻|desktop_computer 🖥️|phone ☎️|telephone_receiver 📞|iphone 📱|printer 🖨️|camera 📷|mag 🔍|key 🔑|lock 🔒|unlock 🔓
shield 🛡️|gear ⚙️|wrench 🔧|hammer 🔨|scissors ✂️|moneybag 💰|yen 💴|credit_card 💳|briefcase 💼|handbag 👜|school_satchel 🎒
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|o ⭕|warning ⚠️
exclamation ❗|heavy_exclamation_mark ❗|bangbang ‼️|question ❓|grey_question ❔|information_source ℹ️|no_entry ⛔|no_entry_sign 🚫
rotating_light 🚨|construction 🚧|recycle ♻️|repeat 🔁|arrows_counterclockwise 🔄|arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️
arrow_down ⬇️|arrow_upper_right ↗️|arrow_lower_right ↘️|arrow_forward ▶️|double_vertical_bar ⏸️|fast_forward ⏩|back 🔙|soon 🔜
new 🆕|ok 🆗|up 🆙|free 🆓|cool 🆒|sos 🆘|red_circle 🔴|large_blue_circle 🔵|large_green_circle 🟢|large_yellow_circle 🟡
large_orange_circle 🟠|large_purple_circle 🟣|white_circle ⚪|black_circle ⚫|large_blue_square 🟦|large_green_square 🟩
one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|zero 0️⃣|keycap_ten 🔟
busts_in_silhouette 👥|bust_in_silhouette 👤|family 👪|baby 👶|eyes 👀|ear 👂|brain 🧠|robot_face 🤖|ghost 👻|skull 💀|zzz 💤
`;

const TONES = { 2: "🏻", 3: "🏼", 4: "🏽", 5: "🏾", 6: "🏿" };
const BY_NAME = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry) => /** @type {[string, string]} */ (entry.split(" "))),
);

/**
 * The character of an emoji name such as `tada` or `wave::skin-tone-3`, or undefined when it is not in the table.
 * @param {string} name
 * @returns {string | undefined}
 */
export function emojiOf(name) {
  const [stem, tone] = name.split("::skin-tone-");
  const found = BY_NAME.get(stem);
  return found && tone ? found + (TONES[tone] ?? "") : found;
}
