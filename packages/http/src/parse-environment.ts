import { invalid } from "@roster/contract";
import type { z } from "zod";

/**
 * Reads settings from environment variables. An empty variable counts as missing.
 *
 * @throws AppError INVALID, naming the variables.
 */
export function parseEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const present = Object.entries(environment).filter(([, value]) => value !== "");
  const parsed = schema.safeParse(Object.fromEntries(present));
  if (parsed.success) return parsed.data;
  const [first, ...rest] = parsed.error.issues.map(({ path, message }) => ({
    path: path.map(String),
    message,
  }));
  throw invalid([first ?? { path: [], message: "the settings are invalid" }, ...rest]);
}
