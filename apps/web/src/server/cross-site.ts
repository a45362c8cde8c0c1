/**
 * Whether a request may come from another site's form or script, with our visitor's cookie.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function isCrossSite(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = request.headers.get("origin");
  if (origin === null) return false; // not a browser, so no cookie is sent without the caller's knowledge
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get("host");
}
