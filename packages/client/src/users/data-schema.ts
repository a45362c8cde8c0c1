import type { Issue } from "@roster/contract";
import type { ExactJsonObject, StorableObject } from "./exact-json.js";

type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/**
 * A schema of the users' data that implements Standard Schema, as zod 4, Valibot, ArkType and others do. Its
 * output must be JSON: a schema that outputs a date does not compile, nor one that outputs a bigint unless the client has
 * `numbers: "exact"`.
 *
 * @see https://standardschema.dev
 */
export interface DataSchema<Input = object, Output = StorableObject<number>> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
  };
}

/** A schema whose output may have bigints. */
export type AnyDataSchema = DataSchema<object, StorableObject>;

type AnySchema = DataSchema<object, object>;
type TypesOf<Schema extends AnySchema> = NonNullable<Schema["~standard"]["types"]>;

/** The output of the schema: the data that is stored and read. */
export type SchemaOutput<Schema extends AnySchema> = AsJson<
  WithoutUndefined<TypesOf<Schema>["output"]>
>;
type AsJson<T> = T extends ExactJsonObject ? T : never;

/** The input of the schema. */
export type SchemaInput<Schema extends AnySchema> = TypesOf<Schema>["input"];

/** Removes `undefined` from optional keys: JSON does not have it, so the key is absent instead. */
export type WithoutUndefined<T> = T extends
  string | number | boolean | bigint | symbol | null | Date | ((...args: never) => unknown)
  ? T
  : { [Key in keyof T]: WithoutUndefined<Exclude<T[Key], undefined>> };

/** The value to store, or the issues of the data. */
export type ValidationResult =
  { readonly value: object } | { readonly issues: readonly [Issue, ...Issue[]] };

export function validateData(
  schema: AnyDataSchema,
  data: unknown,
): ValidationResult | Promise<ValidationResult> {
  const result = schema["~standard"].validate(data);
  return result instanceof Promise ? result.then(toValidationResult) : toValidationResult(result);
}

function toValidationResult(result: StandardResult<object>): ValidationResult {
  if (result.issues === undefined) return { value: result.value };
  const [first, ...rest] = result.issues.map(toIssue);
  return { issues: [first ?? { path: [], message: "is rejected by the schema" }, ...rest] };
}

function toIssue({ path = [], message }: SchemaIssue): Issue {
  const keys = path.map((step) => (typeof step === "object" ? step.key : step));
  return { path: keys.map((key) => (typeof key === "symbol" ? String(key) : key)), message };
}
