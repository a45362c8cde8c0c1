import { CallLedger } from "./call-ledger.js";
import type { Reply, Target } from "./call.js";
import { RaceRecord } from "./race-record.js";
import type { Data, Operation } from "./reference-model.js";
import type { Random } from "./random.js";
import { UserRecord } from "./user-record.js";

const CALLERS = 12;
const USERS_PER_CALLER = 5;
const RACES_PER_ROUND = 4;

/** More would produce too many possible histories. */
const MAX_PENDING_CALLS = 3;

export interface CallCounts {
  acknowledged: number;
  unanswered: number;
  retried: number;
}

/** Concurrent callers that add, update, patch and remove users, and record every response. */
export class Workload {
  readonly users: UserRecord[] = [];
  readonly races: RaceRecord[] = [];
  readonly ledger = new CallLedger();
  readonly problems: string[] = [];
  readonly counts: CallCounts = { acknowledged: 0, unanswered: 0, retried: 0 };
  readonly #target: Target;
  readonly #random: Random;
  readonly #usersByCaller: (readonly [UserRecord, ...UserRecord[]])[];
  #number = 0;
  #isStopping = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(target: Target, random: Random) {
    this.#target = target;
    this.#random = random;
    this.#usersByCaller = Array.from({ length: CALLERS }, (_, caller) => {
      const make = (n: number) => new UserRecord(`user-${caller}-${n}`);
      const more = Array.from({ length: USERS_PER_CALLER - 1 }, (_unused, n) => make(n + 1));
      return [make(0), ...more];
    });
    this.users.push(...this.#usersByCaller.flat());
  }

  start(): void {
    this.#isStopping = false;
    const round = Array.from(
      { length: RACES_PER_ROUND },
      (_, n) => new RaceRecord(`race-${this.races.length + n}`),
    );
    this.races.push(...round);
    this.#running = Promise.all(
      this.#usersByCaller.map((users) => this.#call(users, round, this.#random.fork())),
    );
  }

  /** Resolves when no call is in progress and every call with a key has a response. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#running;
  }

  /** Resolves after this many more acknowledged calls. */
  async waitForAcknowledged(calls: number): Promise<void> {
    const goal = this.counts.acknowledged + calls;
    while (this.counts.acknowledged < goal && this.problems.length === 0) await backOff();
  }

  /** Resolves after `calls` calls without a response, or `others` acknowledged ones. */
  async waitForUnanswered(calls: number, others: number): Promise<void> {
    const goals = {
      unanswered: this.counts.unanswered + calls,
      acknowledged: this.counts.acknowledged + others,
    };
    const isReached = () =>
      this.counts.unanswered >= goals.unanswered || this.counts.acknowledged >= goals.acknowledged;
    while (!isReached() && this.problems.length === 0) await backOff();
  }

  async #call(
    users: readonly [UserRecord, ...UserRecord[]],
    races: readonly RaceRecord[],
    random: Random,
  ): Promise<void> {
    const left = [...races];
    while (!this.#isStopping && this.problems.length === 0) {
      const race = random.chance(0.1) ? left.shift() : undefined;
      if (race) await this.#race(race);
      const user = random.pick(users);
      if (user.pendingCalls < MAX_PENDING_CALLS)
        await this.#change(user, this.#choose(user, random));
      else await backOff();
    }
  }

  #choose(user: UserRecord, random: Random): Operation {
    const version = user.likelyVersion;
    const keyed = random.chance(0.5) ? { key: `key-${(this.#number += 1)}` } : {};
    // One in five expects a version that the user does not have.
    const ifVersion = (version ?? 1) + (random.chance(0.2) ? 1 : 0);
    const versioned = random.chance(0.5) ? { ifVersion } : {};
    const exists = version !== undefined;
    const add = {
      kind: "add",
      data: this.#data("added"),
      getOrCreate: random.chance(0.4),
    } as const;
    if (exists ? random.chance(0.15) : random.chance(0.8)) return { ...add, ...keyed };
    if (random.chance(0.15)) return { kind: "remove", ...versioned };
    if (random.chance(0.4)) return { kind: "update", data: this.#data("updated"), ...versioned };
    const name = `patched-${random.below(3)}`;
    return { kind: "patch", data: this.#data(name), ...versioned, ...keyed };
  }

  #data(name: string): Data {
    return { [name]: (this.#number += 1) };
  }

  async #change(user: UserRecord, operation: Operation): Promise<void> {
    for (;;) {
      const reply = await this.ledger.send(this.#target, user.id, operation);
      this.#count(reply);
      if (reply === "not sent") {
        await backOff();
        if (operation.key === undefined) return;
      } else if (reply === "unanswered") {
        user.recordNoResponse(operation);
        if (operation.key === undefined) return; // its outcome stays unknown
        this.counts.retried += 1;
        await backOff();
      } else {
        const { response: answer, updatedAt } = reply;
        this.#note(user.recordResponse(operation, answer, updatedAt));
        return;
      }
    }
  }

  async #race(race: RaceRecord): Promise<void> {
    const data = this.#data("winner");
    const reply = await this.ledger.send(this.#target, race.id, {
      kind: "add",
      data,
      getOrCreate: true,
    });
    this.#count(reply);
    if (typeof reply === "object") this.#note(race.recordResponse(reply));
  }

  #count(reply: Reply): void {
    if (reply === "unanswered") this.counts.unanswered += 1;
    else if (reply !== "not sent") this.counts.acknowledged += 1;
  }

  #note(problem: string | undefined): void {
    if (problem !== undefined) this.problems.push(problem);
  }
}

/** Yields, and keeps a rejected caller from using up the machine. */
const backOff = () => new Promise((resolve) => setTimeout(resolve, 5));
