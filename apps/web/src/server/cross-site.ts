/**
 * Whether a request may be a form or a script of another site, sent with our visitor's cookie.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function isCrossSite(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = request.headers.get("origin");
  if (origin === null) return false; // no browser: curl and the like bring no cookie they were not given
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get("host");
}
