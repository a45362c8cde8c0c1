import type { FaultFixture } from "./fault-fixture.js";
import type { Workload } from "./workload.js";
import { childrenOf, signal } from "./processes.js";
import type { Random } from "./random.js";

/** Something that goes wrong while calls are made, and is over when `befall` has resolved. */
export interface Fault {
  readonly name: string;
  readonly engine: "both" | "sqlite" | "postgresql";
  /** What it needs is there; absent: always. */
  readonly isPossible?: (ground: FaultFixture) => boolean;
  inject(place: { ground: FaultFixture; load: Workload; random: Random }): Promise<void>;
}

const HOUR_MS = 3_600_000;

/** Together less than the time for which idempotency keys are kept. */
const MAX_CLOCK_JUMP = 11 * HOUR_MS;

export const faults: readonly [Fault, ...Fault[]] = [
  {
    name: "server killed",
    engine: "both",
    async inject({ ground: { supervisor }, random }) {
      await supervisor.kill();
      await supervisor.start(1 + random.below(2));
    },
  },
  {
    name: "worker killed",
    engine: "both",
    async inject({ ground: { supervisor }, load, random }) {
      if (supervisor.pids().length < 3) {
        await supervisor.stop();
        await supervisor.start(2);
        await load.waitForAcknowledged(20);
      }
      const [, first = 0, ...others] = supervisor.pids();
      signal([random.pick([first, ...others])], "SIGKILL");
    },
  },
  {
    name: "server stopped and started",
    engine: "both",
    async inject({ ground: { supervisor }, random }) {
      await supervisor.stop();
      await supervisor.start(1 + random.below(2));
    },
  },
  {
    name: "clock jumped",
    engine: "both",
    async inject({ ground: { supervisor }, load, random }) {
      supervisor.setClock(random.below(2 * MAX_CLOCK_JUMP) - MAX_CLOCK_JUMP);
      await load.waitForAcknowledged(50);
    },
  },
  {
    name: "disk full",
    engine: "both",
    isPossible: ({ disk }) => disk.filler !== undefined,
    async inject({ ground: { supervisor, disk, postgresql }, load }) {
      disk.filler?.fill(supervisor.pids());
      await load.waitForUnanswered(20, 1000);
      disk.filler?.free(supervisor.pids());
      // PostgreSQL gives up where it cannot write its log: its supervisor starts it again.
      if (postgresql && !postgresql.server.isRunning()) await postgresql.server.start();
    },
  },
  {
    name: "PostgreSQL killed",
    engine: "postgresql",
    async inject({ ground: { postgresql } }) {
      await postgresql?.server.kill();
      await postgresql?.server.start();
    },
  },
  {
    name: "PostgreSQL restarted",
    engine: "postgresql",
    async inject({ ground: { postgresql }, load }) {
      await postgresql?.server.stop();
      await load.waitForUnanswered(5, 50);
      await postgresql?.server.start();
    },
  },
  {
    name: "a backend of PostgreSQL killed",
    engine: "postgresql",
    async inject({ ground: { postgresql }, random }) {
      const [first = 0, ...others] = childrenOf(postgresql?.server.pid() ?? 0);
      signal([random.pick([first, ...others])], "SIGKILL"); // the others end too, and it recovers
    },
  },
  {
    name: "connections to PostgreSQL cut",
    engine: "postgresql",
    async inject({ ground: { postgresql }, load, random }) {
      for (let cuts = 1 + random.below(5); cuts > 0; cuts -= 1) {
        if (random.chance(0.5)) await postgresql?.proxy.stall();
        postgresql?.proxy.disconnect(random.chance(0.5) ? "fin" : "reset");
        await load.waitForAcknowledged(10);
      }
    },
  },
];
