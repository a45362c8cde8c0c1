import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const ID_BYTES = 16;

/**
 * What a browser keeps that has given the right password: `<id>.<mac>`. It opens nothing; attempts with it are
 * counted by themselves, so that nobody else's wrong ones keep its owner out. Another password ends it.
 *
 * @see https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
 */
export function createDeviceCookie(passwordHash: string): string {
  const id = randomBytes(ID_BYTES).toString("base64url");
  return `${id}.${macOf(id, passwordHash).toString("base64url")}`;
}

/** The id, where the mark was made with this password. */
export function verifyDeviceCookie(
  mark: string | undefined,
  passwordHash: string,
): string | undefined {
  const [id = "", mac = ""] = mark?.split(".") ?? [];
  const given = Buffer.from(mac, "base64url");
  const expected = macOf(id, passwordHash);
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
}

/** The hash is a key that whoever sees marks cannot guess: its salt is as secret as itself. */
function macOf(id: string, passwordHash: string): Buffer {
  return createHmac("sha256", passwordHash).update(`known-browser ${id}`).digest();
}
