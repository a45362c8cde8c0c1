import { createHmac, createSign, generateKeyPairSync } from "node:crypto";

type Json = object;

/** A JWT with exactly these bytes; `sign` receives the signing input. */
export function makeToken(
  header: Json | Buffer,
  claims: Json | string | Buffer,
  sign: (text: string) => string,
): string {
  const text = [header, claims].map(encode).join(".");
  return `${text}.${sign(text)}`;
}

const encode = (part: Json | string | Buffer) =>
  Buffer.from(
    typeof part === "string" || Buffer.isBuffer(part) ? part : JSON.stringify(part),
  ).toString("base64url");

export const hmac =
  (secret: string | Buffer, digest = "sha256") =>
  (text: string) =>
    createHmac(digest, secret).update(text).digest("base64url");

export const unsigned = () => "";

export const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** Signs like RS256 or ES256, depending on the key. */
export const signWith =
  (key: typeof rsa.privateKey, digest = "sha256") =>
  (text: string) =>
    createSign(digest).update(text).sign({ key, dsaEncoding: "ieee-p1363" }).toString("base64url");
