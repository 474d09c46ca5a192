// Numbers and words as the page writes them: in its language, and in kilometres or miles.
import { messages, units } from "./messages.js";

const MILE = 1609.344;
const FOOT = 0.3048;

// Latin digits, as the page has them.
const language = new Intl.Locale(document.documentElement.lang || "en", {
  numberingSystem: "latn",
});

function number(value, digits = 0, style = "decimal") {
  const shape = { style, minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(language, { ...shape, signDisplay: "negative" }).format(value);
}

// A number and its unit, which some languages bend: "2 mile, 5 mil".
function quantity(value, digits, unit) {
  const rules = new Intl.PluralRules(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const called = unit[rules.select(Math.abs(value))] ?? unit.other;
  return `${number(value, digits)}\u00a0${called}`;
}

// Say a message with its `%(name)s` filled in.
export const say = (name, values = {}) =>
  messages[name].replace(/%\((\w+)\)s/g, (_, key) => values[key]);

// `m`, `mps` are metres and metres a second; `at` is what `Way.at` gives.
export function words(imperial) {
  const [long, high] = imperial ? [MILE, FOOT] : [1000, 1];
  const unit = units[imperial ? "imperial" : "metric"];
  const distance = (m) => quantity(m / long, 1, unit.far);
  const height = (m) => quantity(m / high, 0, unit.high);
  const speed = (mps) => quantity((mps * 3600) / long, 0, unit.speed);
  function pace(mps) {
    const seconds = Math.round(long / mps);
    const rest = String(seconds % 60).padStart(2, "0");
    return `${Math.floor(seconds / 60)}:${rest}\u00a0${unit.pace.other}`;
  }
  function told(at) {
    const parts = [distance(at.m)];
    if (at.ele !== undefined) parts.push(height(at.ele));
    if (at.gradient !== undefined) parts.push(number(at.gradient / 100, 1, "percent"));
    if (at.speed > 0.1) parts.push(at.track.foot ? pace(at.speed) : speed(at.speed));
    return parts.join(", ");
  }
  // A round length of at most `m`, for the scale bar: its metres and its words.
  function round(m) {
    const [metres, sign] = m >= long ? [long, unit.far] : [high, unit.high];
    const power = 10 ** Math.floor(Math.log10(m / metres));
    const count = [5, 2, 1].find((step) => step * power <= m / metres) * power;
    return [count * metres, quantity(count, count < 1 ? 1 : 0, sign)];
  }
  return { distance, told, round };
}
