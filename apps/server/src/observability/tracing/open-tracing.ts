import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { diag, DiagLogLevel } from "@opentelemetry/api";
import { globalErrorHandler, setGlobalErrorHandler } from "@opentelemetry/core";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { DialectName } from "@roster/db";
import type { Logger } from "pino";
import type { TracingSettings } from "../../tracing-settings.js";
import { SpanTree } from "./span-tree.js";
import { traceCalls } from "./trace-calls.js";
import { traceRequests } from "./trace-requests.js";
import { traceBatches, traceStatements } from "./trace-statements.js";

/** How long a stopping process may take to send its last spans, in milliseconds. */
const SHUTDOWN_TIMEOUT_MS = 900;

/** The shortest interval between warnings about an unreachable collector, in milliseconds. */
const WARN_INTERVAL_MS = 60_000;

export interface TracingOptions {
  readonly log: Pick<Logger, "warn">;
  readonly dialect: DialectName;
}

/** Sends the spans of this process's requests to a collector. */
export interface Tracing {
  /** Sends the remaining spans, or drops them if that takes too long. */
  stop(): Promise<void>;
}

/** OpenTelemetry's SDK reads its other settings itself: endpoint, batch size, service name. */
export function openTracing(
  { protocol, acceptsTraceparent }: TracingSettings,
  { log, dialect }: TracingOptions,
): Tracing {
  logExportErrors(log);
  const exporter = protocol === "http/json" ? new JsonExporter() : new ProtobufExporter();
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(
        resourceFromAttributes({ "service.name": "roster", "service.instance.id": randomUUID() }),
      )
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer("roster");
  const tree = new SpanTree(tracer);
  traceRequests(tree, { tracer, acceptsTraceparent });
  traceCalls(tree);
  traceBatches(tree);
  traceStatements(tree, dialect);
  return {
    stop() {
      const sent = provider.shutdown().catch(globalErrorHandler);
      return Promise.race([sent, sleep(SHUTDOWN_TIMEOUT_MS, undefined, { ref: false })]);
    },
  };
}

/** Export errors only reach the log: a server that cannot send spans still serves requests. */
function logExportErrors(log: Pick<Logger, "warn">): void {
  let warnedAt = -Infinity;
  const warn = (...reasons: readonly unknown[]) => {
    const now = performance.now();
    if (now - warnedAt < WARN_INTERVAL_MS) return;
    warnedAt = now;
    const parts = reasons.map((reason) => (reason instanceof Error ? reason.message : reason));
    log.warn(["OpenTelemetry", ...parts.filter((part) => typeof part === "string")].join(": "));
  };
  setGlobalErrorHandler(warn);
  const logger = { error: warn, warn, info() {}, debug() {}, verbose() {} };
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}
