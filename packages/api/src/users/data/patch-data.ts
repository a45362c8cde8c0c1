import { AppError, type PatchTree } from "@roster/contract";
import type { JsonText } from "@roster/contract/json";
import { assertNoIssues } from "../../data-schema/validator.js";
import { type Actor, ownerOf } from "../../auth/actor.js";
import type { Context } from "../../trpc/context.js";
import { mayRead } from "../hold-users.js";
import { toUniqueGuard } from "../unique-guard.js";
import { toDataJson } from "./data-json.js";
import { mergePatch } from "./merge-patch.js";

/** How often a user may change while its patched data is validated. */
const MAX_ROUNDS = 20;

/** The patched data has to be validated on a thread, which writes do not wait for. */
class NeedsThread extends Error {
  readonly data: JsonText;

  constructor(data: JsonText) {
    super();
    this.data = data;
  }
}

type PatchUser = <Result>(
  write: (change: (data: JsonText) => string) => Promise<Result>,
) => Promise<Result>;

/**
 * How to patch users of one call. `change` is what the store calls with a user's data. It throws INVALID or TOO_LARGE if
 * the result cannot be stored.
 */
export async function toPatchUser(
  ctx: Pick<Context, "services"> & { readonly actor: Actor },
  tree: PatchTree,
): Promise<PatchUser> {
  const { dataSchemas, maxDataBytes } = ctx.services;
  const owner = ownerOf(ctx.actor);
  const guard = await toUniqueGuard(ctx);
  const isSizeHidden = !mayRead(ctx.actor);
  const validator = await dataSchemas.validatorFor(owner.appId);
  const call = validator?.forCall(owner);
  return async (write) => {
    let valid: string | undefined;
    const change = (data: JsonText) => {
      const merged = mergePatch(data, tree);
      const dataJson = toDataJson(merged, maxDataBytes, isSizeHidden);
      guard(data.text, dataJson);
      if (!validator || dataJson === valid) return dataJson;
      const issues = validator.checkInline(merged);
      if (!issues) throw new NeedsThread(merged);
      assertNoIssues(issues);
      return dataJson;
    };
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      try {
        return await write(change);
      } catch (error) {
        if (!(error instanceof NeedsThread) || !call) throw error;
        assertNoIssues(await call.checkOnThread(error.data));
        valid = error.data.text;
      }
    }
    throw new AppError("UNAVAILABLE", "This user is constantly being changed; try again");
  };
}
