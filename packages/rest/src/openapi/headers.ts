const integer = { type: "integer", minimum: 0 };

/** The headers of responses. */
export const headers = {
  "X-Request-Id": {
    description: "Identifies the request in the server's log.",
    required: true,
    schema: { type: "string" },
  },
  "X-RateLimit-Limit": {
    description: "Calls per minute; missing if the app has no limit.",
    schema: integer,
  },
  "X-RateLimit-Remaining": { description: "Calls left now.", schema: integer },
  "X-RateLimit-Reset": {
    description: "When all calls are available again, in seconds since 1970.",
    schema: integer,
  },
  "Retry-After": {
    description: "Seconds to wait before the next attempt.",
    required: true,
    schema: integer,
  },
};

type HeaderName = keyof typeof headers;

const common: readonly HeaderName[] = [
  "X-Request-Id",
  "X-RateLimit-Limit",
  "X-RateLimit-Remaining",
  "X-RateLimit-Reset",
];

/** References to the headers of every response, and to those of one kind of response. */
export function headerRefs(...others: HeaderName[]): object {
  return Object.fromEntries(
    [...common, ...others].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
}
