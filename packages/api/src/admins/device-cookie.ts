import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const ID_BYTES = 16;

/**
 * `<id>.<mac>`, given to a browser that signed in. It grants no access: its attempts are counted separately, so
 * that other people's wrong passwords cannot lock its owner out. Changing the password invalidates it.
 *
 * @see https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
 */
export function createDeviceCookie(passwordHash: string): string {
  const id = randomBytes(ID_BYTES).toString("base64url");
  return `${id}.${macOf(id, passwordHash).toString("base64url")}`;
}

/** The cookie's id, if it was created with this password. */
export function verifyDeviceCookie(
  cookie: string | undefined,
  passwordHash: string,
): string | undefined {
  const [id = "", mac = ""] = cookie?.split(".") ?? [];
  const actual = Buffer.from(mac, "base64url");
  const expected = macOf(id, passwordHash);
  return actual.length === expected.length && timingSafeEqual(actual, expected) ? id : undefined;
}

/** The password hash serves as a key that cannot be guessed from cookies, because its salt is just as secret. */
function macOf(id: string, passwordHash: string): Buffer {
  return createHmac("sha256", passwordHash).update(`known-browser ${id}`).digest();
}
