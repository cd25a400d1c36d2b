/* Comfort on top of plain forms: everything here has a way without it. */
import { initAll } from "./vendor/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");

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

function goToTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (isFolded(target)) unfold(target);
  else show(target?.closest(".card"));
}

window.addEventListener("hashchange", goToTarget);

document.addEventListener("htmx:before:request", (event) => {
  const { target, detail } = event;
  if (!target.matches) return;
  if (leavesWords(target) && !confirm("You have typed words here that are not sent. Go on without them?")) return event.preventDefault();
  if (target.matches("a[href$='/threads/new']") && !makesRoom()) return event.preventDefault();
  if (target.matches("form.in-place, .card--thread form")) detail.ctx.said = placeOf(target);
  if (target.closest(".answer")) detail.ctx.answered = { id: target.closest(".answer").id, words: wordsOf(target.closest(".answer")) };
  if (isFolded(target)) detail.ctx.readOn = [target.hash.slice(1), `clause-${target.pathname.split("/").pop()}`];
});

/** Whether words were typed in what is about to be shown anew, and are not in the form that is sent. */
function leavesWords(sender) {
  const fields = sender.closest(".card--thread, .answer")?.querySelectorAll("textarea") ?? [];
  return [...fields].some((field) => field.value !== field.defaultValue && field.form !== (sender.form ?? sender));
}

/** The digest of the words that an answer is given to. */
function wordsOf(answer) {
  return answer?.querySelector("[name=digest]")?.value;
}

/** An answer that was chosen in place; where the words have changed meanwhile, the card that shows them is out of date. */
function showAnswer({ id, words }) {
  const answer = document.getElementById(id);
  if (wordsOf(answer) !== words) location.reload();
  else answer.focus({ preventScroll: true });
}

/** One comment is written at a time: another takes its place only where nothing is typed in it yet. */
function makesRoom() {
  const open = document.querySelector("form.in-place");
  const typed = [...(open?.querySelectorAll("textarea") ?? [])].find((field) => field.value);
  if (!typed) open?.remove();
  typed?.focus();
  return !typed;
}

/** Where what was said will stand once it is saved: in the place of its form, or the conversation anew. */
function placeOf(form) {
  const talk = form.closest("article.card--thread");
  const { previousElementSibling: before, parentElement: around } = form;
  return () => (talk ? document.getElementById(talk.id) : before ? before.nextElementSibling : around.firstElementChild);
}

/** What was said is read out where it stands. Whose turn it is changes with what is said to a question: all is shown anew. */
function showSaid(talk) {
  if (!talk.matches("article")) return;
  if (talk.dataset.question) return location.reload();
  talk.tabIndex = -1;
  talk.focus({ preventScroll: true });
  talk.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", ({ target }) => {
  if (!target.matches("[data-close]")) return;
  const form = target.closest("form");
  const typed = [...form.querySelectorAll("textarea")].some((field) => field.value);
  if (!typed || confirm("Close it and lose what you have written?")) form.remove();
});

document.addEventListener("htmx:after:swap", ({ target, detail }) => {
  if (target.id === "news") return;
  if (detail.ctx.answered) return showAnswer(detail.ctx.answered);
  if (detail.ctx.said) return showSaid(detail.ctx.said());
  detail.ctx.sourceElement.closest(".tools")?.removeAttribute("open");
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
  const holds = (field) => field.value !== field.defaultValue || (field.value && field.closest("[data-unsaved]"));
  return fields.some((field) => holds(field) && field.form !== sending);
}

document.addEventListener("submit", (event) => (sending = event.target));
window.addEventListener("beforeunload", (event) => isTypedAndNotSent() && event.preventDefault());

/** What a link or a button does without htmx: a form's own key sees to it that it acts once. */
function actPlainly(element) {
  if (element.matches("form")) return element.submit();
  if (!element.matches("a[href], button[formaction]")) return;
  if (!element.isConnected) location.reload();
  else if (element.href) location.assign(element.href);
  else element.form.requestSubmit(element);
}

/* An answer that is no part of this page, such as that the session has ended, is shown as a page of its own. */
document.addEventListener("htmx:before:response", (event) => {
  const { response, sourceElement } = event.detail.ctx;
  if (response.status < 400 || (response.status === 422 && !sourceElement.closest(".answer"))) return;
  event.preventDefault();
  if (sourceElement.id !== "news") actPlainly(sourceElement);
  else if (response.status < 500) sourceElement.remove();
});
document.addEventListener("htmx:error", ({ detail }) => {
  const { sourceElement } = detail.ctx;
  if (sourceElement.matches("form")) sayItWasNotSent(sourceElement);
  else if (sourceElement.id !== "news") actPlainly(sourceElement);
});

/** A form that stands only on this page stays there with its words; its own key makes it safe to send it again. */
function sayItWasNotSent(form) {
  form.querySelector("[role=alert]")?.remove();
  const said = Object.assign(document.createElement("p"), { className: "nhsuk-error-message", textContent: "It could not be sent. Try again." });
  said.setAttribute("role", "alert");
  form.prepend(said);
}

/* One change at a time: the arrow keys go to the one before and the one after. */
document.addEventListener("keydown", (event) => {
  const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  if (!way || event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  document.querySelector(`[data-steps] [rel="${way}"]`)?.click();
});

/** What an act did is read out once: the page that is loaded again is about the plan alone. */
function sayWhatWasDone() {
  const said = document.getElementById("did");
  if (!said || location.hash !== "#did") return;
  said.focus();
  const address = new URL(location.href);
  ["did", "of"].forEach((name) => address.searchParams.delete(name));
  history.replaceState(null, "", address.pathname + address.search);
}

initAll();
goToTarget();
sayWhatWasDone();
const idle = document.getElementById("idle");
if (idle) {
  const { warnBeforeTheEnd } = await import("./idle.js");
  warnBeforeTheEnd(idle);
}
if (document.querySelector(".clause__text[data-clause]")) {
  const { offerComment } = await import("./select-words.js");
  offerComment(document);
}
const passkey = document.querySelector("[data-passkey]");
if (passkey) {
  const { offerPasskey } = await import("./passkey.js");
  offerPasskey(passkey);
}
if (document.querySelector(".draft, .draft-form")) {
  const { saveWhileTyping } = await import("./drafting.js");
  saveWhileTyping(document);
}
