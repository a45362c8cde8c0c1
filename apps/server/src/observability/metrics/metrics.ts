import { subscribe } from "node:diagnostics_channel";
import { onCall } from "@roster/api";
import { countWaitingWrites, type Database, WRITE_CHANNEL, type WriteEvent } from "@roster/db";
import { collectDefaultMetrics, Counter, Gauge, Histogram, type Registry } from "prom-client";
import { type KeysToMeasure, measureKeys } from "./measure-keys.js";
import { onRequestEnd } from "../request-event.js";
import type { ConcurrencyLimiter } from "../../http/concurrency-limiter.js";

/** In seconds, from an in-memory read to a queued write. */
const durations = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const batchSizes = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000];

/** The metrics of this process. Names follow Prometheus: base units, `_total` for counters. */
export interface Metrics {
  /** Measures these from now on. */
  watch(watched: {
    readonly database: Pick<Database, "connectionCounts" | "scanCounts" | "historySize"> &
      KeysToMeasure;
    readonly limiter: ConcurrencyLimiter;
  }): void;
}

/** @see https://prometheus.io/docs/practices/naming/ */
export function createMetrics(register: Registry): Metrics {
  collectDefaultMetrics({ register });
  const registers = [register];
  const calls = new Counter({
    name: "roster_calls_total",
    help: "Completed procedure calls by result: OK or the error code.",
    labelNames: ["procedure", "code"],
    registers,
  });
  const callSeconds = new Histogram({
    name: "roster_call_duration_seconds",
    help: "Duration of procedure calls, including the wait for the database.",
    labelNames: ["procedure"],
    buckets: durations,
    registers,
  });
  const requests = new Counter({
    name: "roster_http_requests_total",
    help: "HTTP requests that have ended, by surface and status; 0: the client disconnected before its response.",
    labelNames: ["surface", "status"],
    registers,
  });
  const requestSeconds = new Histogram({
    name: "roster_http_request_duration_seconds",
    help: "Time from the headers of an HTTP request to the last byte of the response.",
    labelNames: ["surface"],
    buckets: durations,
    registers,
  });
  measureWrites(register);
  onCall(({ path, code, seconds }) => {
    calls.inc({ procedure: path, code });
    callSeconds.observe({ procedure: path }, seconds);
  });
  onRequestEnd(({ surface, status = 0, seconds }) => {
    requests.inc({ surface, status });
    requestSeconds.observe({ surface }, seconds);
  });
  return {
    watch: ({ database, limiter }) => {
      measureLimiter(register, limiter);
      measureScans(register, () => database.scanCounts());
      measureHistory(register, () => database.historySize());
      measureKeys(register, database);
      if (database.connectionCounts())
        measureConnections(register, () => database.connectionCounts());
    },
  };
}

function measureWrites(register: Registry): void {
  const registers = [register];
  const batchItems = new Histogram({
    name: "roster_write_batch_items",
    help: "Writes that shared one statement and one commit.",
    buckets: batchSizes,
    registers,
  });
  const commitSeconds = new Histogram({
    name: "roster_commit_duration_seconds",
    help: "Duration of a batch of writes, including its commit.",
    labelNames: ["result"],
    buckets: durations,
    registers,
  });
  subscribe(WRITE_CHANNEL, (message) => {
    const { items, seconds, isOk } = message as WriteEvent; // oxlint-disable-line typescript/consistent-type-assertions -- channels are untyped; only @roster/db publishes on this one
    batchItems.observe(items);
    commitSeconds.observe({ result: isOk ? "ok" : "failed" }, seconds);
  });
  const help = "Queued writes.";
  addGauge(register, { name: "roster_write_queue_items", help }, countWaitingWrites);
}

function measureLimiter(register: Registry, limiter: ConcurrencyLimiter): void {
  const places = "The current concurrency limit; it falls while the server is overloaded.";
  addGauge(register, { name: "roster_request_places", help: places }, () => limiter.limit);
  const requests = "Requests in progress.";
  addGauge(
    register,
    { name: "roster_requests_in_work", help: requests },
    () => limiter.activeRequests,
  );
}

/** Adds a gauge that is read when the metrics are collected; it has no value while it is undefined. */
function addGauge(
  register: Registry,
  options: { readonly name: string; readonly help: string; readonly aggregator?: "max" },
  read: () => number | undefined,
): void {
  const gauge = new Gauge({
    ...options,
    registers: [],
    collect() {
      const value = read();
      if (value === undefined) this.remove();
      else this.set(value);
    },
  });
  register.registerMetric(gauge);
}

/** Adds a gauge with a value for each state. */
function addStateGauge(
  register: Registry,
  options: { readonly name: string; readonly help: string },
  read: () => Readonly<Record<string, number>>,
): void {
  const gauge = new Gauge({
    ...options,
    labelNames: ["state"],
    registers: [],
    collect() {
      for (const [state, value] of Object.entries(read())) this.set({ state }, value);
    },
  });
  register.registerMetric(gauge);
}

function measureScans(register: Registry, count: Database["scanCounts"]): void {
  const help = "Queries of unbounded cost that run, and those that wait for a slot.";
  addStateGauge(register, { name: "roster_scans", help }, () => {
    const { running, waiting } = count();
    return { running, waiting };
  });
}

/** All processes measure the same log. */
function measureHistory(register: Registry, read: Database["historySize"]): void {
  const changes = {
    name: "roster_history_changes",
    help: "Changes in the logs of all apps.",
    aggregator: "max",
  } as const;
  addGauge(register, changes, () => read()?.changes);
  const bytes = { ...changes, name: "roster_history_bytes", help: "About how much they take." };
  addGauge(register, bytes, () => read()?.bytes);
}

function measureConnections(register: Registry, count: Database["connectionCounts"]): void {
  const help = "Idle and busy connections of the pools, and calls waiting for one.";
  addStateGauge(register, { name: "roster_database_connections", help }, () => {
    const { total = 0, idle = 0, waiting = 0 } = count() ?? {};
    return { idle, busy: total - idle, waiting };
  });
}
