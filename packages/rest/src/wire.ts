import { AddUserInput, Timestamp, User, UserId } from "@roster/contract";
import { z } from "zod";

/** The most users that one batch may name. */
export const MAX_BATCH_SIZE = 100;

const Data = User.shape.data.meta({
  type: "object",
  additionalProperties: true,
  description: "Any JSON object. It is kept value for value, keys in their order.",
});

const Duration = z
  .string()
  .regex(/^\d+\.\d\dms$/)
  .meta({ description: "How long the server took.", examples: ["2.10ms"] });

const Id = UserId.meta({ description: "The user's id, chosen by the application." });

const userFields = {
  id: Id,
  data: Data,
  created_at: Timestamp.meta({ examples: ["2026-11-23T09:30:00.000001Z"] }),
  updated_at: Timestamp.meta({ description: "Strictly later with every change of the user." }),
};

export const ListedUser = z.strictObject(userFields);

export const UserResponse = z.strictObject({
  ...userFields,
  followers_count: z.int().min(0).optional().meta({ description: "Always 0; only if asked for." }),
  following_count: z.int().min(0).optional().meta({ description: "Always 0; only if asked for." }),
  duration: Duration,
});

export const EmptyResponse = z.strictObject({ duration: Duration });

export const ErrorResponse = z.strictObject({
  detail: z.string().meta({ description: "What is wrong, for people." }),
  status_code: z.int().meta({ description: "The HTTP status again." }),
  code: z.int().meta({ description: "The kind of error, as a number." }),
  exception: z.string().meta({ description: "The kind of error, by name." }),
  exception_fields: z
    .record(z.string(), z.array(z.string()))
    .optional()
    .meta({ description: "What is wrong with which field." }),
  duration: Duration,
  more_info: z.string().meta({ description: "Where this API is described." }),
});
export type ErrorResponse = z.infer<typeof ErrorResponse>;

/** "No data" is written in three ways by the SDKs: left out, null, and PHP's empty array. */
const InputData = z
  .union([AddUserInput.shape.data.unwrap().meta({ type: "object" }), z.null(), z.tuple([])])
  .optional()
  .meta({
    description: "Any JSON object. Absent, `null` and `[]` are taken for `{}`.",
    examples: [{ name: "John Doe", occupation: "Software Engineer", gender: "male" }],
  });

const InputId = z.union([Id, z.int()]).meta({
  description: "1 to 255 letters, digits, dashes, underscores; a number is its decimal.",
  examples: ["john-doe"],
});

export const AddUserBody = z.object({ id: InputId, data: InputData });
export const UpdateUserBody = z.object({ data: InputData });

export const AddUsersBody = z.object({
  users: z.array(AddUserBody).max(MAX_BATCH_SIZE),
  override: z.boolean().optional().meta({
    description: "Replace the data of users that exist. Default: they are answered unchanged.",
  }),
  override_existing: z.boolean().optional().meta({ description: "Another name of `override`." }),
});

export const AddUsersResponse = z.strictObject({
  created_users: z.array(ListedUser),
  duration: Duration,
});
export const GetUsersResponse = z.strictObject({ users: z.array(ListedUser), duration: Duration });
export const RemoveUsersResponse = z.strictObject({
  deleted_user_ids: z.array(Id),
  duration: Duration,
});
