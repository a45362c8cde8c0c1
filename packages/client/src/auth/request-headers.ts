import { signJwt } from "./jwt.js";
import { createRosterError } from "../roster-error.js";
import { serverClaims } from "./server-token.js";
import { type Credential, isHeaderValue, type Settings } from "../settings.js";

/** Returns a function that creates the headers of a request. */
export function createRequestHeaders({ apiKey, credential, headers }: Settings) {
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
    if (isHeaderValue(token)) return token;
    throw createRosterError("UNAUTHENTICATED", "The token is not a JWT");
  };
}

async function renew(source: () => string | Promise<string>): Promise<string> {
  try {
    return await source();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw createRosterError("UNAUTHENTICATED", `The user token cannot be renewed: ${reason}`, {
      cause,
    });
  }
}
