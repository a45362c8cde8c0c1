/** What the calls of one request may cost together. */
export const MAX_BATCH_COST = 100;

/** A call on one user costs 1. */
const DEFAULT_COST = 1;

/** A call that can read or write many users. */
const LARGE_COST = 20;

const largeCalls: ReadonlySet<string> = new Set([
  "users.list",
  "users.getMany",
  "users.addMany",
  "users.import",
  "users.patchMany",
  "users.removeMany",
  "users.revertMany",
  "users.export",
  "users.history",
  "audit.list",
  "users.deactivateMany",
  "users.reactivateMany",
  "users.banMany",
  "users.unbanMany",
  "users.revokeTokensMany",
  "users.restoreMany",
  "stats.usage",
  "stats.users",
  "apps.setDataSchema",
  "apps.checkDataSchema",
  "apps.remove",
  "indexes.add",
]);

/** What a call of the procedure at this path costs in a batch, whatever its input. */
export const callCost = (path: string): number =>
  largeCalls.has(path) ? LARGE_COST : DEFAULT_COST;

interface BatchRules<Call> {
  readonly pathOf: (call: Call) => string;
  /** How much of `maxLength` a call uses. */
  readonly lengthOf?: (call: Call) => number;
  readonly maxLength?: number;
}

/** Splits calls, in order, into batches that cost at most {@link MAX_BATCH_COST} each. */
export function splitIntoBatches<Call>(
  calls: readonly Call[],
  { pathOf, lengthOf = () => 0, maxLength = Infinity }: BatchRules<Call>,
): Call[][] {
  const batches: Call[][] = [];
  let cost = Infinity;
  let length = 0;
  for (const call of calls) {
    cost += callCost(pathOf(call));
    length += lengthOf(call);
    const batch = batches.at(-1);
    if (batch && cost <= MAX_BATCH_COST && length <= maxLength) {
      batch.push(call);
      continue;
    }
    batches.push([call]);
    cost = callCost(pathOf(call));
    length = lengthOf(call);
  }
  return batches;
}
