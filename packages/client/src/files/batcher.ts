import { MAX_BATCH_USERS } from "@roster/contract";
import type { ImportedLine, ImportEntry, ImportOutcome, ImportTarget } from "./imported-line.js";
import type { TextLine } from "./read-users.js";

/** A batch, sent as one request, is limited by the number of its lines and by their total length. */
const MAX_BATCH_LINES = MAX_BATCH_USERS;
/** Escapes can make the JSON of a line six times as long: still below the server's limit. */
const MAX_BATCH_CHARACTERS = 2 * 1024 * 1024;

/** One request is written while another is read. A third is no faster and takes more server memory. */
const MAX_IN_FLIGHT = 2;

/** Sends lines in batches, a few concurrently, and reports their outcomes in order. */
export interface Batcher {
  /** Waits while enough batches are in flight. */
  readonly send: (lines: readonly TextLine[]) => Promise<void>;
  /** Sends the last, incomplete batch. */
  readonly flush: () => Promise<void>;
  /** Resolves when no batch is in flight. */
  readonly settled: () => Promise<unknown>;
  readonly throwIfFailed: () => void;
}

/**
 * Of entries with the same id, the first is sent and completed before the others. Batch boundaries after a
 * batch depend only on the lines after it, so that a resumed run sends the same batches again.
 */
export function createBatcher(
  target: ImportTarget,
  onLines: (lines: readonly ImportedLine[]) => Promise<void>,
): Batcher {
  const inFlight = new Map<Promise<void>, ReadonlySet<string>>();
  const failures: unknown[] = [];
  let reported: Promise<void> = Promise.resolve();
  let batch: TextLine[] = [];
  let characters = 0;

  async function sendBatch(lines: readonly TextLine[], before: Promise<void>): Promise<void> {
    const entries = lines.filter(isEntry);
    const outcomes = entries.length === 0 ? [] : await target(entries);
    await before;
    // Lines after a failure are not reported, as a resumed run starts before it.
    if (failures.length > 0) return;
    await onLines(toImportedLines(lines, outcomes));
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
    const sending: Promise<void> = sendBatch(lines, reported)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => inFlight.delete(sending));
    inFlight.set(sending, new Set(ids));
    reported = sending;
  }

  function throwIfFailed(): void {
    if (failures.length > 0) throw failures[0];
  }

  return {
    async send(lines) {
      for (const line of lines) {
        if (characters + line.text.length > MAX_BATCH_CHARACTERS) await flush();
        characters += line.text.length;
        batch.push(line);
        if (batch.length === MAX_BATCH_LINES) await flush();
      }
    },
    flush,
    settled: () => Promise.all(inFlight.keys()),
    throwIfFailed,
  };
}

function toImportedLines(
  lines: readonly TextLine[],
  outcomes: readonly ImportOutcome[],
): ImportedLine[] {
  const remaining = outcomes.values();
  return lines.map((line) => {
    const { line: number, text } = line;
    if (!isEntry(line)) return { line: number, text, status: "invalid", issues: line.issues };
    const { status, issues } = remaining.next().value ?? { status: "invalid", issues: [] };
    return { line: number, text, status, issues };
  });
}

const isEntry = (line: TextLine): line is TextLine & ImportEntry => "user" in line;
