import { type AppError, invalid, type ReplayedUser, type RevertUserInput } from "@roster/contract";
import { trustedJsonText } from "@roster/contract/json";
import type { VersionMismatch } from "@roster/db";
import { findApp } from "../../apps/app.js";
import { type Actor, ownerOf } from "../../auth/actor.js";
import { sourceOf } from "../../changes/source-of.js";
import { scanRequestOf } from "../../scans/scan-request.js";
import type { Context } from "../../trpc/context.js";
import { toDataJson } from "../data/data-json.js";

type RevertContext = Context & { readonly actor: Actor };

/** A revert, and what the history has of its version. */
interface PlannedRevert extends RevertUserInput {
  /** Null if the history does not have it. */
  readonly data: string | null;
  /** What the app's history keeps. */
  readonly history: string;
}

/** The first reverts, in order, with the data to restore: at least one, and others while their data fits. */
export async function planReverts(
  ctx: RevertContext,
  reverts: readonly RevertUserInput[],
  maxBytes: number,
): Promise<PlannedRevert[]> {
  const { database } = ctx.services;
  const { appId } = ctx.actor;
  const versions = reverts.map(({ id, toVersion }) => ({ id, version: toVersion }));
  const { history } = await findApp(database, appId);
  if (history === "off") return reverts.map((revert) => ({ ...revert, data: null, history }));
  const query = { versions, maxBytes };
  const found = await database.changes.versions(appId, query, scanRequestOf(ctx));
  return reverts
    .slice(0, found.length)
    .map((revert, index) => ({ ...revert, data: found[index] ?? null, history }));
}

/**
 * Updates a user to the data of an earlier version. Null if the user does not exist.
 *
 * @throws AppError INVALID if the history does not have the version.
 */
export async function revertUser(
  ctx: RevertContext,
  { id, toVersion, ifVersion, data, history }: PlannedRevert,
): Promise<ReplayedUser | VersionMismatch | null> {
  const { actor, services } = ctx;
  const { appId } = actor;
  const { users } = services.database;
  if (data === null) {
    const user = await users.get(appId, id);
    if (!user || user.status === "deleted") return null;
    throw notInHistory(history);
  }
  const text = trustedJsonText(data);
  const change = toDataJson(text, services.maxDataBytes);
  await services.dataSchemas.assertValid(ownerOf(actor), text);
  const details = { revertedTo: toVersion };
  return users.by(sourceOf(ctx)).update({ appId, id, ifVersion, change, details });
}

const reasons: Readonly<Record<string, string>> = {
  off: "cannot be restored: the history of this app is off",
  thin: "cannot be restored: the history of this app is thin, which keeps no data",
};

function notInHistory(history: string): AppError {
  const otherwise = "is not in the user's history; users.history lists the versions that are";
  return invalid([{ path: ["toVersion"], message: reasons[history] ?? otherwise }]);
}
