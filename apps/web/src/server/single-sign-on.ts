import "server-only";
import { getHost } from "./page-host";
import { readClient, readCookie, writeCookie } from "./session";
import { startSession } from "./start-session";

const SSO_COOKIE = "roster_sso";
/** Grants nothing, like `roster_browser`. */
const BROWSER_COOKIE = "roster_sso_browser";

/** Sends the browser to the identity provider. */
export async function startSso(): Promise<Response> {
  const sso = (await getHost().getApi()).singleSignOn;
  if (!sso) return redirectTo("/sign-in");
  const started = await sso.start(await readSource());
  if ("failure" in started) return redirectTo(`/sign-in?sso=${started.failure}`);
  // Lax: the browser sends it when the provider navigates back, and with no other request of another site.
  await writeCookie(SSO_COOKIE, started.flowCookie, sso.flowSeconds);
  return redirectTo(started.url);
}

/** The browser comes back from the identity provider. */
export async function finishSso(query: URLSearchParams): Promise<Response> {
  const sso = (await getHost().getApi()).singleSignOn;
  if (!sso) return redirectTo("/sign-in");
  const flowCookie = await readCookie(SSO_COOKIE);
  await writeCookie(SSO_COOKIE, "", 0);
  const finished = await sso.finish({ query, flowCookie }, await readSource());
  if ("failure" in finished) return redirectTo(`/sign-in?sso=${finished.failure}`);
  await writeCookie(BROWSER_COOKIE, finished.browserCookie, sso.browserSeconds);
  return redirectTo(await startSession(finished));
}

const readSource = async () => ({
  ...(await readClient()),
  browserCookie: await readCookie(BROWSER_COOKIE),
});

/** Relative, so that it holds behind any proxy. Next adds the cookies. */
function redirectTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
