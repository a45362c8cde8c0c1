import type { Batches } from "./batches";

/** The result for one user. */
export interface UserResult {
  readonly id: string;
  /** `missing`: the user no longer exists. */
  readonly status: "done" | "missing" | "failed";
  readonly reason?: string | undefined;
}

export interface BulkState {
  readonly phase: "ready" | "running" | "stopping" | "stopped" | "ended";
  readonly done: number;
  readonly missing: number;
  readonly failed: number;
  /** The first missing or failed users. */
  readonly failures: readonly UserResult[];
  /** The error that stopped the run. */
  readonly error: unknown;
}

/** Processes batches sequentially. */
export interface BulkRun {
  readonly read: () => BulkState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Starts or resumes; retries a batch whose response was lost. */
  readonly start: () => Promise<void>;
  /** Stops after the current batch, so that the result of every user is known. */
  readonly stop: () => void;
  /** The results so far as NDJSON. */
  readonly results: () => Blob;
}

interface BulkRunOptions {
  readonly batches: Batches;
  readonly process: (ids: readonly string[]) => Promise<readonly UserResult[]>;
}

const MAX_SHOWN = 100;

export function createBulkRun({ batches, process }: BulkRunOptions): BulkRun {
  const listeners = new Set<() => void>();
  // Browsers store blobs outside the page's heap.
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
