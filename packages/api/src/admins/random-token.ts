import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 32;

export const generateToken = () => randomBytes(TOKEN_BYTES).toString("base64url");

/** The form that the database stores. 256 random bits need neither salt nor a slow hash. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
