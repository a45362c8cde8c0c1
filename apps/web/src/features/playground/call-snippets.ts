import { parseToken } from "@roster/contract/json";
import type { ProcedureDescription } from "@roster/api";
import { formatJson } from "@/features/json/format-json";
import type { Connection } from "@/features/connect/use-connection";

interface Call {
  readonly procedure: Pick<ProcedureDescription, "path" | "kind">;
  /** The token of the input; null if the procedure takes none. */
  readonly input: string | null;
  readonly connection: Connection;
}

/** The call with the TypeScript client. */
export function typescriptCall({ procedure, input, connection }: Call): string {
  const { apiUrl, apiKey } = connection;
  const key = apiKey === undefined ? "process.env.ROSTER_API_KEY" : JSON.stringify(apiKey);
  const verb = procedure.kind === "query" ? "query" : "mutate";
  const argument = input === null ? "" : toLiteral(input);
  return `import { createClient } from "@roster/client";

const roster = createClient({
  url: ${JSON.stringify(apiUrl)},
  apiKey: ${key},
  apiSecret: process.env.ROSTER_API_SECRET,
});

const result = await roster.trpc.${procedure.path}.${verb}(${argument});
console.log(result);`;
}

/** A string, or an integer. */
const stringOrInteger = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])-?\d+(?![\d.eE])/g;

/** JSON as TypeScript, where an integer beyond 2^53 needs to be a bigint. */
const toLiteral = (json: string): string =>
  formatJson(json).replaceAll(stringOrInteger, (token) =>
    typeof parseToken(token) === "bigint" ? `${token}n` : token,
  );

/** The call with curl, as a POST, which has no length limit for the input. */
export function curlCall({ procedure, input, connection }: Call): string {
  const { apiUrl, apiKey } = connection;
  const body = (input ?? "{}").replaceAll("'", String.raw`'\''`);
  return `curl ${apiUrl}/trpc/${procedure.path} \\
  -H "x-api-key: ${apiKey ?? "$ROSTER_API_KEY"}" \\
  -H "authorization: $(roster token create --expires-in 5m)" \\
  -H "content-type: application/json" \\
  -d '${body}'`;
}
