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

const EmptyArray = z.array(z.unknown()).max(0);

/** The SDKs send empty data in three ways: no key, null, and PHP's empty array. */
const InputData = z
  .union([AddUserInput.shape.data.unwrap().meta({ type: "object" }), z.null(), EmptyArray])
  .optional()
  .meta({
    description:
      "Any JSON object up to the server's size limit, by default 64 KiB. A missing value, `null` and `[]` mean `{}`.",
    examples: [{ name: "John Doe", occupation: "Software Engineer", gender: "male" }],
  });

const InputId = z.union([Id, z.unknown().meta({ type: "integer" })]).meta({
  description:
    "1 to 255 letters, digits, dashes, underscores; an integer is converted to a decimal string.",
  examples: ["john-doe"],
});

/** A user can be sent in the form in which it was returned. */
const ignoredFields = Object.fromEntries(
  Object.keys(UserResponse.shape).map((name) => [
    name,
    z.unknown().optional().meta({ description: "Ignored: only the server sets it." }),
  ]),
);

export const AddUserBody = z.strictObject({ ...ignoredFields, id: InputId, data: InputData });

const UserFields = z.strictObject({
  ...ignoredFields,
  id: z.unknown().optional().meta({ description: "Ignored: the id in the path counts." }),
  data: InputData,
});
/** The PHP SDK sends an empty array instead of an empty object. */
export const UpdateUserBody = z.union([UserFields, EmptyArray]);

const Flag = z.boolean().nullable().optional();

export const AddUsersBody = z.strictObject({
  users: z.array(AddUserBody).max(MAX_BATCH_SIZE).meta({
    description: "If an id appears more than once, its last entry counts.",
  }),
  override: Flag.meta({
    description: "Replace the data of existing users. Default: return them unchanged.",
  }),
  override_existing: Flag.meta({ description: "An alias of `override`." }),
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
