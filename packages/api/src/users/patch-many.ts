import {
  PatchManyUsersInput,
  PatchManyUsersResult,
  type PatchUserOutcome,
  parsePatch,
  type User,
} from "@roster/contract";
import type { VersionMismatch } from "@roster/db";
import { assertOwn } from "../auth/access.js";
import { sourceOf } from "../changes/source-of.js";
import { callsForUsers } from "../rate-limit/rate-limiter.js";
import { procedureFor } from "../trpc/procedure.js";
import { toPatchUser } from "./data/patch-data.js";
import { toRejectedOutcome } from "./rejected-outcome.js";

/** How many users are patched at once, so that other writes can run in between and memory stays bounded. */
const BATCH_SIZE = 500;

/** Changes the same part of each user's data. A user that is missing or rejects the patch affects no other. */
export const patchMany = procedureFor({ scope: "users:write", role: "editor", endUsers: true })
  .input(PatchManyUsersInput)
  .output(PatchManyUsersResult)
  .mutation(async ({ ctx, input }) => {
    const { actor, services, chargeAs } = ctx;
    const ids = [...new Set(input.ids)];
    for (const id of ids) assertOwn(actor, id);
    await chargeAs(callsForUsers(ids.length));
    const { tree } = parsePatch(input);
    const { appId } = actor;
    const patchUser = await toPatchUser(ctx, tree);
    const users = services.database.users.by(sourceOf(ctx));
    const results: PatchUserOutcome[] = [];
    for (let start = 0; start < ids.length; start += BATCH_SIZE) {
      const some = ids.slice(start, start + BATCH_SIZE);
      const patching = some.map((id) => patchUser((change) => users.update({ appId, id, change })));
      const settled = await Promise.allSettled(patching);
      results.push(...settled.map((one, index) => toOutcome(some[index] ?? "", one)));
    }
    return { results };
  });

function toOutcome(
  id: string,
  patched: PromiseSettledResult<User | VersionMismatch | null>,
): PatchUserOutcome {
  if (patched.status === "rejected") return toRejectedOutcome(id, patched.reason);
  const user = patched.value;
  return user && "version" in user
    ? { status: "patched", id, version: user.version }
    : { status: "missing", id };
}
