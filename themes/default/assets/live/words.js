// Numbers as the page writes them: in its language, and in kilometres or miles.

const MILE = 1609.344;
const FOOT = 0.3048;

const language = document.documentElement.lang || undefined;

function number(value, digits = 0, style = "decimal") {
  const shape = { style, minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(language, { ...shape, signDisplay: "negative" }).format(value);
}

// `m`, `mps` are metres and metres a second; `at` is what `Way.at` gives.
export function words(imperial) {
  const [long, high] = imperial ? [MILE, FOOT] : [1000, 1];
  const distance = (m) => `${number(m / long, 1)}\u00a0${imperial ? "mi" : "km"}`;
  const height = (m) => `${number(m / high)}\u00a0${imperial ? "ft" : "m"}`;
  const speed = (mps) => `${number((mps * 3600) / long)}\u00a0${imperial ? "mph" : "km/h"}`;
  function pace(mps) {
    const seconds = Math.round(long / mps);
    const rest = String(seconds % 60).padStart(2, "0");
    return `${Math.floor(seconds / 60)}:${rest}\u00a0${imperial ? "/mi" : "/km"}`;
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
    const [unit, sign] =
      m >= long ? [long, imperial ? "mi" : "km"] : [high, imperial ? "ft" : "m"];
    const power = 10 ** Math.floor(Math.log10(m / unit));
    const count = [5, 2, 1].find((step) => step * power <= m / unit) * power;
    return [count * unit, `${number(count, count < 1 ? 1 : 0)}\u00a0${sign}`];
  }
  return { distance, told, round };
}
