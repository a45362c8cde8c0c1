import type { Destination, Entry, Outcome, Rejected, Status } from "./entry.js";
import type { Reading } from "./reading.js";
import { toUser } from "./to-user.js";

/** How many users a request carries at most, and about how many bytes of them. */
export const BATCH_USERS = 1000;
/** As JSON the text of a line can grow, by escapes up to sixfold: still below what a server reads. */
const BATCH_CHARACTERS = 2 * 1024 * 1024;

/** While one request is written another is read, and a third is under way. */
const MAX_UNDER_WAY = 3;

export interface ImportPlan {
  readonly readings: AsyncIterable<Reading[]>;
  readonly ignoreTimes: boolean;
  readonly destination: Destination;
  /** Hears of each line, once it is decided; the import waits for it. */
  readonly onOutcome: (status: Status, rejected?: Rejected) => Promise<void> | void;
}

/**
 * Reads, checks and sends, a few batches at a time: memory is bounded by these, however long the input.
 * Of lines with the same id the first is sent, and answered, before the others.
 *
 * @throws What reading or sending threw, when all that was under way has ended and is accounted for.
 */
export async function runImport({ readings, ignoreTimes, ...plan }: ImportPlan): Promise<void> {
  const sender = createSender(plan);
  let batch: Entry[] = [];
  let characters = 0;
  const flush = async () => {
    if (batch.length > 0) await sender.send(batch);
    batch = [];
    characters = 0;
  };
  try {
    for await (const part of readings) {
      for (const reading of part) {
        const checked = check(reading, ignoreTimes);
        if ("status" in checked) {
          await plan.onOutcome(checked.status, checked);
          continue;
        }
        if (characters + reading.text.length > BATCH_CHARACTERS) await flush();
        characters += reading.text.length;
        batch.push(checked);
        if (batch.length === BATCH_USERS) await flush();
      }
    }
    await flush();
  } finally {
    await sender.settled();
  }
  sender.throwIfFailed();
}

function check({ line, text, value, issues }: Reading, ignoreTimes: boolean): Entry | Rejected {
  const found = issues.length > 0 ? { issues } : toUser(value, ignoreTimes);
  if ("user" in found) return { line, text, user: found.user };
  return { line, text, status: "invalid", issues: found.issues };
}

function createSender({ destination, onOutcome }: Pick<ImportPlan, "destination" | "onOutcome">) {
  const underWay = new Map<Promise<void>, ReadonlySet<string>>();
  const failures: unknown[] = [];

  async function account(batch: readonly Entry[], outcomes: readonly Outcome[]) {
    for (const [index, { line, text }] of batch.entries()) {
      const { status, issues } = outcomes[index] ?? { status: "invalid", issues: [] };
      const isRejected = status === "conflict" || status === "invalid";
      await onOutcome(status, isRejected ? { line, text, status, issues } : undefined);
    }
  }

  const throwIfFailed = () => {
    if (failures.length > 0) throw failures[0];
  };

  const sharesId = (ids: ReadonlySet<string>) =>
    [...underWay.values()].some((others) => [...ids].some((id) => others.has(id)));

  return {
    async send(batch: readonly Entry[]): Promise<void> {
      const ids = new Set(batch.map(({ user }) => user.id));
      while (underWay.size >= MAX_UNDER_WAY || sharesId(ids)) await Promise.race(underWay.keys());
      throwIfFailed();
      const sent: Promise<void> = destination(batch)
        .then((outcomes) => account(batch, outcomes))
        .catch((error: unknown) => void failures.push(error))
        .finally(() => underWay.delete(sent));
      underWay.set(sent, ids);
    },
    settled: () => Promise.all(underWay.keys()),
    throwIfFailed,
  };
}
