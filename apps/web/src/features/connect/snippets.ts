import type { Connection } from "./use-connection";

export function typescriptSnippet({ apiUrl, apiKey }: Connection): string {
  const key = apiKey === undefined ? "process.env.ROSTER_API_KEY" : JSON.stringify(apiKey);
  return `import { createClient } from "@roster/client";

const roster = createClient({
  url: ${JSON.stringify(apiUrl)},
  apiKey: ${key},
  apiSecret: process.env.ROSTER_API_SECRET,
});

// An existing id is an error…
await roster.users.add("john-doe", { name: "John Doe", occupation: "Software Engineer" });

// …or, with getOrCreate, returns the existing user.
const { user, created } = await roster.users.add(
  "john-doe",
  { name: "John Doe" },
  { getOrCreate: true },
);`;
}

export function curlSnippet({ apiUrl, apiKey }: Connection): string {
  return `curl ${apiUrl}/trpc/users.add \\
  -H "x-api-key: ${apiKey ?? "$ROSTER_API_KEY"}" \\
  -H "authorization: $(roster token create --expires-in 5m)" \\
  -H "content-type: application/json" \\
  -d '{"id":"john-doe","data":{"name":"John Doe"}}'`;
}

export function cliSnippet({ apiUrl }: Connection): string {
  return `export ROSTER_URL=${apiUrl}

roster users add john-doe --data '{"name":"John Doe"}'
roster users get john-doe
roster users list`;
}
