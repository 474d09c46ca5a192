// Turns a map's picture into a live map, once half of it is in view and the reader has begun to
// do something: who only looks has seen it. Whatever goes wrong on the way, the picture is still
// there. A reader who saves data is asked first.

const SIGNS = ["pointermove", "pointerdown", "scroll", "keydown"];

const open = (figure) => import("./live.js").then((live) => live.start(figure));

async function offer(figure) {
  const { messages } = await import("./messages.js");
  const button = document.createElement("button");
  button.textContent = messages.open;
  button.className = "live-open";
  button.onclick = () => open(figure).then(() => button.remove(), console.info);
  figure.querySelector(".stage").append(button);
}

const watching = new IntersectionObserver(
  (seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      watching.unobserve(target);
      open(target.closest("figure")).catch(console.info);
    }
  },
  { threshold: 0.5 },
);

function begin() {
  for (const sign of SIGNS) removeEventListener(sign, begin);
  for (const figure of figures) watching.observe(figure.querySelector(".stage"));
}

const figures = document.querySelectorAll("figure.map[data-track]");
if (navigator.connection?.saveData) figures.forEach((figure) => offer(figure).catch(console.info));
else for (const sign of SIGNS) addEventListener(sign, begin, { passive: true });
