import type { MigrationState } from "@roster/db";

/** How long a result is reused, in milliseconds, so that frequent probes run few checks. */
const CACHE_MS = 1000;

/** The database counts as unreachable if it takes longer to respond, in milliseconds. */
const DATABASE_TIMEOUT_MS = 5000;

/** Whether this process can serve calls, and the reasons if not. */
export interface ReadinessReport {
  readonly status: "ready" | "not ready";
  readonly checks: {
    /** `draining`: it is shutting down and completes the calls in progress. */
    readonly process: "ok" | "draining";
    readonly database: "ok" | "unreachable" | "unknown";
    readonly migrations: "ok" | "missing" | "unknown";
  };
}

type Checks = Omit<ReadinessReport["checks"], "process">;

/** Runs at most one check per second, so that probes cannot load the database. */
export class Readiness {
  readonly #readMigrations: () => Promise<Pick<MigrationState, "missing">>;
  readonly #now: () => number;
  #cache: { readonly checks: Promise<Checks>; until: number } | undefined;
  #isDraining = false;

  constructor(
    readMigrations: () => Promise<Pick<MigrationState, "missing">>,
    now = () => performance.now(),
  ) {
    this.#readMigrations = readMigrations;
    this.#now = now;
  }

  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Reports "not ready" from now on. */
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
      const next = { checks: this.#runChecks(), until: Infinity }; // until it settles
      void next.checks.then(() => (next.until = this.#now() + CACHE_MS));
      this.#cache = next;
    }
    return this.#cache.checks;
  }

  async #runChecks(): Promise<Checks> {
    const timeout = new AbortController();
    try {
      const { missing } = await Promise.race([
        this.#readMigrations(),
        rejectAfterTimeout(timeout.signal),
      ]);
      return { database: "ok", migrations: missing.length === 0 ? "ok" : "missing" };
    } catch {
      return { database: "unreachable", migrations: "unknown" };
    } finally {
      timeout.abort();
    }
  }
}

function rejectAfterTimeout(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(
      () => reject(new Error("The database did not respond in time")),
      DATABASE_TIMEOUT_MS,
    );
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}
