import { parentPort, workerData } from "node:worker_threads";
import Database from "libsql";
import { LRUCache } from "lru-cache";

/** @import { ColumnOf, TransactionStep, WriterReply, WriterRequest, WriterResult, WriterSettings } from "./writer-messages.js" */
/** @import { Statement } from "./statement-sequence.js" */
/** @typedef {{ statement: Database.Statement, columns: ColumnOf[] }} Prepared */

/** As in `threadStates`. */
const [IDLE, RUNNING] = [0, 1];

/** SQLite's primary result codes. */
const [BUSY, CANTOPEN] = [5, 14];

const { path, onOpenSql, maxCachedStatements, state } = /** @type {WriterSettings} */ (workerData);

/** @type {LRUCache<string, Prepared>} */
const prepared = new LRUCache({ max: maxCachedStatements });

/** @type {Database.Database | undefined} */
let database;

let received = 0;

/** How many requests had been sent when one failed because another process is writing: they have waited, too. */
let sentWhenBusy = 0;

parentPort?.on("message", (/** @type {WriterRequest} */ request) => {
  if (Atomics.compareExchange(state, 0, IDLE, RUNNING) !== IDLE) return; // the process is exiting
  received += 1;
  const reply = replyTo(request);
  Atomics.store(state, 0, IDLE);
  Atomics.notify(state, 0);
  if (request[0] === "close") parentPort?.close();
  else parentPort?.postMessage(reply);
});

// Its reply would be missing: end the thread.
parentPort?.on("messageerror", (error) => {
  throw error;
});

/**
 * @param {WriterRequest} request
 * @returns {WriterReply}
 */
function replyTo(request) {
  if (received <= sentWhenBusy && startsWork(request)) {
    return [undefined, ["database is locked", BUSY]];
  }
  try {
    return [run(request)];
  } catch (error) {
    if (error instanceof Database.SqliteError) {
      if (((error.rawCode ?? 0) & 0xff) === BUSY) sentWhenBusy = Atomics.load(state, 1);
      return [undefined, [error.message, error.rawCode]];
    }
    const message = error instanceof Error ? error.message : String(error);
    // libsql's errors of opening have no code.
    return [undefined, [message, database ? undefined : CANTOPEN]];
  }
}

/**
 * Whether it waits for the write lock, unlike the rest of a transaction.
 * @param {WriterRequest} request
 */
function startsWork([kind, , , step]) {
  return kind === "script" || ((kind === "query" || kind === "execute") && step !== "next");
}

/**
 * @param {WriterRequest} request
 * @returns {WriterResult}
 */
function run(request) {
  switch (request[0]) {
    case "query": {
      const [, sql, args, step, others] = request;
      return others.length > 0 && !step
        ? transact({ sql, args }, others)
        : query({ sql, args }, step, others);
    }
    case "execute": {
      const [, sql, args, step] = request;
      return prepare(sql, step).statement.run(args).changes;
    }
    case "script":
      open().exec(request[1]);
      return undefined;
    case "end":
      end(request[1]);
      return undefined;
    case "close":
      prepared.clear();
      database?.close();
      return undefined;
  }
}

/**
 * @param {Statement} first
 * @param {readonly Statement[]} others
 */
function transact(first, others) {
  try {
    const result = query(first, "first", others);
    database?.exec("COMMIT");
    return result;
  } catch (error) {
    if (database?.inTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/**
 * @param {Statement} first
 * @param {TransactionStep} step
 * @param {readonly Statement[]} others
 */
function query(first, step, others) {
  const { statement, columns } = prepare(first.sql, step);
  // Safe: raw(true) makes each row an array, and a statement without columns has no rows.
  const rows = /** @type {unknown[][]} */ (statement.all(first.args));
  const rowsJson = others.length > 0 && rows.length > 0 ? JSON.stringify(rows) : undefined;
  for (const { sql, args } of rowsJson === undefined ? [] : others) {
    prepare(sql).statement.run([...args.slice(0, -1), rowsJson]);
  }
  return { rows, columns };
}

/**
 * @param {string} sql
 * @param {TransactionStep} [step]
 */
function prepare(sql, step) {
  const connection = open();
  if (step === "first") connection.exec("BEGIN IMMEDIATE");
  // A failed statement can end a transaction; the next one must not run outside of it.
  if (step === "next" && !connection.inTransaction) throw new Error("The transaction has ended");
  const cached = prepared.get(sql);
  if (cached) return cached;
  const statement = connection.prepare(sql);
  const columns = statement.columns().map(toColumn);
  if (columns.length > 0) statement.raw(true);
  const one = { statement, columns };
  prepared.set(sql, one);
  return one;
}

function open() {
  if (database) return database;
  const opened = new Database(path);
  try {
    opened.exec(onOpenSql);
  } catch (error) {
    opened.close();
    throw error;
  }
  database = opened;
  return opened;
}

/** @param {string} command */
function end(command) {
  const connection = open();
  if (command === "ROLLBACK" && !connection.inTransaction) return;
  try {
    connection.exec(command);
  } catch (error) {
    if (connection.inTransaction) connection.exec("ROLLBACK");
    throw error;
  }
}

/**
 * @param {Database.ColumnDefinition} column
 * @returns {ColumnOf}
 */
function toColumn({ name, type }) {
  return [name, type];
}
