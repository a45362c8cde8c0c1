import type { ModelUser } from "./model-types.js";

/** The outcome for one user of a batch. */
export type Outcome =
  | { readonly status: "created" | "existing" | "updated"; readonly user: ModelUser }
  | {
      readonly status: "conflict";
      readonly id: string;
      readonly path?: readonly string[];
      readonly deletedAt?: string;
    }
  | { readonly status: "invalid"; readonly id: string; readonly issues: "some" };

/** The results of a batch, and which users existed then. */
interface BatchReplay {
  readonly results: readonly Outcome[];
  readonly births: ReadonlyMap<string, number>;
}

/** The outcome for a repeated call: without the data of existing users that were removed since. */
export function replayOutcome(
  outcome: Outcome,
  { results, births }: BatchReplay,
  birthsNow: ReadonlyMap<string, number>,
): Outcome {
  if (outcome.status !== "existing") return outcome;
  const { user } = outcome;
  const isUnchanged = birthsNow.get(user.id) === births.get(user.id);
  const isOwn = results.some((one) => one.status === "created" && one.user.id === user.id);
  return isUnchanged || isOwn ? outcome : { ...outcome, user: { ...user, data: {} } };
}

export const invalid = (id: string) => ({ status: "invalid", id, issues: "some" }) as const;

/** Converts outcomes to the result of users.import. */
export function toImportResult(outcomes: readonly Outcome[]) {
  const letters = { created: "c", existing: "e", updated: "u", conflict: "r", invalid: "r" };
  const refused = outcomes.flatMap((outcome, index) => {
    if (outcome.status === "invalid") return { index, status: "invalid", issues: "some" };
    if (outcome.status !== "conflict") return [];
    const { path, deletedAt } = outcome;
    return {
      index,
      status: "conflict",
      issues: [],
      ...(path && { path }),
      ...(deletedAt && { deletedAt }),
    };
  });
  return { outcomes: outcomes.map(({ status }) => letters[status]).join(""), refused };
}
