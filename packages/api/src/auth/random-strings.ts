import { randomInt } from "node:crypto";

const lowercase = "abcdefghijkmnpqrstuvwxyz23456789";
const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const randomString = (alphabet: string, length: number) =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");

/** A new public API key: 16 characters that are easy to tell apart. */
export const generateApiKey = () => randomString(lowercase, 16);

/** A new API secret: 64 letters and digits, which every SDK accepts (no dot, at least 32 bytes). */
export const generateApiSecret = () => randomString(alphanumeric, 64);

/** A new password with 100 bits of entropy: `k3wq-8n2m-…`. */
export const generatePassword = () =>
  Array.from({ length: 5 }, () => randomString(lowercase, 4)).join("-");

/** A new app id. */
export const generateAppId = () => randomString(lowercase, 12);

export const generateAdminId = () => randomString(lowercase, 12);
