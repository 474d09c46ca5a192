// A slider over the plot of an elevation profile: its thumb is the line at the cursor.
import { html } from "./draw.js";
import { say } from "./words.js";

const STEPS = 400; // from end to end

export function addSlider(picture, way, cursor, told) {
  const { left, right, top, bottom, length } = picture.dataset;
  const { width, height } = picture.viewBox.baseVal;
  const range = { type: "range", min: 0, max: length, step: length / STEPS, value: 0 };
  const slider = html("input", { ...range, "aria-label": say("place") });
  const readout = html("output", { class: "live-readout", hidden: "", "aria-hidden": true });
  const plot = html("div", { class: "live-plot" }, slider, readout);
  plot.style.left = `${(100 * left) / width}%`;
  plot.style.right = `${100 - (100 * right) / width}%`;
  plot.style.top = `${(100 * top) / height}%`;
  plot.style.bottom = `${100 - (100 * bottom) / height}%`;
  const over = html("div", { class: "live-over" }, plot);
  over.style.aspectRatio = `${width} / ${height}`;
  picture.before(html("div", { class: "live-profile" }, over));

  const speak = (m) =>
    slider.setAttribute("aria-valuetext", told(way.at(m)).replaceAll("\u00a0", " "));
  speak(0);
  slider.addEventListener("input", () => cursor.set(+slider.value));
  slider.addEventListener("focus", () => cursor.set(+slider.value));
  slider.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse" || event.buttons) return;
    const box = plot.getBoundingClientRect();
    cursor.set(Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * length);
  });
  slider.addEventListener("blur", () => cursor.set(undefined));
  slider.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") cursor.set(undefined); // a finger is meant to be lifted
  });

  cursor.watch((m) => {
    readout.hidden = m === undefined;
    if (m === undefined) return;
    slider.value = m;
    speak(m);
    readout.textContent = told(way.at(m));
    const share = m / length;
    readout.style.left = `${100 * share}%`;
    readout.style.transform = `translateX(${-100 * share}%)`;
  });
}
