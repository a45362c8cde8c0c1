import { AppError, CreateTokenInput, CreateTokenResult } from "@roster/contract";
import { toTimestamp } from "@roster/db";
import { authorizeAdmin } from "../auth/actor.js";
import { signToken } from "../auth/token.js";
import { procedure } from "../trpc/procedure.js";

/**
 * Makes a token, signed with the secret of a key in force: the named one, else the newest. A server token does
 * what its action says to the app's users; a user token acts for the user, who need not exist yet.
 */
export const create = procedure
  .input(CreateTokenInput)
  .output(CreateTokenResult)
  .mutation(async ({ ctx: { actor, services }, input }) => {
    authorizeAdmin(actor);
    const keys = await services.database.apiKeys.list(actor.appId);
    const inForce = keys.filter(({ revokedAt }) => revokedAt === null);
    const key =
      input.apiKey === undefined
        ? inForce.at(-1)
        : inForce.find((candidate) => candidate.key === input.apiKey);
    if (!key) {
      const id = input.apiKey ?? "";
      const what = id === "" ? "no API key in force; add one first" : `no API key ${id} in force`;
      throw new AppError("NOT_FOUND", `There is ${what}`, { details: { id } });
    }
    const claims =
      input.kind === "user"
        ? { user_id: input.userId }
        : { resource: "*", action: input.action, feed_id: "*" };
    const { expiresInSeconds } = input;
    const { token, expiresAt } = await signToken(claims, {
      secret: services.keyring.reveal(key),
      now: services.now(),
      expiresInSeconds,
    });
    return { token, apiKey: key.key, expiresAt: expiresAt && toTimestamp(toMicros(expiresAt)) };
  });

const toMicros = (at: Date) => BigInt(at.getTime()) * 1000n;
