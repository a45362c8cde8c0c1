import { MAX_BATCH_USERS } from "@roster/contract";
import type { Destination, Entry, ImportedLine } from "./imported-line.js";
import type { UserLine } from "./read-users.js";

/** Lines of a batch, which goes in one request: as many users as one may carry, or about so much of them. */
const BATCH_LINES = MAX_BATCH_USERS;
/** As JSON the text of a line can grow, by escapes up to sixfold: still below what a server reads. */
const BATCH_CHARACTERS = 2 * 1024 * 1024;

/** While one request is written another is read; a third makes it no faster, and lets the server hold more. */
const MAX_UNDER_WAY = 2;

/** Sends lines in batches, a few at a time, and tells of them in their order. */
export interface Sender {
  /** Waits where enough is under way. */
  readonly send: (lines: readonly UserLine[]) => Promise<void>;
  /** Sends what waits for more. */
  readonly flush: () => Promise<void>;
  /** When nothing is under way. */
  readonly ended: () => Promise<unknown>;
  readonly throwIfFailed: () => void;
}

/**
 * Of entries with the same id the first is sent, and answered, before the others. Batches are cut alike
 * wherever the lines begin behind one: a run that goes on there sends what a run before it has sent.
 */
export function createSender(
  destination: Destination,
  onLines: (lines: readonly ImportedLine[]) => Promise<void>,
): Sender {
  const underWay = new Map<Promise<void>, ReadonlySet<string>>();
  const failures: unknown[] = [];
  let told: Promise<void> = Promise.resolve();
  let batch: UserLine[] = [];
  let characters = 0;

  async function carry(lines: readonly UserLine[], before: Promise<void>): Promise<void> {
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
    [...underWay.values()].some((others) => ids.some((id) => others.has(id)));

  async function flush(): Promise<void> {
    const lines = batch;
    batch = [];
    characters = 0;
    if (lines.length === 0) return;
    const ids = lines.filter(isEntry).map(({ user }) => user.id);
    while (underWay.size >= MAX_UNDER_WAY || sharesId(ids)) await Promise.race(underWay.keys());
    throwIfFailed();
    const sent: Promise<void> = carry(lines, told)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(sent));
    underWay.set(sent, new Set(ids));
    told = sent;
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
    ended: () => Promise.all(underWay.keys()),
    throwIfFailed,
  };
}

const isEntry = (line: UserLine): line is UserLine & Entry => "user" in line;
