// A large photo as a dialog: keys, swipes, focus. The address says which one is shown, so the
// links of the page do most of it, the button "back" closes it, and it can be shared.
// One entry of the history is enough for all photos that are looked at in a row.

const views = [...document.querySelectorAll(".view")];
const part = (view, kind) => view?.querySelector(`.${kind}`);
const mirrored = getComputedStyle(document.documentElement).direction === "rtl";
const still = matchMedia("(prefers-reduced-motion: reduce)");
const zoomed = () => window.visualViewport?.scale > 1.01;

let shown = null;
let wanted = "close"; // which of the links of the next one gets the focus
let entered = false; // whether the page without a photo is one step back

// The picture that the page has, in the size of the screen.
const load = (view) => {
  if (!view || part(view, "photo img")) return;
  const picture = document.getElementById(`${view.id}-here`).querySelector("picture").cloneNode(true);
  const image = picture.querySelector("img");
  const wide = Math.ceil((100 * image.width) / image.height);
  for (const each of picture.children) each.sizes = `min(100vw, ${wide}vh)`;
  image.removeAttribute("class");
  image.loading = "eager";
  part(view, "photo").prepend(picture);
};

const show = (event) => {
  const before = shown;
  shown = views.find((view) => `#${view.id}` === location.hash) ?? null;
  if (shown === before) return;
  before?.close();
  if (shown) {
    if (!before) entered = Boolean(event);
    load(shown);
    shown.showModal();
    (part(shown, wanted) ?? part(shown, "close")).focus();
    const at = views.indexOf(shown);
    load(views[at + 1]);
    load(views[at - 1]);
  } else {
    wanted = "close";
    const thumb = document.getElementById(`${before.id}-here`);
    thumb.focus({ preventScroll: true });
    thumb.scrollIntoView({ block: "nearest" });
  }
};

const leave = () => (entered ? history.back() : location.replace(part(shown, "close").hash));

const turn = (view) => {
  if (!view || view === shown) return;
  wanted = document.activeElement.closest(".view > a")?.className ?? "close";
  location.replace(`#${view.id}`);
};

const step = (by) => turn(views[views.indexOf(shown) + by]);

addEventListener("hashchange", show);

// However a dialog was closed: by Escape, or by the button of a phone.
document.addEventListener("close", (event) => event.target === shown && leave(), true);

document.addEventListener("click", (event) => {
  const link = shown && event.target.closest(".view > a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.className === "close") leave();
  else step(link.className === "later" ? 1 : -1);
});

addEventListener("keydown", (event) => {
  if (!shown || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const ahead = mirrored ? "ArrowLeft" : "ArrowRight";
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") step(event.key === ahead ? 1 : -1);
  else if (event.key === "Home") turn(views[0]);
  else if (event.key === "End") turn(views.at(-1));
  else return;
  event.preventDefault();
});

// Swipes: the browser keeps what goes up and down, and what two fingers do.
let from = null;

const drag = (px) => {
  part(shown, "photo img").style.translate = px && !still.matches ? `${px}px` : "";
};

const drop = () => {
  if (from && shown) drag(0);
  from = null;
};

addEventListener("pointerdown", (event) => {
  drop();
  if (shown && event.isPrimary && event.pointerType !== "mouse" && !zoomed()) from = event;
});

addEventListener("pointermove", (event) => {
  if (from?.pointerId === event.pointerId && shown) drag(event.clientX - from.clientX);
});

addEventListener("pointerup", (event) => {
  if (from?.pointerId !== event.pointerId) return;
  const [across, along] = [event.clientX - from.clientX, event.clientY - from.clientY];
  drop();
  if (shown && Math.abs(across) > 48 && Math.abs(across) > Math.abs(along)) step(across < 0 === mirrored ? -1 : 1);
});

addEventListener("pointercancel", drop);

window.visualViewport?.addEventListener("resize", () => {
  document.documentElement.classList.toggle("zoomed", zoomed());
});

show();
