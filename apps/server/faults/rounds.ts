import { findLogProblems, openRawDatabase } from "@roster/db/testing";
import { ledgerColumns } from "./call-ledger.js";
import type { Reply, Target } from "./call.js";
import { type Fault, faults } from "./faults.js";
import type { FaultFixture } from "./fault-fixture.js";
import { Workload } from "./workload.js";
import type { OperationResponse, Operation } from "./reference-model.js";
import { createRandom, type Random } from "./random.js";

export interface RoundsOptions {
  readonly engine: "sqlite" | "postgresql";
  readonly seed: number;
  /** The number of rounds; undefined: one per fault. */
  readonly rounds: number | undefined;
  readonly seconds: number;
  readonly log: (line: string) => void;
}

export interface RoundsResult {
  readonly problems: readonly string[];
  /** How often each fault was injected. */
  readonly injected: ReadonlyMap<string, number>;
}

/** How long recovery may take; PostgreSQL recovers slowly on a busy machine. */
const RECOVERY_TIMEOUT_MS = 60_000;

/** How many calls with an idempotency key are retried after a round. */
const MAX_REPLAYS = 200;

/** Injects fault after fault under load and checks the database after each. Stops at the first problem. */
export async function runRounds(
  fixture: FaultFixture,
  options: RoundsOptions,
): Promise<RoundsResult> {
  const { engine, seed, log } = options;
  const random = createRandom(seed);
  const possible = faults.filter(
    ({ engine: on, isPossible }) =>
      (on === "both" || on === engine) && isPossible?.(fixture) !== false,
  );
  const { rounds = possible.length } = options;
  const deadline = performance.now() + options.seconds * 1000;
  const injected = new Map(possible.map(({ name }) => [name, 0]));
  log(`${engine}: seed ${seed}, ${rounds} rounds, ${options.seconds} s at most`);
  log(
    `${engine}: disk full by ${fixture.disk.filler?.description ?? "NOTHING: not tested on this machine"}`,
  );
  await fixture.supervisor.start(1);
  const workload = new Workload(fixture.supervisor.target, random.fork());

  let round = 0;
  while (round < rounds && performance.now() < deadline && workload.problems.length === 0) {
    const fault = pickFault(possible, round, random);
    const before = { ...workload.counts };
    const since = performance.now();
    workload.start();
    await workload.waitForAcknowledged(30 + random.below(120));
    await fault.inject({ fixture, workload, random });
    await waitUntilServing(fixture, workload);
    await workload.waitForAcknowledged(20);
    await workload.stop();
    const repeated = await compareAll(fixture, workload);
    workload.problems.push(...(await checkLog(fixture, workload)));
    injected.set(fault.name, (injected.get(fault.name) ?? 0) + 1);
    round += 1;
    const { acknowledged, unanswered } = workload.counts;
    log(
      `${engine} ${round}: ${fault.name}; ${acknowledged - before.acknowledged} acknowledged, ` +
        `${unanswered - before.unanswered} unanswered, ${repeated} retried with their key, ` +
        `${Math.round(performance.now() - since)} ms`,
    );
  }
  const times = [...injected].map(([name, count]) => `${count} x ${name}`).join(", ");
  const { acknowledged, unanswered } = workload.counts;
  log(`${engine}: ${times}; ${acknowledged} calls acknowledged, ${unanswered} without a response`);
  log(
    `${engine}: ${workload.problems.length === 0 ? "nothing lost" : workload.problems.join("\n")}`,
  );
  return { problems: workload.problems, injected };
}

/** Each fault once; in longer runs most of the later rounds are kills. */
function pickFault(possible: readonly Fault[], round: number, random: Random): Fault {
  const [first, second = first, ...others] = possible;
  if (!first || !second) throw new Error("no fault is possible");
  if (round < possible.length) return possible[round] ?? first;
  if (random.chance(0.75)) return random.chance(0.75) ? first : second;
  return random.pick([first, second, ...others]);
}

/** The server must recover on its own: this polls it until it can write. */
async function waitUntilServing({ supervisor }: FaultFixture, workload: Workload): Promise<void> {
  const deadline = performance.now() + RECOVERY_TIMEOUT_MS;
  for (;;) {
    const problem = supervisor.problem();
    if (problem !== undefined) return void workload.problems.push(problem);
    const id = `probe-${Math.round(performance.now())}`;
    const probe = { kind: "add", data: {}, getOrCreate: true } as const;
    const reply = await workload.ledger.send(supervisor.target, id, probe);
    if (typeof reply === "object" && reply.response.code === "OK") return;
    if (performance.now() > deadline) {
      return void workload.problems.push(
        `no answer for ${RECOVERY_TIMEOUT_MS} ms: ${JSON.stringify(reply)}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Retries a call without a response, as every client does. */
async function retryUntilAnswered(
  { ledger }: Workload,
  target: Target,
  { id, operation }: { readonly id: string; readonly operation: Operation },
): Promise<OperationResponse | Reply> {
  const deadline = performance.now() + RECOVERY_TIMEOUT_MS;
  for (;;) {
    const reply = await ledger.send(target, id, operation);
    if (typeof reply === "object") return reply.response;
    if (performance.now() > deadline) return reply;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Every acknowledged call is in the log once, the changes of every user are in order, and replaying the log leads to
 * the users that exist.
 */
export async function checkLog(
  { databaseUrl }: FaultFixture,
  { ledger }: Workload,
): Promise<string[]> {
  await using stored = await openRawDatabase(databaseUrl);
  const rows = await stored.rows("changes", ledgerColumns);
  return [...ledger.compare(rows), ...(await findLogProblems(stored))];
}

/** Compares the database with the responses. Returns how many calls were retried. */
export async function compareAll(
  { supervisor, databaseUrl }: FaultFixture,
  workload: Workload,
): Promise<number> {
  await using stored = await openRawDatabase(databaseUrl);
  await stored.waitUntilIdle();
  const keyed = workload.users.flatMap(({ id, replayableCalls: answeredKeys }) =>
    answeredKeys.map((answered) => ({ id, ...answered })),
  );
  const chosen = keyed.slice(-MAX_REPLAYS);
  for (const { id, operation, answer } of chosen) {
    const again = await retryUntilAnswered(workload, supervisor.target, { id, operation });
    if (JSON.stringify(again) === JSON.stringify(answer)) continue;
    workload.problems.push(
      `${id}: the key ${operation.key} returned ${JSON.stringify(answer)}, then ${JSON.stringify(again)}`,
    );
  }
  const integrity = await stored.checkIntegrity();
  if (integrity !== "ok") workload.problems.push(`the database is damaged: ${integrity}`);
  const found = await stored.users();
  for (const record of [...workload.users, ...workload.races]) {
    const problem = record.compare(found.get(record.id) ?? null);
    if (problem !== undefined) workload.problems.push(problem);
  }
  return chosen.length;
}
