import type { MigrationState } from "@roster/db";

/** How long what was found is told again, in milliseconds: however often it is asked for, one looks. */
const CACHE_MS = 1000;

/** After so long without its answer the database counts as away, in milliseconds. */
const DATABASE_TIMEOUT_MS = 5000;

/** Whether calls may be sent to this process, and what speaks against it. */
export interface ReadinessReport {
  readonly status: "ready" | "not ready";
  readonly checks: {
    /** `draining`: it is to end, and finishes what it has. */
    readonly process: "ok" | "draining";
    readonly database: "ok" | "unreachable" | "unknown";
    readonly migrations: "ok" | "missing" | "unknown";
  };
}

type Checks = Omit<ReadinessReport["checks"], "process">;

/** Looks at most once a second, one at a time, so that whoever asks without end asks nothing of the database. */
export class Readiness {
  readonly #readMigrations: () => Promise<Pick<MigrationState, "missing">>;
  readonly #now: () => number;
  #cache: { readonly checks: Promise<Checks>; until: number } | undefined;
  #isDraining = false;

  constructor(look: () => Promise<Pick<MigrationState, "missing">>, now = () => performance.now()) {
    this.#readMigrations = look;
    this.#now = now;
  }

  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** From now on it is not ready, at once and for good. */
  startDraining(): void {
    this.#isDraining = true;
  }

  async check(): Promise<ReadinessReport> {
    const checks = this.#isDraining
      ? {
          process: "draining" as const,
          database: "unknown" as const,
          migrations: "unknown" as const,
        }
      : { process: "ok" as const, ...(await this.#cachedChecks()) };
    const isReady = Object.values(checks).every((state) => state === "ok");
    return { status: isReady ? "ready" : "not ready", checks };
  }

  #cachedChecks(): Promise<Checks> {
    if (!this.#cache || this.#now() >= this.#cache.until) {
      const found = { checks: this.#runChecks(), until: Infinity }; // until it is known
      void found.checks.then(() => (found.until = this.#now() + CACHE_MS));
      this.#cache = found;
    }
    return this.#cache.checks;
  }

  async #runChecks(): Promise<Checks> {
    const timer = new AbortController();
    try {
      const { missing } = await Promise.race([
        this.#readMigrations(),
        rejectAfterTimeout(timer.signal),
      ]);
      return { database: "ok", migrations: missing.length === 0 ? "ok" : "missing" };
    } catch {
      return { database: "unreachable", migrations: "unknown" };
    } finally {
      timer.abort();
    }
  }
}

function rejectAfterTimeout(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer")), DATABASE_TIMEOUT_MS);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}
