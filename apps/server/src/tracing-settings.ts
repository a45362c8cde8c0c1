import { invalid } from "@roster/contract";
import { z } from "zod";

export const tracingVariables = {
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.string().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: z.string().optional(),
  OTEL_PROPAGATORS: z.string().optional(),
};

type Variables = z.infer<z.ZodObject<typeof tracingVariables>>;

/** The settings that OpenTelemetry's SDK does not read itself. */
export interface TracingSettings {
  readonly protocol: (typeof protocols)[number];
  /** Whether a request joins the trace of the caller's `traceparent`. */
  readonly acceptsTraceparent: boolean;
}

const protocols = ["http/protobuf", "http/json"] as const;

/** @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
export function readTracing(data: Variables): TracingSettings | undefined {
  const endpoint = data.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? data.OTEL_EXPORTER_OTLP_ENDPOINT;
  const exporter = data.OTEL_TRACES_EXPORTER ?? (endpoint === undefined ? "none" : "otlp");
  if (exporter === "none" || data.OTEL_SDK_DISABLED?.toLowerCase() === "true") return undefined;
  const reject = (name: string, message: string) => invalid([{ path: [name], message }]);
  if (exporter !== "otlp") throw reject("OTEL_TRACES_EXPORTER", "must be otlp or none");
  if (endpoint !== undefined && !isHttpUrl(endpoint)) {
    const name =
      data.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT === endpoint ? "TRACES_ENDPOINT" : "ENDPOINT";
    throw reject(`OTEL_EXPORTER_OTLP_${name}`, "must be a URL that starts with http: or https:");
  }
  const requested = data.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? data.OTEL_EXPORTER_OTLP_PROTOCOL;
  const protocol =
    requested === undefined ? "http/protobuf" : protocols.find((one) => one === requested);
  if (protocol === undefined) {
    throw reject("OTEL_EXPORTER_OTLP_PROTOCOL", `must be ${protocols.join(" or ")}`);
  }
  const propagators = data.OTEL_PROPAGATORS?.split(",").map((name) => name.trim());
  return { protocol, acceptsTraceparent: propagators?.includes("tracecontext") ?? true };
}

const isHttpUrl = (text: string) => URL.canParse(text) && /^https?:/i.test(text);
