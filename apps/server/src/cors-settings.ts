import { z } from "zod";

/** A header name. @see RFC 9110 §5.6.2 */
const token = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;

const split = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const rule = "must be names of headers, separated by commas";

export const corsVariables = {
  ROSTER_CORS_ORIGINS: z.string().default("*"),
  ROSTER_CORS_HEADERS: z
    .string()
    .transform(split)
    .refine((names) => names.every((name) => token.test(name)), rule)
    .refine(
      (names) => !names.includes("*"),
      "must name each header: browsers never accept * for Authorization",
    )
    .default([]),
};

export interface CorsSettings {
  /** Origins whose pages may call the API, or `*` for all. */
  readonly origins: "*" | ReadonlySet<string>;
  /** Request headers that these pages may send, in addition to those that Roster knows. */
  readonly headers: readonly string[];
}

export function readCors(data: z.infer<z.ZodObject<typeof corsVariables>>): CorsSettings {
  const origins = split(data.ROSTER_CORS_ORIGINS);
  return {
    origins: origins.includes("*") ? "*" : new Set(origins),
    headers: data.ROSTER_CORS_HEADERS,
  };
}
