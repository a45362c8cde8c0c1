import { signJwt } from "./jwt.js";
import { localError } from "../roster-error.js";
import { serverClaims } from "./server-token.js";
import { type Credential, isHeaderText, type Settings } from "../settings.js";

/** What gives each request its headers. */
export function createHeaders({ apiKey, credential, headers }: Settings) {
  const readToken = createTokenReader(credential);
  return async () => ({
    ...headers,
    "x-api-key": apiKey,
    authorization: `Bearer ${await readToken()}`,
  });
}

function createTokenReader(credential: Credential): () => Promise<string> {
  if ("apiSecret" in credential) {
    let serverToken: Promise<string> | undefined;
    return () => (serverToken ??= signJwt(serverClaims, credential.apiSecret));
  }
  const { token: source } = credential;
  return async () => {
    const token = typeof source === "string" ? source : await renew(source);
    if (isHeaderText(token)) return token;
    throw localError("UNAUTHENTICATED", "The token is not a JWT");
  };
}

async function renew(source: () => string | Promise<string>): Promise<string> {
  try {
    return await source();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw localError("UNAUTHENTICATED", `No user token could be had: ${reason}`, { cause });
  }
}
