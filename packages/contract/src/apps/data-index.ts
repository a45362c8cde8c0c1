import { z } from "zod";
import { Timestamp } from "../users/user.js";
import { isDataPath, parseUserPath } from "../users/user-path.js";

/** The most indexes that an app may declare: each is written with every change of its users. */
export const MAX_DATA_INDEXES = 16;

/** A path of data as filters and sorts write it, such as `data.address.city`. */
const DataPathText = z.string().superRefine((text, context) => {
  const path = parseUserPath(text);
  if ("problem" in path) context.addIssue({ code: "custom", message: path.problem });
  else if (!isDataPath(path)) {
    context.addIssue({ code: "custom", message: "is no path of data; write data.<key>" });
  }
});

/** An index that an app has declared on a path of its users' data. */
export const DataIndex = z.object({
  path: z.string(),
  /** Whether no two users of the app may have the same text, number or boolean there. */
  unique: z.boolean(),
  /** `building` until it serves filters and sorts; `failed` where it has to be added once more. */
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
