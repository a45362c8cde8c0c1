import { openRawDatabase } from "@roster/db/testing";
import { type Reply, sendOperation, type Target } from "./call.js";
import { type Fault, faults } from "./faults.js";
import type { FaultFixture } from "./fault-fixture.js";
import { Workload } from "./workload.js";
import type { OperationResponse, Operation } from "./reference-model.js";
import { createRandom, type Random } from "./random.js";

export interface RoundsOptions {
  readonly engine: "sqlite" | "postgresql";
  readonly seed: number;
  /** How many; absent: one of each fault. */
  readonly rounds: number | undefined;
  readonly seconds: number;
  readonly log: (line: string) => void;
}

export interface RoundsResult {
  readonly problems: readonly string[];
  /** How often each fault has befallen. */
  readonly injected: ReadonlyMap<string, number>;
}

/** How long the server may take to answer again, in milliseconds; on a busy machine PostgreSQL's recovery is slow. */
const RECOVERY_TIMEOUT_MS = 60_000;

/** How many calls with a key are repeated after a round. */
const MAX_REPLAYS = 200;

/** Lets fault after fault befall a server under load, and compares after each; ends with the first problem. */
export async function runRounds(
  ground: FaultFixture,
  options: RoundsOptions,
): Promise<RoundsResult> {
  const { engine, seed, log: say } = options;
  const random = createRandom(seed);
  const possible = faults.filter(
    ({ engine: on, isPossible }) =>
      (on === "both" || on === engine) && isPossible?.(ground) !== false,
  );
  const { rounds = possible.length } = options;
  const deadline = performance.now() + options.seconds * 1000;
  const befallen = new Map(possible.map(({ name }) => [name, 0]));
  say(`${engine}: seed ${seed}, ${rounds} rounds, ${options.seconds} s at most`);
  say(
    `${engine}: disk full by ${ground.disk.filler?.description ?? "NOTHING: this is not tested here"}`,
  );
  await ground.supervisor.start(1);
  const load = new Workload(ground.supervisor.target, random.fork());

  let round = 0;
  while (round < rounds && performance.now() < deadline && load.problems.length === 0) {
    const fault = pickFault(possible, round, random);
    const before = { ...load.counts };
    const since = performance.now();
    load.start();
    await load.waitForAcknowledged(30 + random.below(120));
    await fault.inject({ ground, load, random });
    await waitUntilServing(ground, load);
    await load.waitForAcknowledged(20);
    await load.stop();
    const repeated = await compareAll(ground, load);
    befallen.set(fault.name, (befallen.get(fault.name) ?? 0) + 1);
    round += 1;
    const { acknowledged, unanswered } = load.counts;
    say(
      `${engine} ${round}: ${fault.name}; ${acknowledged - before.acknowledged} acknowledged, ` +
        `${unanswered - before.unanswered} unanswered, ${repeated} repeated with their key, ` +
        `${Math.round(performance.now() - since)} ms`,
    );
  }
  const times = [...befallen].map(([name, count]) => `${count} x ${name}`).join(", ");
  const { acknowledged, unanswered } = load.counts;
  say(`${engine}: ${times}; ${acknowledged} calls acknowledged, ${unanswered} unanswered`);
  say(`${engine}: ${load.problems.length === 0 ? "nothing lost" : load.problems.join("\n")}`);
  return { problems: load.problems, injected: befallen };
}

/** Each in its turn; in longer runs most of the later rounds are kills. */
function pickFault(possible: readonly Fault[], round: number, random: Random): Fault {
  const [first, second = first, ...others] = possible;
  if (!first || !second) throw new Error("no fault is possible");
  if (round < possible.length) return possible[round] ?? first;
  if (random.chance(0.75)) return random.chance(0.75) ? first : second;
  return random.pick([first, second, ...others]);
}

/** Nobody helps: it is asked until it has written something. */
async function waitUntilServing({ supervisor }: FaultFixture, load: Workload): Promise<void> {
  const deadline = performance.now() + RECOVERY_TIMEOUT_MS;
  const probe = { kind: "add", data: {}, getOrCreate: true } as const;
  for (;;) {
    const problem = supervisor.problem();
    if (problem !== undefined) return void load.problems.push(problem);
    const id = `probe-${Math.round(performance.now())}`;
    const reply = await sendOperation(supervisor.target, id, probe);
    if (typeof reply === "object" && reply.response.code === "OK") return;
    if (performance.now() > deadline) {
      return void load.problems.push(
        `no answer for ${RECOVERY_TIMEOUT_MS} ms: ${JSON.stringify(reply)}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A call without an answer says nothing, and is made again, as every client does. */
async function retryUntilAnswered(
  target: Target,
  { id, operation }: { readonly id: string; readonly operation: Operation },
): Promise<OperationResponse | Reply> {
  const deadline = performance.now() + RECOVERY_TIMEOUT_MS;
  for (;;) {
    const reply = await sendOperation(target, id, operation);
    if (typeof reply === "object") return reply.response;
    if (performance.now() > deadline) return reply;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Compares what stands in the database with what callers were told. Returns how many calls were repeated. */
export async function compareAll(
  { supervisor, databaseUrl }: FaultFixture,
  load: Workload,
): Promise<number> {
  await using stored = await openRawDatabase(databaseUrl);
  await stored.waitUntilIdle();
  const keyed = load.users.flatMap(({ id, replayableCalls: answeredKeys }) =>
    answeredKeys.map((answered) => ({ id, ...answered })),
  );
  const chosen = keyed.slice(-MAX_REPLAYS);
  for (const { id, operation, answer } of chosen) {
    const again = await retryUntilAnswered(supervisor.target, { id, operation });
    if (JSON.stringify(again) === JSON.stringify(answer)) continue;
    load.problems.push(
      `${id}: the key ${operation.key} was answered ${JSON.stringify(answer)}, then ${JSON.stringify(again)}`,
    );
  }
  const integrity = await stored.checkIntegrity();
  if (integrity !== "ok") load.problems.push(`the database is damaged: ${integrity}`);
  const found = await stored.users();
  for (const record of [...load.users, ...load.races]) {
    const problem = record.compare(found.get(record.id) ?? null);
    if (problem !== undefined) load.problems.push(problem);
  }
  return chosen.length;
}
