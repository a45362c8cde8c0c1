import type { JsonObject } from "@roster/contract/json";
import type { CallOptions, IdempotentCallOptions } from "../call-options.js";
import type { UserHistory } from "../changes/change.js";
import type { HistoryOptions } from "../changes/user-versions.js";
import { createInvalidError } from "../roster-error.js";
import type { AddUserResult, User } from "./user.js";
import { findIdIssues } from "./user-id.js";
import type { ExactJsonObject, InputOf } from "./exact-json.js";
import type { UserPatch } from "./user-patch.js";
import type { BanUserOptions, ChangeStatusResult } from "./user-lifecycle.js";
import type {
  ConditionalOptions,
  GetUserOptions,
  PatchUserOptions,
  RemoveUserOptions,
} from "./user-options.js";
import type { Users } from "./users.js";

/**
 * The calls of {@link Users} for one user, with the same guarantees and errors. Creating a handle sends no
 * request, and the user need not exist.
 *
 * @example
 * ```ts
 * const john = roster.user("john-doe");
 * await john.create({ name: "John Doe" });
 * const { created } = await john.getOrCreate({ name: "Somebody else" });
 * await john.update({ name: "John" });
 * await john.patch({ set: { age: 36 } });
 * const { data } = await john.get();
 * console.log(created, data, john.ref()); // false { name: "John", age: 36 } SU:john-doe
 * await john.remove();
 * ```
 */
export interface UserHandle<
  Data extends ExactJsonObject = JsonObject,
  Input extends object = InputOf<Data>,
> {
  readonly id: string;
  /** Adds the user. Errors: CONFLICT if it already exists; TOO_LARGE. */
  create(data?: Input, options?: IdempotentCallOptions): Promise<User<Data>>;
  /** Adds the user, or returns the stored user unchanged. Errors: TOO_LARGE. */
  getOrCreate(data?: Input, options?: IdempotentCallOptions): Promise<AddUserResult<Data>>;
  /** Errors: NOT_FOUND. */
  get(options?: GetUserOptions): Promise<User<Data>>;
  /** Replaces the user's data. Errors: NOT_FOUND; TOO_LARGE; PRECONDITION_FAILED. */
  update(data: Input, options?: ConditionalOptions): Promise<User<Data>>;
  /** Changes parts of the user's data. Errors: NOT_FOUND; TOO_LARGE; PRECONDITION_FAILED. */
  patch(patch: UserPatch<Data>, options?: PatchUserOptions): Promise<User<Data>>;
  /** Errors: NOT_FOUND; PRECONDITION_FAILED. */
  remove(options?: RemoveUserOptions): Promise<void>;
  /** Suspends the user. Errors: NOT_FOUND; PRECONDITION_FAILED. */
  deactivate(options?: ConditionalOptions): Promise<ChangeStatusResult<Data>>;
  /** Errors: NOT_FOUND; PRECONDITION_FAILED. */
  reactivate(options?: ConditionalOptions): Promise<ChangeStatusResult<Data>>;
  /** Errors: NOT_FOUND; PRECONDITION_FAILED. */
  ban(options?: BanUserOptions): Promise<ChangeStatusResult<Data>>;
  /** Errors: NOT_FOUND; PRECONDITION_FAILED. */
  unban(options?: ConditionalOptions): Promise<ChangeStatusResult<Data>>;
  /** Signs the user out everywhere. Errors: NOT_FOUND; PRECONDITION_FAILED. */
  revokeTokens(options?: ConditionalOptions): Promise<ChangeStatusResult<Data>>;
  /** Brings back a softly removed user. Errors: NOT_FOUND; PRECONDITION_FAILED; CONFLICT. */
  restore(options?: ConditionalOptions): Promise<ChangeStatusResult<Data>>;
  /** The user's changes, newest first. Errors: NOT_FOUND. */
  history(options?: HistoryOptions): Promise<UserHistory<Data>>;
  /** Restores the data of a version. Errors: NOT_FOUND; PRECONDITION_FAILED; CONFLICT. */
  revert(toVersion: number, options?: ConditionalOptions): Promise<User<Data>>;
  /** Everything that is stored about the user, as one JSON document. Errors: NOT_FOUND. */
  export(options?: CallOptions): Promise<ReadableStream<Uint8Array>>;
  /** `SU:` and the id, to reference the user in other data. Errors: INVALID, thrown synchronously. */
  ref(): string;
}

export function createUserHandle(users: Users, id: string): UserHandle {
  return {
    id,
    async create(data, options) {
      const { user } = await users.add(id, data, options);
      return user;
    },
    getOrCreate: (data, options) => users.add(id, data, { ...options, getOrCreate: true }),
    get: (options) => users.get(id, options),
    update: (data, options) => users.update(id, data, options),
    patch: (patch, options) => users.patch(id, patch, options),
    remove: (options) => users.remove(id, options),
    deactivate: (options) => users.deactivate(id, options),
    reactivate: (options) => users.reactivate(id, options),
    ban: (options) => users.ban(id, options),
    unban: (options) => users.unban(id, options),
    revokeTokens: (options) => users.revokeTokens(id, options),
    restore: (options) => users.restore(id, options),
    history: (options) => users.history(id, options),
    revert: (toVersion, options) => users.revert(id, toVersion, options),
    export: (options) => users.export(id, options),
    ref() {
      const [issue] = findIdIssues(id);
      if (issue) throw createInvalidError([{ ...issue, path: ["id"] }]);
      return `SU:${id}`;
    },
  };
}
