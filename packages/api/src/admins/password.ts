import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** OWASP's parameters for scrypt: N = 2^15, r = 8, p = 3. Uses 32 MiB of memory while it runs. */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** Returns `scrypt$<salt>$<hash>`, both in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt);
  return `scrypt$${salt.toString("base64url")}$${hash.toString("base64url")}`;
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, salt = "", hash = ""] = stored.split("$");
  const expected = Buffer.from(hash, "base64url");
  const actual = await derive(password, Buffer.from(salt, "base64url"));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** No password has this hash: checking it takes as long as any other. */
const NO_HASH = `scrypt$${"A".repeat(22)}$${"A".repeat(43)}`;

/** Whether it is the administrator's password. False, after the same time, without an administrator or a password. */
export function isPassword(
  password: string,
  admin: { readonly passwordHash: string | null } | null,
): Promise<boolean> {
  return verifyPassword(password, admin?.passwordHash ?? NO_HASH);
}

let last: Promise<unknown> = Promise.resolve();

/** One at a time: any number of concurrent guesses use one core and 32 MiB, and leave the rest to the API. */
function derive(password: string, salt: Buffer): Promise<Buffer> {
  const derived = last.then(() => runScrypt(password, salt));
  last = derived.catch(() => {});
  return derived;
}

/** NFKC, so that a password has the same bytes regardless of the keyboard used (RFC 8265 §4.2). */
function runScrypt(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, HASH_BYTES, cost, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}
