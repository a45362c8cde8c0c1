import { startAttack } from "./attack.js";
import { startLoadGenerator } from "../load/load-generator.js";
import type { RequestPlan } from "../load/load-job.js";
import type { Subject } from "../subjects/subject.js";
import type { BenchCase, Lane } from "./bench-case.js";
import type { Stage } from "./stage.js";

/** Multiplies a round's duration: an attack needs time to take effect. */
const LONGER = 5;

const GETS = { connections: 16, rate: 200 };
const HEALTH = { connections: 4, rate: 100 };

const health: RequestPlan = {
  method: "GET",
  path: "/healthz",
  headers: {},
  mustContain: '"status":"ok"',
};

/** The longest waits of one round, in milliseconds. */
interface Waits {
  readonly get: number;
  readonly "/healthz": number;
}

/** Without the rate limit of end users, which would end the attack after a few calls. */
export const isolationCase: BenchCase = {
  name: "isolation",
  description:
    "the longest wait of 200 gets and 100 health checks a second, alone and while an end user makes the most expensive calls on 12 connections",
  maxRounds: 3,
  async lanes(stage) {
    const subject = await stage.subject("roster", "users", {
      environment: { ROSTER_USER_RATE: "0" },
      prepare: `UPDATE apps SET user_reads = 'all', public_fields = NULL RETURNING id`,
    });
    let alone: Waits = { get: 0, "/healthz": 0 };
    let attacked = alone;
    let responses = 0;
    const measureAlone = async () => {
      alone = await measureWaits(stage, subject);
      return { value: alone.get };
    };
    const measureAttacked = async () => {
      await using attack = await startAttack(subject.port);
      attacked = await measureWaits(stage, subject);
      ({ responses } = attack);
      return { value: attacked.get };
    };
    const ms = (name: string, measure: () => Promise<{ value: number }>): Lane => ({
      name,
      unit: "ms",
      measure,
    });
    return [
      ms("get, alone", measureAlone),
      ms("get, attacked", measureAttacked),
      ms("get, longer by", async () => ({ value: Math.max(0, attacked.get - alone.get) })),
      ms("/healthz, alone", async () => ({ value: alone["/healthz"] })),
      ms("/healthz, attacked", async () => ({ value: attacked["/healthz"] })),
      ms("/healthz, longer by", async () => ({
        value: Math.max(0, attacked["/healthz"] - alone["/healthz"]),
      })),
      {
        name: "attacker's responses",
        unit: "/s",
        measure: async () => ({ value: responses / secondsOf(stage) }),
      },
    ];
  },
};

const secondsOf = ({ options }: Stage) => (LONGER * options.scale.duration) / 1000;

async function measureWaits(stage: Stage, { port, requests }: Subject): Promise<Waits> {
  const { options } = stage;
  await using second = startLoadGenerator();
  const times = { warmUp: 0, duration: 1000 * secondsOf(stage) };
  const gets = { port, request: requests.get(options.engine.rows), ...GETS, ...times };
  const [get, healthz] = await Promise.all([
    options.load.run(gets),
    second.run({ port, request: health, ...HEALTH, ...times }),
  ]);
  if (get.rejected + healthz.rejected > 0) throw new Error("rejected other callers");
  return { get: get.max, "/healthz": healthz.max };
}
