import type { JsonObject } from "@roster/contract/json";
import type { ProcedureDescription } from "@roster/api";
import type { Connection } from "@/features/connect/use-connection";

interface Call {
  readonly procedure: Pick<ProcedureDescription, "path" | "kind">;
  /** Null: it takes none. */
  readonly input: JsonObject | null;
  readonly connection: Connection;
}

/** The call as an application would make it with the client. */
export function typescriptCall({ procedure, input, connection }: Call): string {
  const { apiUrl, apiKey } = connection;
  const key = apiKey === undefined ? "process.env.ROSTER_API_KEY" : JSON.stringify(apiKey);
  const verb = procedure.kind === "query" ? "query" : "mutate";
  const argument = input === null ? "" : JSON.stringify(input, null, 2);
  return `import { createClient } from "@roster/client";

const roster = createClient({
  url: ${JSON.stringify(apiUrl)},
  apiKey: ${key},
  apiSecret: process.env.ROSTER_API_SECRET,
});

const answer = await roster.trpc.${procedure.path}.${verb}(${argument});
console.log(answer);`;
}

/** The same in a shell. By POST, which takes an input of any length. */
export function curlCall({ procedure, input, connection }: Call): string {
  const { apiUrl, apiKey } = connection;
  const body = JSON.stringify(input ?? {}).replaceAll("'", String.raw`'\''`);
  return `curl ${apiUrl}/trpc/${procedure.path} \\
  -H "x-api-key: ${apiKey ?? "$ROSTER_API_KEY"}" \\
  -H "authorization: $(roster token create --expires-in 5m)" \\
  -H "content-type: application/json" \\
  -d '${body}'`;
}
