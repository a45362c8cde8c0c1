import type { FaultFixture } from "./fault-fixture.js";
import type { Workload } from "./workload.js";
import { childrenOf, signal } from "./processes.js";
import type { Random } from "./random.js";

/** A fault that is injected under load and has ended when `inject` resolves. */
export interface Fault {
  readonly name: string;
  readonly engine: "both" | "sqlite" | "postgresql";
  /** Whether the fault can be injected on this machine; undefined: always. */
  readonly isPossible?: (fixture: FaultFixture) => boolean;
  inject(place: { fixture: FaultFixture; workload: Workload; random: Random }): Promise<void>;
}

const HOUR_MS = 3_600_000;

/** Two jumps together must be shorter than the lifetime of idempotency keys. */
const MAX_CLOCK_JUMP = 11 * HOUR_MS;

export const faults: readonly [Fault, ...Fault[]] = [
  {
    name: "server killed",
    engine: "both",
    async inject({ fixture: { supervisor }, random }) {
      await supervisor.kill();
      await supervisor.start(1 + random.below(2));
    },
  },
  {
    name: "worker killed",
    engine: "both",
    async inject({ fixture: { supervisor }, workload, random }) {
      if (supervisor.pids().length < 3) {
        await supervisor.stop();
        await supervisor.start(2);
        await workload.waitForAcknowledged(20);
      }
      const [, first = 0, ...others] = supervisor.pids();
      signal([random.pick([first, ...others])], "SIGKILL");
    },
  },
  {
    name: "server stopped and started",
    engine: "both",
    async inject({ fixture: { supervisor }, random }) {
      await supervisor.stop();
      await supervisor.start(1 + random.below(2));
    },
  },
  {
    name: "clock jumped",
    engine: "both",
    async inject({ fixture: { supervisor }, workload, random }) {
      supervisor.setClock(random.below(2 * MAX_CLOCK_JUMP) - MAX_CLOCK_JUMP);
      await workload.waitForAcknowledged(50);
    },
  },
  {
    name: "disk full",
    engine: "both",
    isPossible: ({ disk }) => disk.filler !== undefined,
    async inject({ fixture: { supervisor, disk, postgresql }, workload }) {
      disk.filler?.fill(supervisor.pids());
      await workload.waitForUnanswered(20, 1000);
      disk.filler?.free(supervisor.pids());
      // PostgreSQL exits if it cannot write its WAL, so it has to be restarted.
      if (postgresql && !postgresql.server.isRunning()) await postgresql.server.start();
    },
  },
  {
    name: "PostgreSQL killed",
    engine: "postgresql",
    async inject({ fixture: { postgresql } }) {
      await postgresql?.server.kill();
      await postgresql?.server.start();
    },
  },
  {
    name: "PostgreSQL restarted",
    engine: "postgresql",
    async inject({ fixture: { postgresql }, workload }) {
      await postgresql?.server.stop();
      await workload.waitForUnanswered(5, 50);
      await postgresql?.server.start();
    },
  },
  {
    name: "a backend of PostgreSQL killed",
    engine: "postgresql",
    async inject({ fixture: { postgresql }, random }) {
      const [first = 0, ...others] = childrenOf(postgresql?.server.pid() ?? 0);
      signal([random.pick([first, ...others])], "SIGKILL"); // the other backends end too, and PostgreSQL recovers
    },
  },
  {
    name: "connections to PostgreSQL cut",
    engine: "postgresql",
    async inject({ fixture: { postgresql }, workload, random }) {
      for (let cuts = 1 + random.below(5); cuts > 0; cuts -= 1) {
        if (random.chance(0.5)) await postgresql?.proxy.stall();
        postgresql?.proxy.disconnect(random.chance(0.5) ? "fin" : "reset");
        await workload.waitForAcknowledged(10);
      }
    },
  },
];
