import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
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
import type { TracingSettings } from "../../env.js";
import { SpanTree } from "./span-tree.js";
import { traceCalls } from "./trace-calls.js";
import { startRequestSpan } from "./trace-requests.js";
import { traceBatches, traceStatements } from "./trace-statements.js";
import type { Tracing } from "./tracing.js";

/** How long the last spans may take at the end of a process, in milliseconds. */
const SHUTDOWN_TIMEOUT_MS = 900;

/** A collector that is away is told of so often at most, in milliseconds. */
const WARN_INTERVAL_MS = 60_000;

export interface TracingOptions {
  readonly log: Pick<Logger, "warn">;
  readonly dialect: DialectName;
}

/** OpenTelemetry's SDK reads by itself what is left of its settings: where to, how many, under which name. */
export function openTracing(
  { protocol, acceptsTraceparent: takesParents }: TracingSettings,
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
  traceCalls(tree);
  traceBatches(tree);
  traceStatements(tree, dialect);
  return {
    startRequest: (request) =>
      startRequestSpan(request, { tracer, tree, acceptsTraceparent: takesParents }),
    stop() {
      const sent = provider.shutdown().catch(globalErrorHandler);
      return Promise.race([sent, pause(SHUTDOWN_TIMEOUT_MS, undefined, { ref: false })]);
    },
  };
}

/** In the log, and no more than that: who cannot send spans serves all the same. */
function logExportErrors(log: Pick<Logger, "warn">): void {
  let saidAt = -Infinity;
  const say = (...reasons: readonly unknown[]) => {
    const now = performance.now();
    if (now - saidAt < WARN_INTERVAL_MS) return;
    saidAt = now;
    const texts = reasons.map((reason) => (reason instanceof Error ? reason.message : reason));
    log.warn(["OpenTelemetry", ...texts.filter((text) => typeof text === "string")].join(": "));
  };
  setGlobalErrorHandler(say);
  const logger = { error: say, warn: say, info() {}, debug() {}, verbose() {} };
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}
