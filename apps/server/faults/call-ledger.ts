import { sendOperation, type Reply, type Target } from "./call.js";
import type { Operation } from "./reference-model.js";

/** A row of the change log, with these columns. */
type LedgerRow = Readonly<Record<string, string | null>>;

export const ledgerColumns = ["on_behalf_of", "user_id", "version"] as const;

interface LedgerCall {
  readonly name: string;
  readonly id: string;
  /** Whether the call changed the user; unknown: it got no response, or an earlier attempt got none. */
  effect: "changed" | "none" | "unknown";
  /** The version that the call made, if its response has one. */
  version?: number | undefined;
}

/**
 * What calls did, to compare it with the change log. Each call names itself in the header `x-roster-actor`, so that the
 * rows of the log name the calls that made them. Retries have the name of the first attempt.
 */
export class CallLedger {
  readonly #calls = new Map<Operation, LedgerCall>();

  /** Sends a call, or retries it. */
  async send(target: Target, id: string, operation: Operation): Promise<Reply> {
    const headers = { ...target.headers, "x-roster-actor": this.open(id, operation) };
    const reply = await sendOperation({ url: target.url, headers }, id, operation);
    this.record(operation, reply);
    return reply;
  }

  /** Returns the name of a call. */
  open(id: string, operation: Operation): string {
    const name = `call-${this.#calls.size}`;
    const call = this.#calls.get(operation) ?? { name, id, effect: "none" };
    this.#calls.set(operation, call);
    return call.name;
  }

  /** Records the reply to a call that was opened. */
  record(operation: Operation, reply: Reply): void {
    const call = this.#calls.get(operation);
    if (!call || reply === "not sent" || call.effect === "changed") return;
    if (reply === "unanswered") {
      call.effect = "unknown";
      return;
    }
    // If this attempt had no effect, an earlier one without a response may still have had one.
    const { code, created, user } = reply.response;
    if (code !== "OK" || created === false) return;
    call.effect = "changed";
    call.version = user?.version;
  }

  /** Returns what the log lacks, has twice, has of another user or version, or has of no call. */
  compare(rows: readonly LedgerRow[]): string[] {
    const unclaimed = new Map<string | null | undefined, LedgerRow[]>();
    for (const row of rows) {
      const name = row["on_behalf_of"];
      unclaimed.set(name, [...(unclaimed.get(name) ?? []), row]);
    }
    const problems = [...this.#calls.values()].flatMap((call) => {
      const own = unclaimed.get(call.name) ?? [];
      unclaimed.delete(call.name);
      return compareCall(call, own);
    });
    return [...problems, ...[...unclaimed.keys()].map((name) => `the log has a row of "${name}"`)];
  }
}

function compareCall(call: LedgerCall, rows: readonly LedgerRow[]): string[] {
  const { name, id, effect, version } = call;
  const least = effect === "changed" ? 1 : 0;
  const most = effect === "none" ? 0 : 1;
  if (rows.length < least || rows.length > most) {
    return [`${name} on ${id}, whose effect is ${effect}, has ${rows.length} rows in the log`];
  }
  return rows.flatMap((row) => {
    const isRight =
      row["user_id"] === id && (version === undefined || row["version"] === String(version));
    const found = `${row["version"]} of ${row["user_id"]}`;
    return isRight ? [] : [`${name} made version ${version} of ${id}, in the log ${found}`];
  });
}
