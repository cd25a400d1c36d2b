/* Select words in a paragraph, and a button offers to comment on exactly those. The words go in a form, not in the address. */

/** The text of a paragraph as the plan says it now: without what is only suggested, nor words for screen readers. */
function present(node) {
  const copy = node.cloneNode(true);
  copy.querySelectorAll("ins, .nhsuk-u-visually-hidden").forEach((part) => part.remove());
  return copy.textContent;
}

function before(range, paragraph) {
  const lead = document.createRange();
  lead.setStart(paragraph, 0);
  lead.setEnd(range.startContainer, range.startOffset);
  return present(lead.cloneContents());
}

function occurrences(text, quote) {
  let count = 0;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) count += 1;
  return count;
}

function send(paragraph, quote, occurrence) {
  const link = paragraph.closest("article").querySelector("a[href$='/threads/new']");
  const form = document.createElement("form");
  form.method = "post";
  form.action = link.getAttribute("href");
  const token = document.querySelector("meta[name='csrf-token']").content;
  for (const [name, value] of Object.entries({ csrf_token: token, quote, occurrence, revision: paragraph.dataset.revision })) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

/** Show the button beside a selection inside one paragraph of `root`. */
export function offerComment(root) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "nhsuk-button select-words";
  button.textContent = "Comment on these words";
  button.hidden = true;
  document.body.append(button);
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const node = range && (range.commonAncestorContainer.closest ? range.commonAncestorContainer : range.commonAncestorContainer.parentElement);
    const paragraph = node?.closest(".clause__text[data-clause]");
    const quote = paragraph && root.contains(paragraph) ? present(range.cloneContents()).trim() : "";
    button.hidden = !quote;
    if (!quote) return;
    const spaces = present(range.cloneContents()).match(/^\s*/)[0];
    const lead = before(range, paragraph) + spaces;
    const occurrence = occurrences((lead + quote).slice(0, -1), quote);
    button.onclick = () => send(paragraph, quote, occurrence);
  });
}
