import { expect, test } from "vitest";
import { createDataFolder, runServer, startServerProcess } from "../../testing/server.js";
import { openTestCollector } from "./testing/collector.js";

test.each([
  ["OTEL_SDK_DISABLED", "true"],
  ["OTEL_TRACES_EXPORTER", "none"],
])("%s=%s turns tracing off", async (name, value) => {
  await using collector = await openTestCollector();
  using folder = createDataFolder();
  const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, [name]: value };
  const server = await startServerProcess(folder.path, environment);
  await server.call("users.add", { id: "untraced" });
  await server[Symbol.asyncDispose]();
  expect(collector.requests).toEqual([]);
});

test.each([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4317" }, "OTEL_EXPORTER_OTLP_ENDPOINT"],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "?" }, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"],
  [{ OTEL_TRACES_EXPORTER: "zipkin" }, "OTEL_TRACES_EXPORTER: must be otlp or none"],
  [
    { OTEL_TRACES_EXPORTER: "otlp", OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" },
    "OTEL_EXPORTER_OTLP_PROTOCOL: must be http/protobuf or http/json",
  ],
])("rejects unsupported settings and names them: %o", async (environment, message) => {
  const { code, output } = await runServer(environment);
  expect(output).toContain(message);
  expect(code).toBe(1);
});
