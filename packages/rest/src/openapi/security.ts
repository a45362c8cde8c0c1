const description =
  "A JWT signed with the API secret (HS256). A token with `resource` and `action` belongs to a backend, one with only `user_id` to that user.";

const keySchemes = {
  keyInQuery: {
    type: "apiKey",
    in: "query",
    name: "api_key",
    description: "The API key, as the SDKs send it. It takes precedence over one in a header.",
  },
  keyInHeader: { type: "apiKey", in: "header", name: "x-api-key", description: "The API key." },
  keyInOtherHeader: {
    type: "apiKey",
    in: "header",
    name: "api_key",
    description: "The API key, in the header's other name.",
  },
};

const tokenSchemes = {
  token: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: `${description} The SDKs send it bare.`,
  },
  bearerToken: { type: "http", scheme: "bearer", bearerFormat: "JWT", description },
};

export const securitySchemes = { ...keySchemes, ...tokenSchemes };

/** Each place of the API key together with each form of the token. */
export const security: readonly Readonly<Record<string, readonly string[]>>[] = Object.keys(
  keySchemes,
).flatMap((key) => Object.keys(tokenSchemes).map((token) => ({ [key]: [], [token]: [] })));
