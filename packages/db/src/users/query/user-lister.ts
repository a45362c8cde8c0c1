import type { Sql } from "@prisma/client/runtime/client";
import { formatUserPath, isDataPath } from "@roster/contract";
import type { RunStatement } from "../../dialects/statement-runner.js";
import { fieldIndexes, type IndexesByPath } from "../../indexes/ready-indexes.js";
import { errorChain } from "../../prisma/driver-errors.js";
import { type BoundedUsers, selectBounded, toBoundedUsers } from "../bounded-users.js";
import type { UserContext } from "../user-context.js";
import { queryUsers, type UserRow } from "../user-row.js";
import { type IndexedPart, othersThan, type SplitFilter, splitFilter } from "./indexed-parts.js";
import type { UserCount, UserRange } from "./user-query.js";
import {
  type Access,
  countFound,
  countNearby,
  countUsers,
  type LookupAccess,
  type OrderAccess,
  type PageStatement,
  type Scope,
  selectPage,
} from "./user-query-statements.js";

type Context = Pick<UserContext, "dialect" | "indexes" | "readLimits" | "clock">;

interface UserPage {
  readonly rows: readonly UserRow[];
  /** The next user, without its data, if the bytes of data ended the page. */
  readonly omitted?: UserRow;
}

/** Users that are sorted faster than others could be found. */
const FEW = 1000;

/** How many parts of a filter are counted to find one that only a few users match. */
const MAX_COUNTED = 3;

/** How many users are read to estimate how many match. */
const SAMPLE = 1000;

/** How many users may have to be read in the order of a page until it is full. */
const MAX_READ = 20_000;

/**
 * Lists and counts users. Decides itself between finding users by an index and reading them in the page's order:
 * planners choose by averages, which for values that many users share, or only old ones, are off by orders of magnitude.
 */
export class UserLister {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** In the order of reading: backward if the page extends backward. */
  list(run: RunStatement, appId: string, range: UserRange): Promise<UserPage> {
    const { dialect, readLimits } = this.#context;
    const { limit, maxBytes = Infinity } = range;
    const isBounded = limit * readLimits.maxDataBytes > maxBytes;
    const isData = range.filter !== undefined || range.sort.some(({ path }) => isDataPath(path));
    return this.#withIndexes(isData ? appId : undefined, async (indexes) => {
      const scope = this.#scopeOf(appId, range);
      const search = { run, scope, indexes };
      const access: Access = range.isTrash ? { kind: "any" } : await chooseAccess(search, range);
      const rows = new Map<string, UserRow>();
      let bytes = 0;
      const isNew = ({ id }: UserRow) => !rows.has(id);
      const read = async (statement: PageStatement, count: number): Promise<BoundedUsers> => {
        if (!isBounded)
          return { users: await queryUsers(run, statement(count)), others: [], bytes: 0 };
        const find = (columns: Sql) => statement(count, columns);
        const bounds = { maxBytes: maxBytes - bytes, isFirstRead: rows.size === 0 };
        return toBoundedUsers(await run(selectBounded(dialect, find, bounds)));
      };
      for (const statement of selectPage(scope, range, access)) {
        const missing = limit - rows.size;
        let page = await read(statement, missing);
        // A user that has just moved is in both stretches: with as many more, the page still fills.
        if (!page.users.every(isNew)) page = await read(statement, limit);
        for (const user of page.users.filter(isNew).slice(0, missing)) rows.set(user.id, user);
        bytes += page.bytes;
        const omitted = page.others.find(isNew);
        if (omitted) return { rows: [...rows.values()], omitted };
        if (rows.size === limit) break;
      }
      return { rows: [...rows.values()] };
    });
  }

  count(run: RunStatement, appId: string, query: UserCount): Promise<number> {
    return this.#withIndexes(query.filter && appId, async (indexes) => {
      const scope = this.#scopeOf(appId, query);
      if (query.isTrash) return readCount(run(countUsers(scope, query)));
      const split = splitFilter(query.filter, indexes);
      const few = split.parts.length > 1 ? await findFew({ run, scope }, split.parts) : undefined;
      const part = few ?? split.parts[0];
      return readCount(run(countUsers(scope, query, part && lookUp(part, split))));
    });
  }

  #scopeOf(appId: string, { isTrash }: Pick<UserCount, "isTrash">): Scope {
    const { dialect, clock } = this.#context;
    return { dialect, appId, isTrash, now: clock() };
  }

  /** Without an app, with the indexes that all apps have. */
  async #withIndexes<T>(
    appId: string | undefined,
    work: (indexes: IndexesByPath) => Promise<T>,
  ): Promise<T> {
    if (appId === undefined) return work(fieldIndexes);
    const { indexes } = this.#context;
    try {
      return await work(await indexes.of(appId));
    } catch (error) {
      if (!isMissingIndex(error)) throw error;
      // It has just been removed.
      indexes.forget(appId);
      return work(fieldIndexes);
    }
  }
}

interface Search {
  readonly run: RunStatement;
  readonly scope: Scope;
}

async function chooseAccess(
  { indexes, ...search }: Search & { readonly indexes: IndexesByPath },
  range: UserRange,
): Promise<Access> {
  const { run, scope } = search;
  const split = splitFilter(range.filter, indexes);
  const path = formatUserPath(range.sort[0]?.path ?? ["id"]);
  const isLeading = (part: IndexedPart) => part.path === path && !part.lookups[0].oneOf;
  const leading = split.parts.filter((part) => isLeading(part));
  const found = split.parts.filter((part) => !isLeading(part));
  const few = await findFew(search, found);
  if (few) return lookUp(few, split);
  const index = indexes.get(path);
  const [first] = found;
  if (index === undefined) return first ? lookUp(first, split) : { kind: "any" };
  const access: OrderAccess = {
    kind: "order",
    index,
    leading: leading.map(({ filter }) => filter),
    others: [...found.map(({ filter }) => filter), ...split.others],
    isDense: false,
  };
  const isEveryone = access.others.length === 0 && range.search === undefined;
  // Without another index to choose, only PostgreSQL needs to know.
  if (isEveryone || (!first && scope.dialect.readBy)) return access;
  const dense = { ...access, isDense: true };
  const nearby = (sample: number) => readCount(run(countNearby(scope, range, { access, sample })));
  if ((await nearby(SAMPLE)) * MAX_READ >= range.limit * SAMPLE) return dense;
  if (!first) return access;
  const isMany = (await readCount(run(countFound(scope, first, MAX_READ + 1)))) > MAX_READ;
  return isMany && (await nearby(MAX_READ)) >= range.limit ? dense : lookUp(first, split);
}

const lookUp = (part: IndexedPart, split: SplitFilter): LookupAccess => ({
  kind: "lookup",
  part,
  others: othersThan(part, split),
});

/** The first part that only a few users match. */
async function findFew({ run, scope }: Search, parts: readonly IndexedPart[]) {
  for (const part of parts.slice(0, MAX_COUNTED)) {
    if ((await readCount(run(countFound(scope, part, FEW + 1)))) <= FEW) return part;
  }
  return undefined;
}

async function readCount(rows: ReturnType<RunStatement>): Promise<number> {
  const [[count] = []] = await rows;
  return Number(count ?? 0);
}

function isMissingIndex(error: unknown): boolean {
  return errorChain(error).some(({ originalMessage }) =>
    String(originalMessage).includes("no such index"),
  );
}
