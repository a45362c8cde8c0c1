import { sqltag as sql } from "@prisma/client/runtime/client";
import type { AuditEvent, AuditType } from "@roster/contract";
import type { Clock } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import { WriteQueue } from "../queues/write-queue.js";
import type { ChangeSource } from "./change-source.js";

/** The app of events that concern the whole installation, such as sign-ins. */
export const INSTALLATION = "";

export interface NewAuditEvent {
  /** The app, or {@link INSTALLATION}. */
  readonly appId: string;
  readonly type: AuditType;
  readonly source: ChangeSource;
  readonly userId?: string | undefined;
  /** Never a secret. */
  readonly details: AuditEvent["details"];
}

interface Dependencies {
  readonly prisma: PrismaClientLike;
  readonly dialect: DialectSql;
  readonly clock: Clock;
}

/** Records what happens to anything but users. */
export class AuditStore {
  readonly #dependencies: Dependencies;
  readonly #writes: WriteQueue<string, void>;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#writes = new WriteQueue({
      write: (rows) => this.#insert(rows),
      sizeOf: ({ length }) => length,
      maxBatchItems: 1000,
      maxBatchSize: 1_000_000,
      maxWaitingItems: 10_000,
      maxWaitingSize: 10_000_000,
    });
  }

  /** Resolves once the event is stored. Events that arrive together share a commit. */
  add({ appId, type, source, userId, details }: NewAuditEvent): Promise<void> {
    const { actor, surface, requestId } = source;
    const { kind, id, name, onBehalfOf } = actor;
    const at = String(this.#dependencies.clock());
    const subject = [appId, type, at, userId ?? null, JSON.stringify(details)];
    const origin = [kind, id, name ?? null, onBehalfOf ?? null, surface, requestId];
    return this.#writes.submit(JSON.stringify([...subject, ...origin]));
  }

  async #insert(rows: readonly string[]): Promise<void[]> {
    const { prisma, dialect } = this.#dependencies;
    await mapUnavailable(
      prisma.$executeRaw(sql`
        INSERT INTO audit_events (app_id, type, at, user_id, details, actor_kind, actor_id, actor_name, on_behalf_of,
          surface, request_id)
        SELECT r.value->>0, r.value->>1, CAST(r.value->>2 AS BIGINT), r.value->>3, r.value->>4, r.value->>5,
          r.value->>6, r.value->>7, r.value->>8, r.value->>9, r.value->>10
        FROM ${dialect.jsonRows(`[${rows.join()}]`)}`),
    );
    return rows.map(() => undefined);
  }
}
