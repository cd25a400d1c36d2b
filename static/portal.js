/* Comfort on top of plain forms: everything here has a way without it. */
import { initAll } from "./vendor/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");

function steps() {
  return [...document.querySelectorAll("[data-step]")].sort((a, b) => a.dataset.step - b.dataset.step);
}

function walk(by) {
  const cards = steps();
  if (!cards.length) return;
  const here = cards.findIndex((card) => "#" + card.id === location.hash);
  const next = here < 0 ? (by > 0 ? 0 : cards.length - 1) : (here + by + cards.length) % cards.length;
  location.hash = cards[next].id;
  cards[next].focus({ preventScroll: true });
  const place = document.querySelector("[data-walk-place]");
  if (place) place.textContent = `Suggested change ${next + 1} of ${cards.length}`;
}

document.addEventListener("click", (event) => {
  const by = event.target.closest("[data-walk-next]") ? 1 : event.target.closest("[data-walk-previous]") ? -1 : 0;
  if (!by) return;
  event.preventDefault();
  walk(by);
});

document.addEventListener("htmx:after:swap", () => initAll({ scope: document.getElementById("page") ?? document }));

initAll();
if (document.querySelector(".clause__text[data-clause]")) {
  const { offerComment } = await import("./select-words.js");
  offerComment(document);
}
