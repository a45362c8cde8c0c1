import type { Destination, Entry, ImportedLine } from "./imported-line.js";

/** How many users a request carries at most, and about how many characters of them. */
const BATCH_USERS = 1000;
/** As JSON the text of a line can grow, by escapes up to sixfold: still below what a server reads. */
const BATCH_CHARACTERS = 2 * 1024 * 1024;

/** While one request is written another is read, and a third is under way. */
const MAX_UNDER_WAY = 3;

/** Sends entries in batches, a few at a time. */
export interface Sender {
  /** Waits where enough is under way. */
  readonly send: (entries: readonly Entry[]) => Promise<void>;
  /** Sends what waits for more. */
  readonly flush: () => Promise<void>;
  /** When nothing is under way. */
  readonly ended: () => Promise<unknown>;
  readonly throwIfFailed: () => void;
}

/** Of entries with the same id the first is sent, and answered, before the others. */
export function createSender(
  destination: Destination,
  onLines: (lines: readonly ImportedLine[]) => Promise<void>,
): Sender {
  const underWay = new Map<Promise<void>, ReadonlySet<string>>();
  const failures: unknown[] = [];
  let batch: Entry[] = [];
  let characters = 0;

  async function carry(entries: readonly Entry[]): Promise<void> {
    const outcomes = await destination(entries);
    await onLines(
      entries.map(({ line, text }, index) => {
        const { status, issues } = outcomes[index] ?? { status: "invalid", issues: [] };
        return { line, text, status, issues };
      }),
    );
  }

  const sharesId = (ids: readonly string[]) =>
    [...underWay.values()].some((others) => ids.some((id) => others.has(id)));

  async function flush(): Promise<void> {
    const entries = batch;
    batch = [];
    characters = 0;
    if (entries.length === 0) return;
    const ids = entries.map(({ user }) => user.id);
    while (underWay.size >= MAX_UNDER_WAY || sharesId(ids)) await Promise.race(underWay.keys());
    throwIfFailed();
    const sent: Promise<void> = carry(entries)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(sent));
    underWay.set(sent, new Set(ids));
  }

  function throwIfFailed(): void {
    if (failures.length > 0) throw failures[0];
  }

  return {
    async send(entries) {
      for (const entry of entries) {
        if (characters + entry.text.length > BATCH_CHARACTERS) await flush();
        characters += entry.text.length;
        batch.push(entry);
        if (batch.length === BATCH_USERS) await flush();
      }
    },
    flush,
    ended: () => Promise.all(underWay.keys()),
    throwIfFailed,
  };
}
