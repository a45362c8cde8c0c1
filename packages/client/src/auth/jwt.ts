/**
 * Creates a JWT with these claims, signed with HS256. The key is the UTF-8 encoding of the secret.
 *
 * @see RFC 7515 §3.1, RFC 7518 §3.2
 */
export async function signJwt(claims: object, secret: string): Promise<string> {
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const content = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  const signature = await crypto.subtle.sign("HMAC", key, encoder.encode(content));
  return `${content}.${toBase64url(new Uint8Array(signature))}`;
}

const encoder = new TextEncoder();

const encode = (value: object) => toBase64url(encoder.encode(JSON.stringify(value)));

function toBase64url(bytes: Uint8Array): string {
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
