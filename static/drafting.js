/* A draft is saved while somebody types on: what is sent is what the last saving left, and typing is never overwritten. */

/** What each saving brings up to date in the form, and what came with the words that were sent. */
const SHOWN = ["shown", "place_shown"];

function formOf(element) {
  return element.closest?.(".draft-form form");
}

/** Saving the same words twice does nothing, so that a saving by itself needs no key of its own. */
function bringUpToDate({ target, detail }) {
  const form = formOf(target);
  const { body } = detail.ctx.request;
  if (!form || !body) return;
  detail.ctx.target = document.querySelector(form.getAttribute("hx-target")); // what waited knows one that was replaced
  SHOWN.filter((name) => name in form.elements).forEach((name) => body.set(name, form.elements[name].value));
  body.delete("request_key");
}

/** Forms whose words are on their way, each with what was pressed meanwhile. */
const onTheirWay = new Map();

function noteLeaving(event) {
  const form = formOf(event.detail.ctx.sourceElement);
  if (onTheirWay.get(form)) event.preventDefault();
  else if (form) onTheirWay.set(form, null);
}

function noteArrived({ detail }) {
  const form = formOf(detail.ctx.sourceElement);
  const pressed = onTheirWay.get(form);
  onTheirWay.delete(form);
  if (!pressed) return;
  form.requestSubmit(pressed.button);
  onTheirWay.set(form, pressed);
}

/** What is pressed while words are on their way waits for them: it would be taken for the words of somebody else. */
function waitForSaving(event) {
  if (!onTheirWay.has(event.target)) return;
  event.preventDefault();
  event.stopPropagation();
  onTheirWay.set(event.target, { button: event.submitter });
}

/** Words that are saved are not asked about when the page is left. */
function noteSaved({ detail }) {
  const { request, response, sourceElement } = detail.ctx;
  const form = formOf(sourceElement);
  if (!form || response.status >= 400) return;
  form.querySelectorAll("textarea").forEach((field) => (field.defaultValue = request.body.get(field.name)));
}

/** Whoever brings several lines into a paragraph at once sees that they can be read as paragraphs and lists. */
function showWaysToRead({ target, inputType }) {
  const more = formOf(target)?.querySelector(".draft-form__more");
  if (more && inputType === "insertFromPaste" && target.value.trim().includes("\n")) more.open = true;
}

export function saveWhileTyping(page) {
  page.addEventListener("input", showWaysToRead);
  page.addEventListener("submit", waitForSaving, true);
  page.addEventListener("htmx:before:request", bringUpToDate);
  page.addEventListener("htmx:before:request", noteLeaving);
  page.addEventListener("htmx:finally:request", noteArrived);
  page.addEventListener("htmx:after:swap", noteSaved);
}
