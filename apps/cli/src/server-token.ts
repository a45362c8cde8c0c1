import { createHmac } from "node:crypto";

/** A server token: it may do everything in the app of the key whose secret this is. */
export function createServerToken(secret: string, expiresInSeconds?: number): string {
  const iat = Math.floor(Date.now() / 1000);
  const expiry = expiresInSeconds === undefined ? {} : { exp: iat + expiresInSeconds };
  const claims = { resource: "*", action: "*", feed_id: "*", iat, ...expiry };
  const content = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
