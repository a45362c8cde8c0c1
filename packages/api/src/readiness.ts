import type { MigrationState } from "@roster/db";

/** How long what was found is told again, in milliseconds: however often it is asked for, one looks. */
const KEPT_FOR = 1000;

/** After so long without its answer the database counts as away, in milliseconds. */
const PATIENCE = 5000;

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

type Found = Omit<ReadinessReport["checks"], "process">;

/** Looks at most once a second, one at a time, so that whoever asks without end asks nothing of the database. */
export class Readiness {
  readonly #look: () => Promise<Pick<MigrationState, "missing">>;
  readonly #now: () => number;
  #found: { readonly checks: Promise<Found>; until: number } | undefined;
  #isDraining = false;

  constructor(look: () => Promise<Pick<MigrationState, "missing">>, now = () => performance.now()) {
    this.#look = look;
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
      : { process: "ok" as const, ...(await this.#findOrRemember()) };
    const isReady = Object.values(checks).every((state) => state === "ok");
    return { status: isReady ? "ready" : "not ready", checks };
  }

  #findOrRemember(): Promise<Found> {
    if (!this.#found || this.#now() >= this.#found.until) {
      const found = { checks: this.#find(), until: Infinity }; // until it is known
      void found.checks.then(() => (found.until = this.#now() + KEPT_FOR));
      this.#found = found;
    }
    return this.#found.checks;
  }

  async #find(): Promise<Found> {
    const timer = new AbortController();
    try {
      const { missing } = await Promise.race([this.#look(), tooLong(timer.signal)]);
      return { database: "ok", migrations: missing.length === 0 ? "ok" : "missing" };
    } catch {
      return { database: "unreachable", migrations: "unknown" };
    } finally {
      timer.abort();
    }
  }
}

function tooLong(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer")), PATIENCE);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}
