import { z } from "zod";
import { isJsonText, type JsonText } from "../json/json-text.js";
import { IssueSchema } from "../users/user-batches.js";
import { UserData } from "../users/user-data.js";
import { Timestamp } from "../users/user.js";

/** The maximum size of a schema as JSON, in UTF-8 bytes. */
export const MAX_DATA_SCHEMA_BYTES = 65_536;

/** Counts from 1 in each app; a version never changes. */
export const DataSchemaVersion = z.int().min(1).max(2_147_483_647);
export type DataSchemaVersion = z.infer<typeof DataSchemaVersion>;

/**
 * The users that a schema applies to. `allUsers`: all stored users must match it when it is set. `newWrites`: stored
 * users may violate it until they are next written. Every write must match it in both cases.
 */
export const DataSchemaScope = z.enum(["allUsers", "newWrites"]);
export type DataSchemaScope = z.infer<typeof DataSchemaScope>;

/** A version of the schema for the data of an app's users. */
export const DataSchema = z.object({
  version: DataSchemaVersion,
  /** JSON Schema 2020-12; null if this version made data free-form again. */
  schema: z.custom<JsonText>(isJsonText).nullable(),
  appliesTo: DataSchemaScope,
  createdAt: Timestamp,
});
export type DataSchema = z.infer<typeof DataSchema>;

export const SetDataSchemaInput = z.strictObject({
  /** JSON Schema 2020-12 for the data object, at most {@link MAX_DATA_SCHEMA_BYTES} as JSON. */
  schema: UserData,
  /** Default: `allUsers`. */
  appliesTo: DataSchemaScope.optional(),
});
export type SetDataSchemaInput = z.infer<typeof SetDataSchemaInput>;

export const SetDataSchemaResult = z.object({
  dataSchema: DataSchema,
  /** Whether this call created the version; false if the active schema was already the same. */
  created: z.boolean(),
});
export type SetDataSchemaResult = z.infer<typeof SetDataSchemaResult>;

export const GetDataSchemaInput = z
  .strictObject({
    /** Default: the active version. */
    version: DataSchemaVersion.optional(),
  })
  .default({});
export type GetDataSchemaInput = z.input<typeof GetDataSchemaInput>;

export const ListDataSchemasInput = z
  .strictObject({
    /** Only versions older than this one: the `next` of the previous page. */
    before: DataSchemaVersion.optional(),
    /** Default: 100. */
    limit: z.int().min(1).max(100).optional(),
  })
  .default({});
export type ListDataSchemasInput = z.input<typeof ListDataSchemasInput>;

export const ListDataSchemasResult = z.object({
  /** Newest first, without the schemas themselves. */
  versions: z.array(
    DataSchema.omit({ schema: true }).extend({
      /** Whether this version made data free-form again. */
      isFreeForm: z.boolean(),
    }),
  ),
  /** The `before` of the next page; null on the last page. */
  next: DataSchemaVersion.nullable(),
});
export type ListDataSchemasResult = z.infer<typeof ListDataSchemasResult>;

export const CheckDataSchemaInput = z
  .strictObject({
    /** Default: the active schema. */
    schema: UserData.optional(),
  })
  .default({});
export type CheckDataSchemaInput = z.input<typeof CheckDataSchemaInput>;

export const CheckDataSchemaResult = z.object({
  /** The number of users checked. */
  checked: z.int(),
  breaches: z.object({
    /** The number of users that violate the schema. */
    count: z.int(),
    /** The first 10 of them by id. Paths start with `data`. */
    users: z.array(z.object({ id: z.string(), issues: z.array(IssueSchema) })),
  }),
});
export type CheckDataSchemaResult = z.infer<typeof CheckDataSchemaResult>;
