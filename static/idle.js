/* Before a session ends because nothing was sent, its owner is told, and can stay: what they type is not lost either way. */
const WARNING = 2 * 60 * 1000;

/** Tell the owner of this page some time before the session ends, counted from when the server last heard of them. */
export function warnBeforeTheEnd(place) {
  let timer;
  const asks = place.querySelector("p").innerHTML;
  const ask = () => {
    place.querySelector("p").innerHTML = asks;
    place.firstElementChild.hidden = false;
  };
  const hear = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(place.dataset.minutes * 60_000 - WARNING, 0));
  };
  place.addEventListener("click", async ({ target }) => {
    if (!target.matches("button")) return;
    const answer = await fetch(place.dataset.stay).catch(() => null);
    if (!answer) return say(place, "There is no connection just now. What you have typed is still here. Try again.");
    if (!answer.ok) return say(place, "Your session has ended. What you have typed is still here: save it, and you sign in first.", target);
    place.firstElementChild.hidden = true;
    hear();
  });
  document.addEventListener("htmx:before:request", ({ target }) => target.id !== "news" && hear());
  hear();
}

function say(place, sentence, button) {
  place.querySelector("p").textContent = sentence;
  button?.remove();
}
