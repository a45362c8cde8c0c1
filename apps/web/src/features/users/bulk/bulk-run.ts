import type { Batches } from "./batches";

/** What became of one user. */
export interface UserResult {
  readonly id: string;
  /** `missing`: nobody has the id any more. */
  readonly status: "done" | "missing" | "failed";
  readonly reason?: string | undefined;
}

export interface BulkState {
  readonly phase: "ready" | "running" | "stopping" | "stopped" | "ended";
  readonly done: number;
  readonly missing: number;
  readonly failed: number;
  /** The first of those that were not done, with the reasons. */
  readonly failures: readonly UserResult[];
  /** What stopped it, where nobody asked for it. */
  readonly error: unknown;
}

/** Works the batches off, one after the other. */
export interface BulkRun {
  readonly read: () => BulkState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Begins, or goes on where it was stopped; a batch whose answer was lost is sent again. */
  readonly start: () => Promise<void>;
  /** Ends it behind the batch that is under way, so that of each user it is known what was done. */
  readonly stop: () => void;
  /** A line of JSON for each user that was worked off. */
  readonly results: () => Blob;
}

interface BulkRunOptions {
  readonly batches: Batches;
  readonly process: (ids: readonly string[]) => Promise<readonly UserResult[]>;
}

const MAX_SHOWN = 100;

export function createBulkRun({ batches, process }: BulkRunOptions): BulkRun {
  const listeners = new Set<() => void>();
  // The browser keeps blobs outside of the page's memory.
  let lines: Blob[] = [];
  let batch: readonly string[] | null | undefined;
  let state: BulkState = {
    phase: "ready",
    done: 0,
    missing: 0,
    failed: 0,
    failures: [],
    error: undefined,
  };
  const set = (change: Partial<BulkState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  function record(results: readonly UserResult[]) {
    const count = (status: UserResult["status"]) =>
      results.filter((result) => result.status === status).length;
    const problems = results.filter(({ status }) => status !== "done");
    lines.push(new Blob(results.map((result) => `${JSON.stringify(result)}\n`)));
    set({
      done: state.done + count("done"),
      missing: state.missing + count("missing"),
      failed: state.failed + count("failed"),
      failures: [...state.failures, ...problems].slice(0, MAX_SHOWN),
    });
  }

  return {
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async start() {
      set({ phase: "running", error: undefined });
      try {
        while (state.phase === "running") {
          batch ??= await batches.next();
          if (batch === null) break;
          record(await process(batch));
          batch = undefined;
        }
        set({ phase: batch === null ? "ended" : "stopped" });
      } catch (error) {
        set({ phase: "stopped", error });
      }
    },
    stop() {
      if (state.phase === "running") set({ phase: "stopping" });
    },
    results() {
      lines = [new Blob(lines)];
      return new Blob(lines, { type: "application/x-ndjson" });
    },
  };
}
