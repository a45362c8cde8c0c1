/** Three parts of base64url of which the first is a JSON object's: a JWT, wherever it stands. */
const JWT = /\beyJ[\w-]{5,}\.[\w-]*\.[\w-]*/g;

/** A password of a connection's address, as in `postgresql://user:password@host`. */
const URL_PASSWORD = /(\b[a-z][a-z\d+.-]*:\/\/[^\s:/@"]*):[^\s/@"]+@/gi;

/**
 * What may be written of a log's line: nobody logs these knowingly, and whoever does so by accident, deep
 * inside another library's error, keeps them out of it.
 */
export function redactSecrets(line: string): string {
  return line.replace(JWT, "[token]").replace(URL_PASSWORD, "$1:[password]@");
}
