/* A passkey: the browser asks the device for it, and what the device says is sent with the form. */
const SAID = {
  NotAllowedError: "No passkey was given: it was stopped, or took too long. Try again.",
  InvalidStateError: "This device has a passkey for your account already.",
  SecurityError: "Passkeys work only at the portal’s own address. Open it by the link in a letter from us.",
};
const OTHERWISE = "Your device could not give a passkey. Try again, or use a code.";

const WAYS = {
  async make(options) {
    const user = { ...options.user, id: bytes(options.user.id) };
    const made = await navigator.credentials.create({
      publicKey: { ...options, user, challenge: bytes(options.challenge), excludeCredentials: keys(options.excludeCredentials) },
    });
    const { clientDataJSON, attestationObject } = made.response;
    return said(made, { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) });
  },
  async show(options) {
    const shown = await navigator.credentials.get({
      publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: keys(options.allowCredentials) },
    });
    const { clientDataJSON, authenticatorData, signature } = shown.response;
    return said(shown, { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature) });
  },
};

/** Let the button of this place ask for a passkey, where the browser has them. */
export function offerPasskey(place) {
  if (!window.PublicKeyCredential) return;
  const button = place.querySelector("button");
  const answer = place.querySelector("[name=passkey]");
  const options = JSON.parse(place.dataset.options);
  place.querySelector("[data-without]").hidden = true;
  button.hidden = false;
  let asking = false;
  button.addEventListener("click", async (event) => {
    if (answer.value) return;
    event.preventDefault();
    if (asking || lacksPassword(button.form)) return;
    asking = true;
    say(place, "");
    try {
      answer.value = JSON.stringify(await WAYS[place.dataset.passkey](options));
      button.form.requestSubmit(button);
    } catch (error) {
      say(place, SAID[error.name] ?? OTHERWISE);
    }
    asking = false;
  });
}

/** A device makes its passkey at once: whoever has not typed what the form needs is led there first. */
function lacksPassword(form) {
  const password = form.querySelector("[type=password]");
  if (!password || password.value) return false;
  password.focus();
  return true;
}

function say(place, sentence) {
  place.querySelector("[role=alert]")?.remove();
  if (!sentence) return;
  const said = Object.assign(document.createElement("p"), { className: "nhsuk-error-message", textContent: sentence });
  said.setAttribute("role", "alert");
  place.prepend(said);
}

const said = ({ id, rawId, type }, response) => ({ id, rawId: text(rawId), type, response, clientExtensionResults: {} });
const keys = (described) => described.map((one) => ({ ...one, id: bytes(one.id) }));
const bytes = (words) => Uint8Array.from(atob(words.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
