import { MAX_BATCH_USERS } from "@roster/contract";
import type { ImportTarget, ImportEntry, ImportedLine } from "./imported-line.js";
import type { UserLine } from "./read-users.js";

/** Lines of a batch, which goes in one request: as many users as one may carry, or about so much of them. */
const BATCH_LINES = MAX_BATCH_USERS;
/** As JSON the text of a line can grow, by escapes up to sixfold: still below what a server reads. */
const BATCH_CHARACTERS = 2 * 1024 * 1024;

/** While one request is written another is read; a third makes it no faster, and lets the server hold more. */
const MAX_IN_FLIGHT = 2;

/** Sends lines in batches, a few at a time, and tells of them in their order. */
export interface Batcher {
  /** Waits where enough is under way. */
  readonly send: (lines: readonly UserLine[]) => Promise<void>;
  /** Sends what waits for more. */
  readonly flush: () => Promise<void>;
  /** When nothing is under way. */
  readonly settled: () => Promise<unknown>;
  readonly throwIfFailed: () => void;
}

/**
 * Of entries with the same id the first is sent, and answered, before the others. Batches are cut alike
 * wherever the lines begin behind one: a run that goes on there sends what a run before it has sent.
 */
export function createBatcher(
  destination: ImportTarget,
  onLines: (lines: readonly ImportedLine[]) => Promise<void>,
): Batcher {
  const inFlight = new Map<Promise<void>, ReadonlySet<string>>();
  const failures: unknown[] = [];
  let reported: Promise<void> = Promise.resolve();
  let batch: UserLine[] = [];
  let characters = 0;

  async function sendBatch(lines: readonly UserLine[], before: Promise<void>): Promise<void> {
    const entries = lines.filter(isEntry);
    const outcomes = entries.length === 0 ? [] : await destination(entries);
    await before;
    // What comes behind a failure is not told of: a run that goes on begins before it.
    if (failures.length > 0) return;
    const next = outcomes.values();
    await onLines(
      lines.map((line): ImportedLine => {
        const { line: number, text } = line;
        if (!isEntry(line)) return { line: number, text, status: "invalid", issues: line.issues };
        const { status, issues } = next.next().value ?? { status: "invalid", issues: [] };
        return { line: number, text, status, issues };
      }),
    );
  }

  const sharesId = (ids: readonly string[]) =>
    [...inFlight.values()].some((others) => ids.some((id) => others.has(id)));

  async function flush(): Promise<void> {
    const lines = batch;
    batch = [];
    characters = 0;
    if (lines.length === 0) return;
    const ids = lines.filter(isEntry).map(({ user }) => user.id);
    while (inFlight.size >= MAX_IN_FLIGHT || sharesId(ids)) await Promise.race(inFlight.keys());
    throwIfFailed();
    const sent: Promise<void> = sendBatch(lines, reported)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => inFlight.delete(sent));
    inFlight.set(sent, new Set(ids));
    reported = sent;
  }

  function throwIfFailed(): void {
    if (failures.length > 0) throw failures[0];
  }

  return {
    async send(lines) {
      for (const line of lines) {
        if (characters + line.text.length > BATCH_CHARACTERS) await flush();
        characters += line.text.length;
        batch.push(line);
        if (batch.length === BATCH_LINES) await flush();
      }
    },
    flush,
    settled: () => Promise.all(inFlight.keys()),
    throwIfFailed,
  };
}

const isEntry = (line: UserLine): line is UserLine & ImportEntry => "user" in line;
