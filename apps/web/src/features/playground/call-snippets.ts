import type { JsonObject } from "@roster/contract/json";
import type { ProcedureDescription } from "@roster/api";
import type { Connection } from "@/features/connect/use-connection";

interface Call {
  readonly procedure: Pick<ProcedureDescription, "path" | "kind">;
  /** Null if the procedure takes no input. */
  readonly input: JsonObject | null;
  readonly connection: Connection;
}

/** The call with the TypeScript client. */
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

const result = await roster.trpc.${procedure.path}.${verb}(${argument});
console.log(result);`;
}

/** The call with curl, as a POST, which has no length limit for the input. */
export function curlCall({ procedure, input, connection }: Call): string {
  const { apiUrl, apiKey } = connection;
  const body = JSON.stringify(input ?? {}).replaceAll("'", String.raw`'\''`);
  return `curl ${apiUrl}/trpc/${procedure.path} \\
  -H "x-api-key: ${apiKey ?? "$ROSTER_API_KEY"}" \\
  -H "authorization: $(roster token create --expires-in 5m)" \\
  -H "content-type: application/json" \\
  -d '${body}'`;
}
