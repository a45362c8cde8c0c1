import { AddUserInput, Timestamp, User, UserId } from "@roster/contract";
import { z } from "zod";

/** The maximum number of users in a batch. */
export const MAX_BATCH_SIZE = 1000;

const Data = User.shape.data.meta({
  type: "object",
  additionalProperties: true,
  description: "Any JSON object. It is stored exactly, including the order of its keys.",
});

const Duration = z
  .string()
  .regex(/^\d+\.\d\dms$/)
  .meta({ description: "The time that the server took.", examples: ["2.10ms"] });

const Id = UserId.meta({ description: "The user's id, chosen by the application." });

const userFields = {
  id: Id,
  data: Data,
  created_at: Timestamp.meta({ examples: ["2026-11-23T09:30:00.000001Z"] }),
  updated_at: Timestamp.meta({ description: "Later after every change of the user." }),
};

export const ListedUser = z.strictObject(userFields);

export const UserResponse = z.strictObject({
  ...userFields,
  followers_count: z.int().min(0).optional().meta({ description: "Always 0; only if requested." }),
  following_count: z.int().min(0).optional().meta({ description: "Always 0; only if requested." }),
  duration: Duration,
});

export const EmptyResponse = z.strictObject({ duration: Duration });

export const ErrorResponse = z.strictObject({
  detail: z.string().meta({ description: "A human-readable message." }),
  status_code: z.int().meta({ description: "The HTTP status." }),
  code: z.int().meta({ description: "The error code." }),
  exception: z.string().meta({ description: "The error name." }),
  exception_fields: z
    .record(z.string(), z.array(z.string()))
    .optional()
    .meta({ description: "The messages for each invalid field." }),
  duration: Duration,
  more_info: z.string().meta({ description: "The documentation of this API." }),
});
export type ErrorResponse = z.infer<typeof ErrorResponse>;

/** The SDKs send empty data in three ways: no key, null, and PHP's empty array. */
const InputData = z
  .union([AddUserInput.shape.data.unwrap().meta({ type: "object" }), z.null(), z.tuple([])])
  .optional()
  .meta({
    description: "Any JSON object. A missing value, `null` and `[]` mean `{}`.",
    examples: [{ name: "John Doe", occupation: "Software Engineer", gender: "male" }],
  });

const InputId = z.union([Id, z.int()]).meta({
  description:
    "1 to 255 letters, digits, dashes, underscores; a number is converted to a decimal string.",
  examples: ["john-doe"],
});

export const AddUserBody = z.object({ id: InputId, data: InputData });
export const UpdateUserBody = z.object({ data: InputData });

export const AddUsersBody = z.object({
  users: z.array(AddUserBody).max(MAX_BATCH_SIZE).meta({
    description: "If an id appears more than once, its last entry counts.",
  }),
  override: z.boolean().optional().meta({
    description: "Replace the data of existing users. Default: return them unchanged.",
  }),
  override_existing: z.boolean().optional().meta({ description: "An alias of `override`." }),
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
