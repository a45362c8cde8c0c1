import { z } from "zod";
import type { JsonObject } from "../json/json-value.js";
import { UserData } from "../users/user-data.js";
import { Timestamp } from "../users/user.js";

/** The most bytes of UTF-8 that a schema may have as JSON. */
export const MAX_DATA_SCHEMA_BYTES = 65_536;

/** Counts from 1 in each app; a version is never changed. */
export const DataSchemaVersion = z.int().min(1).max(2_147_483_647);
export type DataSchemaVersion = z.infer<typeof DataSchemaVersion>;

/**
 * Whom a schema is for. `allUsers`: every stored user keeps to it when it is set. `newWrites`: stored users
 * may break it until they are next written. What is written keeps to it in either case.
 */
export const DataSchemaScope = z.enum(["allUsers", "newWrites"]);
export type DataSchemaScope = z.infer<typeof DataSchemaScope>;

/** A version of what the data of an app's users is held to. */
export const DataSchema = z.object({
  version: DataSchemaVersion,
  /** JSON Schema 2020-12, as it was set; null where this version made data free-form again. */
  schema: z.custom<JsonObject>().nullable(),
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
  /** Whether this very call made the version; false where the schema in force is the same already. */
  created: z.boolean(),
});
export type SetDataSchemaResult = z.infer<typeof SetDataSchemaResult>;

export const GetDataSchemaInput = z
  .strictObject({
    /** Default: the one in force. */
    version: DataSchemaVersion.optional(),
  })
  .default({});
export type GetDataSchemaInput = z.input<typeof GetDataSchemaInput>;

export const ListDataSchemasInput = z
  .strictObject({
    /** Only older versions than this one: `next` of the answer before. */
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
  /** What to give as `before` for those behind; null at the end. */
  next: DataSchemaVersion.nullable(),
});
export type ListDataSchemasResult = z.infer<typeof ListDataSchemasResult>;

export const CheckDataSchemaInput = z
  .strictObject({
    /** Default: the schema in force. */
    schema: UserData.optional(),
  })
  .default({});
export type CheckDataSchemaInput = z.input<typeof CheckDataSchemaInput>;

export const CheckDataSchemaResult = z.object({
  /** How many users were looked at. */
  checked: z.int(),
  breaches: z.object({
    /** How many of them break the schema. */
    count: z.int(),
    /** The first of those by id, 10 at most. Paths begin with `data`. */
    users: z.array(
      z.object({
        id: z.string(),
        issues: z.array(
          z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }),
        ),
      }),
    ),
  }),
});
export type CheckDataSchemaResult = z.infer<typeof CheckDataSchemaResult>;
