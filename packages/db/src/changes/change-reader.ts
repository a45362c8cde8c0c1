import type { AuditEntry, AuditType, Change, ChangeType } from "@roster/contract";
import type { DialectSql } from "../dialects/dialect.js";
import type { RunStatement } from "../dialects/statement-runner.js";
import { runUntilDeadline } from "../scans/run-until-deadline.js";
import type { RunScan, ScanRequest } from "../scans/scan.js";
import { type EventPosition, selectEvents } from "./select-events.js";
import { type ReadChange, type ReadEvent, toReadChange, toReadEvent } from "./change-row.js";
import { INSTALLATION } from "./audit-store.js";
import {
  type ChangeFilter,
  isIndexed,
  type PageRange,
  selectChanges,
  selectPageEnd,
  selectSeqAt,
} from "./select-changes.js";
import { selectVersions, type VersionKey } from "./select-versions.js";
import { type HistorySize, selectHistorySize, toHistorySize } from "./history-size.js";

/** How many rows of an index a page reads whose filter no index serves alone; the next page continues there. */
const MAX_ROWS = 50_000;

/** How much a page may have. */
interface PageSize {
  readonly limit: number;
  /** Of data before and after the changes; a page has at least one change. */
  readonly maxBytes: number;
}

export interface HistoryQuery extends PageSize {
  readonly userId: string;
  /** The number of the last change of the page before. */
  readonly before?: bigint | undefined;
}

export interface HistoryPage {
  /** Newest first. */
  readonly changes: readonly Change[];
  readonly hasMore: boolean;
}

/** Where a page of the audit log begins: after these, in the order of the log. */
export interface AuditPosition {
  readonly change: bigint;
  readonly event: EventPosition;
}

export interface AuditQuery extends PageSize {
  /** Whether to read what happened to the installation as well. */
  readonly isWithInstallation: boolean;
  readonly userId?: string | undefined;
  readonly actorId?: string | undefined;
  /** Undefined: all. */
  readonly changeTypes?: readonly ChangeType[] | undefined;
  readonly eventTypes?: readonly AuditType[] | undefined;
  /** In microseconds since 1970, inclusive. */
  readonly from?: bigint | undefined;
  /** Exclusive. */
  readonly to?: bigint | undefined;
  readonly after?: AuditPosition | undefined;
}

export interface AuditEntries {
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  /** Null on the last page. */
  readonly next: AuditPosition | null;
}

/** Reads the change log and the audit events, newest first. */
export class ChangeReader {
  readonly #scan: RunScan;
  readonly #dialect: Pick<DialectSql, "jsonRows">;
  readonly #maxRows: number;

  constructor(scan: RunScan, dialect: Pick<DialectSql, "jsonRows">, maxRows = MAX_ROWS) {
    this.#scan = scan;
    this.#dialect = dialect;
    this.#maxRows = maxRows;
  }

  /** A user's changes. */
  async history(appId: string, query: HistoryQuery, request: ScanRequest): Promise<HistoryPage> {
    const { userId, limit, ...range } = query;
    const statement = selectChanges({ appId, userId }, { ...range, limit: limit + 1 });
    const rows = await this.#scan(statement, { ...request, isShort: true });
    const changes = rows.flatMap((row) => toReadChange(row).entry ?? []).slice(0, limit);
    return { changes, hasMore: changes.length < rows.length };
  }

  /**
   * The data of versions of users, in their order: null where the log does not have it. Ends before data that exceeds
   * `maxBytes` in total, but has at least one.
   */
  async versions(
    appId: string,
    query: { readonly versions: readonly VersionKey[]; readonly maxBytes: number },
    request: ScanRequest,
  ): Promise<(string | null)[]> {
    const rows = await this.#scan(selectVersions(this.#dialect, appId, query), {
      ...request,
      isShort: query.versions.length === 1,
    });
    const found = new Map(rows.map(([place, data]) => [Number(place), data]));
    return query.versions.slice(0, rows.length).map((_, place) => {
      const data = found.get(place);
      return typeof data === "string" ? data : null;
    });
  }

  /** A page of changes and events. */
  async list(appId: string, query: AuditQuery, request: ScanRequest): Promise<AuditEntries> {
    const { userId, actorId, changeTypes: types, from, to } = query;
    const isShort =
      isIndexed({ appId, userId, actorId, types }) && from === undefined && to === undefined;
    const run = runUntilDeadline(this.#scan, { ...request, isShort });
    const changes = await this.#readChanges(run, appId, query);
    const events = await this.#readEvents(run, appId, query);
    return mergePage(changes, events, query.limit);
  }

  /** The size of an app's log. */
  async size(appId: string, request: ScanRequest): Promise<HistorySize> {
    const [row = []] = await this.#scan(selectHistorySize(appId), { ...request, isShort: true });
    return toHistorySize(row);
  }

  async #readChanges(run: RunStatement, appId: string, query: AuditQuery): Promise<ReadChange[]> {
    const { userId, actorId, changeTypes: types, limit, maxBytes, after } = query;
    if (types?.length === 0 || after?.change === 0n) return [];
    const findSeq = async (at: bigint | undefined) => {
      if (at === undefined) return undefined;
      const [[seq] = [0]] = await run(selectSeqAt(appId, at));
      return BigInt(String(seq));
    };
    const filter = { appId, userId, actorId, types };
    const from = await findSeq(query.from);
    const before = after?.change ?? (await findSeq(query.to));
    const wholeRange = { from, before, maxRows: this.#maxRows };
    const end = isIndexed(filter) ? undefined : await findEnd(run, filter, wholeRange);
    const range = { from: end ? end.seq + 1n : from, before, limit: limit + 1, maxBytes };
    const changes = (await run(selectChanges(filter, range))).map(toReadChange);
    return end ? [...changes, end] : changes;
  }

  async #readEvents(run: RunStatement, appId: string, query: AuditQuery): Promise<ReadEvent[]> {
    const { userId, actorId, eventTypes: types, from, to, after, limit } = query;
    if (types?.length === 0 || after?.event.seq === 0n) return [];
    const appIds = query.isWithInstallation ? [appId, INSTALLATION] : [appId];
    const filter = { appIds, userId, actorId, types, from, to, before: after?.event };
    return (await run(selectEvents(filter, limit + 1))).map(toReadEvent);
  }
}

/** Where a page ends that has read enough of the log, like a change whose data did not fit. */
async function findEnd(
  run: RunStatement,
  filter: ChangeFilter,
  range: PageRange,
): Promise<ReadChange | undefined> {
  const [row] = await run(selectPageEnd(filter, range));
  if (!row) return undefined;
  const [seq, at] = row.map((value) => BigInt(String(value)));
  return seq === undefined || at === undefined ? undefined : { seq, at, entry: undefined };
}

/** Each of the lists is in order; a change whose data did not fit ends the page. */
function mergePage(
  changes: readonly ReadChange[],
  events: readonly ReadEvent[],
  limit: number,
): AuditEntries {
  const entries: AuditEntry[] = [];
  let [changeAt, eventAt] = [0, 0];
  while (entries.length < limit) {
    const [change, event] = [changes[changeAt], events[eventAt]];
    const isChange = change !== undefined && (event === undefined || change.at > event.at);
    const entry = isChange ? change.entry : event?.entry;
    if (entry === undefined) break;
    entries.push(entry);
    if (isChange) changeAt += 1;
    else eventAt += 1;
  }
  const isLast = changeAt === changes.length && eventAt === events.length;
  if (isLast) return { entries, next: null };
  return {
    entries,
    next: { change: afterChange(changes, changeAt), event: afterEvent(events, eventAt) },
  };
}

/** No other change matches before the next one. Nothing is left of an empty list: what is added later is newer than the page. */
function afterChange(changes: readonly ReadChange[], count: number): bigint {
  const next = changes[count];
  return next ? next.seq + 1n : (changes.at(-1)?.seq ?? 0n);
}

function afterEvent(events: readonly ReadEvent[], count: number): EventPosition {
  const last = events[count - 1];
  if (last) return { at: last.at, seq: last.seq };
  return events[0] ? { at: events[0].at, seq: events[0].seq + 1n } : { at: 0n, seq: 0n };
}
