import { z } from "zod";
import { Timestamp } from "../users/user.js";
import { isDataPath, parseUserPath } from "../users/user-path.js";

/** The maximum number of indexes per app; each is updated with every change of a user. */
export const MAX_DATA_INDEXES = 16;

/** A data path as in filters and sorts, such as `data.address.city`. */
const DataPathText = z.string().superRefine((text, context) => {
  const path = parseUserPath(text);
  if ("error" in path) context.addIssue({ code: "custom", message: path.error });
  else if (!isDataPath(path.value)) {
    context.addIssue({ code: "custom", message: "is not a data path; use data.<key>" });
  }
});

/** An index of an app on a path of its users' data. */
export const DataIndex = z.object({
  path: z.string(),
  /** Whether no two users of the app can have the same string, number or boolean at the path. */
  unique: z.boolean(),
  /** `building` until filters and sorts can use it; `failed` if it must be added again. */
  state: z.enum(["building", "ready", "failed"]),
  createdAt: Timestamp,
});
export type DataIndex = z.infer<typeof DataIndex>;

export const AddDataIndexInput = z.strictObject({
  path: DataPathText,
  /** Default: false. */
  unique: z.boolean().optional(),
});
export type AddDataIndexInput = z.infer<typeof AddDataIndexInput>;

export const RemoveDataIndexInput = z.strictObject({ path: DataPathText });
export type RemoveDataIndexInput = z.infer<typeof RemoveDataIndexInput>;
