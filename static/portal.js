/* Comfort on top of plain forms: everything here has a way without it. */
import { initAll } from "./vendor/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");

function steps() {
  return [...document.querySelectorAll("[data-step]")];
}

/** Bring a step into view together with the words that it is about, where the screen can hold both. */
function show(step) {
  const words = step?.closest("article, .section");
  const fits = words && step.getBoundingClientRect().bottom - words.getBoundingClientRect().top < innerHeight - 96;
  (fits ? words : step)?.scrollIntoView();
}

/** Whether this is only counted here, on a plan with much beside its words: a link opens its whole clause. */
function isFolded(element) {
  return Boolean(element?.closest(".card--folded"));
}

/** Open the clause, and go on to what was looked for in it. */
function unfold(element) {
  const link = element.closest(".card--folded").querySelector("a");
  link.hash = element.id;
  link.click();
}

function goTo(element) {
  if (isFolded(element)) return unfold(element);
  location.hash = element.id;
  show(element);
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** The step before or after the place in the page where the reader is; round from the last to the first. */
function neighbour(all, by) {
  const here = all.findIndex((step) => "#" + step.id === location.hash);
  if (here >= 0) return (here + by + all.length) % all.length;
  const place = document.getElementById(location.hash.slice(1));
  const after = all.findIndex((step) => place && place.compareDocumentPosition(step) & Node.DOCUMENT_POSITION_FOLLOWING);
  return by > 0 ? Math.max(after, 0) : (Math.max(after, 0) - 1 + all.length) % all.length;
}

function walk(by) {
  const all = steps();
  if (!all.length) return;
  const next = neighbour(all, by);
  goTo(all[next]);
  const place = document.querySelector("[data-walk-place]");
  if (place) place.textContent = `${place.dataset.walkPlace} ${next + 1} of ${all.length}`;
}

document.addEventListener("click", (event) => {
  const by = event.target.closest("[data-walk-next]") ? 1 : event.target.closest("[data-walk-previous]") ? -1 : 0;
  if (!by) return;
  event.preventDefault();
  walk(by);
});

function goToTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (isFolded(target)) unfold(target);
  else show(target?.closest("[data-step]"));
}

window.addEventListener("hashchange", goToTarget);

document.addEventListener("htmx:before:request", ({ target, detail }) => {
  if (target.matches("button[formaction]")) detail.ctx.readOn = [new URL(target.formAction).searchParams.get("next")];
  if (isFolded(target)) detail.ctx.readOn = [target.hash.slice(1), `clause-${target.pathname.split("/").pop()}`];
});

document.addEventListener("htmx:after:swap", ({ target, detail }) => {
  if (target.id === "news") return;
  initAll({ scope: document.getElementById("page") ?? document });
  const next = detail.ctx.readOn?.map((id) => document.getElementById(id)).find(Boolean);
  if (next) goTo(next);
});

/* A long plan has thousands of links that htmx could open in place: it meets those of a clause when one is used. */
document.addEventListener(
  "click",
  (event) => {
    const notes = event.target.closest("[hx-ignore]");
    notes?.removeAttribute("hx-ignore");
    if (notes) htmx.process(notes);
  },
  true,
);

/* News: not while nobody looks. */
document.addEventListener("htmx:before:request", (event) => {
  if (event.target.id === "news" && document.hidden) event.preventDefault();
});

/* What was typed and not sent is not left behind without a question. */
let sending = null;

function isTypedAndNotSent() {
  const fields = [...document.querySelectorAll("textarea, input[name='note']")];
  return fields.some((field) => field.value !== field.defaultValue && field.form !== sending);
}

document.addEventListener("submit", (event) => (sending = event.target));
window.addEventListener("beforeunload", (event) => isTypedAndNotSent() && event.preventDefault());
document.addEventListener("htmx:before:request", (event) => {
  if (!event.target.matches("button[formaction]") || !isTypedAndNotSent()) return;
  if (!confirm("You have typed something that is not sent yet. Do this now, and lose what you typed?")) event.preventDefault();
});

/** What a link or a button does without htmx: a form's own key sees to it that it acts once. */
function actPlainly(element) {
  if (!element.matches("a[href], button[formaction]")) return;
  if (!element.isConnected) location.reload();
  else if (element.href) location.assign(element.href);
  else element.form.requestSubmit(element);
}

/* An answer that is no part of this page, such as that the session has ended, is shown as a page of its own. */
document.addEventListener("htmx:before:response", (event) => {
  const { response, sourceElement } = event.detail.ctx;
  if (response.status < 400 || response.status === 422) return;
  event.preventDefault();
  if (sourceElement.id !== "news") actPlainly(sourceElement);
  else if (response.status < 500) sourceElement.remove();
});
document.addEventListener("htmx:error", ({ detail }) => {
  if (detail.ctx.sourceElement.id !== "news") actPlainly(detail.ctx.sourceElement);
});

initAll();
goToTarget();
if (document.querySelector(".clause__text[data-clause]")) {
  const { offerComment } = await import("./select-words.js");
  offerComment(document);
}
