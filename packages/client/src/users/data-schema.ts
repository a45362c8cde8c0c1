import type { Issue } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";

/** What a schema may let through: JSON, and keys that may be absent. */
type Storable = string | number | boolean | null | undefined | readonly Storable[] | StorableObject;
interface StorableObject {
  readonly [key: string]: Storable;
}

type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/**
 * A schema of the users' data, in the form that zod 4, Valibot, ArkType and others share. What it lets
 * through must be JSON: a schema whose output holds a date does not compile.
 *
 * @see https://standardschema.dev
 */
export interface DataSchema<Input = object, Output = StorableObject> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
  };
}

type AnySchema = DataSchema<object, object>;
type TypesOf<Schema extends AnySchema> = NonNullable<Schema["~standard"]["types"]>;

/** The data as the schema leaves it: what is stored and read. */
export type SchemaOutput<Schema extends AnySchema> = AsJson<
  WithoutUndefined<TypesOf<Schema>["output"]>
>;
type AsJson<T> = T extends JsonObject ? T : never;

/** The data that the schema takes. */
export type SchemaInput<Schema extends AnySchema> = WithoutUndefined<TypesOf<Schema>["input"]>;

/** Without `undefined` beside what is optional: JSON has none, an absent key is meant. */
export type WithoutUndefined<T> = T extends
  string | number | boolean | bigint | symbol | null | Date | ((...args: never) => unknown)
  ? T
  : { [Key in keyof T]: WithoutUndefined<Exclude<T[Key], undefined>> };

/** The value that is to be stored, or what is wrong with the data; at once, unless the schema waits. */
export type ValidationResult =
  { readonly value: object } | { readonly issues: readonly [Issue, ...Issue[]] };

export function validateData(
  schema: DataSchema,
  data: unknown,
): ValidationResult | Promise<ValidationResult> {
  const checked = schema["~standard"].validate(data);
  return checked instanceof Promise
    ? checked.then(toValidationResult)
    : toValidationResult(checked);
}

function toValidationResult(checked: StandardResult<object>): ValidationResult {
  if (checked.issues === undefined) return { value: checked.value };
  const [first, ...rest] = checked.issues.map(toIssue);
  return { issues: [first ?? { path: [], message: "is refused by the schema" }, ...rest] };
}

function toIssue({ path = [], message }: SchemaIssue): Issue {
  const keys = path.map((step) => (typeof step === "object" ? step.key : step));
  return { path: keys.map((key) => (typeof key === "symbol" ? String(key) : key)), message };
}
