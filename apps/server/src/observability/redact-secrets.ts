/** A JWT: three base64url parts, the first of which encodes a JSON object. */
const JWT = /\beyJ[\w-]{5,}\.[\w-]*\.[\w-]*/g;

/** The password in a URL such as `postgresql://user:password@host`. */
const URL_PASSWORD = /(\b[a-z][a-z\d+.-]*:\/\/[^\s:/@"]*):[^\s/@"]+@/gi;

/**
 * Removes tokens and URL passwords from a log line. No code logs them on purpose, but they can appear deep inside
 * a library's error.
 */
export function redactSecrets(line: string): string {
  return line.replace(JWT, "[token]").replace(URL_PASSWORD, "$1:[password]@");
}
