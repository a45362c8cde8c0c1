import type { z } from "zod";

/** A schema that zod converts, as any version of zod 4 describes it. */
interface Conversion {
  readonly zodSchema: { readonly _zod: { readonly def: Definition } };
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}

interface Definition {
  readonly type: string;
  readonly checks?: readonly Check[] | undefined;
  readonly values?: readonly unknown[] | undefined;
}

interface Check {
  readonly _zod: {
    readonly def: {
      readonly check: string;
      readonly value?: unknown;
      readonly inclusive?: boolean;
    };
  };
}

/** Types that JSON Schema does not have. */
const unrepresentable = new Set(
  "custom date function map nan promise set symbol transform undefined void".split(" "),
);

/**
 * Converts `z.bigint()` to an integer; bounds beyond 2^53, such as those of `z.int64()`, are omitted, since the server
 * rejects them.
 *
 * @throws Error for a type that JSON Schema cannot express.
 */
export function representBigints({ zodSchema, jsonSchema }: Conversion): void {
  const { type, checks = [], values = [] } = zodSchema._zod.def;
  const isLiteral = !values.some((value) => value === undefined || typeof value === "bigint");
  if (unrepresentable.has(type) || !isLiteral) throw new Error(`z.${type}() has no JSON Schema`);
  if (type === "bigint") Object.assign(jsonSchema, { type: "integer" }, ...checks.map(toKeyword));
}

const keywords: Readonly<Record<string, readonly [inclusive: string, exclusive: string]>> = {
  greater_than: ["minimum", "exclusiveMinimum"],
  less_than: ["maximum", "exclusiveMaximum"],
  multiple_of: ["multipleOf", "multipleOf"],
};

function toKeyword({ _zod: { def } }: Check): Readonly<Record<string, number>> {
  const { check, value, inclusive } = def;
  const names = keywords[check];
  const number = Number(value);
  if (!names || !Number.isSafeInteger(number)) return {};
  return { [inclusive === false ? names[1] : names[0]]: number };
}
