import { openStored } from "@roster/db/testing";
import { type Reply, send, type Target } from "./call.js";
import { type Fault, faults } from "./faults.js";
import type { Ground } from "./ground.js";
import { Load } from "./load.js";
import type { Answer, Operation } from "./operation.js";
import { createRandom, type Random } from "./random.js";

export interface Rounds {
  readonly engine: "sqlite" | "postgresql";
  readonly seed: number;
  /** How many; absent: one of each fault. */
  readonly rounds: number | undefined;
  readonly seconds: number;
  readonly say: (line: string) => void;
}

export interface Result {
  readonly problems: readonly string[];
  /** How often each fault has befallen. */
  readonly befallen: ReadonlyMap<string, number>;
}

/** How long the server may take to answer again, in milliseconds; on a busy machine PostgreSQL's recovery is slow. */
const RECOVERY_LIMIT = 60_000;

/** How many calls with a key are repeated after a round. */
const MAX_REPETITIONS = 200;

/** Lets fault after fault befall a server under load, and compares after each; ends with the first problem. */
export async function runRounds(ground: Ground, options: Rounds): Promise<Result> {
  const { engine, seed, say } = options;
  const random = createRandom(seed);
  const possible = faults.filter(
    ({ on, isPossible }) => (on === "both" || on === engine) && isPossible?.(ground) !== false,
  );
  const { rounds = possible.length } = options;
  const deadline = performance.now() + options.seconds * 1000;
  const befallen = new Map(possible.map(({ name }) => [name, 0]));
  say(`${engine}: seed ${seed}, ${rounds} rounds, ${options.seconds} s at most`);
  say(`${engine}: disk full by ${ground.disk.full?.how ?? "NOTHING: this is not tested here"}`);
  await ground.supervisor.start(1);
  const load = new Load(ground.supervisor.target, random.fork());

  let round = 0;
  while (round < rounds && performance.now() < deadline && load.problems.length === 0) {
    const fault = choose(possible, round, random);
    const before = { ...load.tally };
    const since = performance.now();
    load.start();
    await load.pass(30 + random.below(120));
    await fault.befall({ ground, load, random });
    await untilServed(ground, load);
    await load.pass(20);
    await load.stop();
    const repeated = await compareAll(ground, load);
    befallen.set(fault.name, (befallen.get(fault.name) ?? 0) + 1);
    round += 1;
    const { acknowledged, unanswered } = load.tally;
    say(
      `${engine} ${round}: ${fault.name}; ${acknowledged - before.acknowledged} acknowledged, ` +
        `${unanswered - before.unanswered} unanswered, ${repeated} repeated with their key, ` +
        `${Math.round(performance.now() - since)} ms`,
    );
  }
  const times = [...befallen].map(([name, count]) => `${count} x ${name}`).join(", ");
  const { acknowledged, unanswered } = load.tally;
  say(`${engine}: ${times}; ${acknowledged} calls acknowledged, ${unanswered} unanswered`);
  say(`${engine}: ${load.problems.length === 0 ? "nothing lost" : load.problems.join("\n")}`);
  return { problems: load.problems, befallen };
}

/** Each in its turn; in longer runs most of the later rounds are kills. */
function choose(possible: readonly Fault[], round: number, random: Random): Fault {
  const [first, second = first, ...others] = possible;
  if (!first || !second) throw new Error("no fault is possible");
  if (round < possible.length) return possible[round] ?? first;
  if (random.chance(0.75)) return random.chance(0.75) ? first : second;
  return random.pick([first, second, ...others]);
}

/** Nobody helps: it is asked until it has written something. */
async function untilServed({ supervisor }: Ground, load: Load): Promise<void> {
  const deadline = performance.now() + RECOVERY_LIMIT;
  const probe = { kind: "add", data: {}, getOrCreate: true } as const;
  for (;;) {
    const problem = supervisor.problem();
    if (problem !== undefined) return void load.problems.push(problem);
    const id = `probe-${Math.round(performance.now())}`;
    const reply = await send(supervisor.target, id, probe);
    if (typeof reply === "object" && reply.answer.code === "OK") return;
    if (performance.now() > deadline) {
      return void load.problems.push(
        `no answer for ${RECOVERY_LIMIT} ms: ${JSON.stringify(reply)}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A call without an answer says nothing, and is made again, as every client does. */
async function untilAnswered(
  target: Target,
  { id, operation }: { readonly id: string; readonly operation: Operation },
): Promise<Answer | Reply> {
  const deadline = performance.now() + RECOVERY_LIMIT;
  for (;;) {
    const reply = await send(target, id, operation);
    if (typeof reply === "object") return reply.answer;
    if (performance.now() > deadline) return reply;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Compares what stands in the database with what callers were told. Returns how many calls were repeated. */
export async function compareAll({ supervisor, databaseUrl }: Ground, load: Load): Promise<number> {
  await using stored = await openStored(databaseUrl);
  await stored.untilIdle();
  const keyed = load.users.flatMap(({ id, answeredKeys }) =>
    answeredKeys.map((answered) => ({ id, ...answered })),
  );
  const chosen = keyed.slice(-MAX_REPETITIONS);
  for (const { id, operation, answer } of chosen) {
    const again = await untilAnswered(supervisor.target, { id, operation });
    if (JSON.stringify(again) === JSON.stringify(answer)) continue;
    load.problems.push(
      `${id}: the key ${operation.key} was answered ${JSON.stringify(answer)}, then ${JSON.stringify(again)}`,
    );
  }
  const integrity = await stored.integrity();
  if (integrity !== "ok") load.problems.push(`the database is damaged: ${integrity}`);
  const found = await stored.users();
  for (const record of [...load.users, ...load.contests]) {
    const problem = record.compare(found.get(record.id) ?? null);
    if (problem !== undefined) load.problems.push(problem);
  }
  return chosen.length;
}
