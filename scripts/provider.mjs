// An OpenID provider that lets anybody in as anybody: for the tests, and to try single sign-on in the demonstration.
// Its settings come as JSON in PROVIDER: { port, clients, people: { subject: { email, email_verified, name, amr } } }.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const { port, clients, people } = JSON.parse(process.env.PROVIDER);
const issuer = `http://localhost:${port}`;

const provider = new Provider(issuer, {
  clients,
  claims: { openid: ["sub", "amr"], email: ["email", "email_verified"] },
  cookies: { keys: [crypto.randomUUID()] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_, subject) => ({ accountId: subject, claims: () => ({ sub: subject, ...people[subject] }) }),
  interactions: { url: (_, interaction) => `/choose/${interaction.uid}` },
});

const handle = provider.callback();

createServer(async (request, response) => {
  const address = new URL(request.url, issuer);
  if (!address.pathname.startsWith("/choose/")) {
    handle(request, response);
  } else if (address.searchParams.has("as")) {
    await finish(request, response, address.searchParams.get("as"));
  } else {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(choices());
  }
}).listen(port, "localhost", () => console.log("ready"));

// What somebody chose: one of the people, or to go back without signing in.
async function finish(request, response, subject) {
  if (!(subject in people)) {
    return provider.interactionFinished(request, response, { error: "access_denied" });
  }
  const { params } = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: subject, clientId: params.client_id });
  grant.addOIDCScope("openid email");
  const consent = { grantId: await grant.save() };
  const login = { accountId: subject, amr: people[subject].amr, remember: false };
  await provider.interactionFinished(request, response, { login, consent });
}

function choices() {
  const lines = Object.entries(people).map(([subject, one]) => `<li><a href="?as=${subject}">${one.email}</a></li>`);
  return `<!doctype html><html lang="en"><title>Who are you?</title><h1>Who are you?</h1>
    <ul>${lines.join("")}<li><a href="?as=">Nobody of these</a></li></ul></html>`;
}
