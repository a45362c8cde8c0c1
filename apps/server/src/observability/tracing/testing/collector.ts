import { once } from "node:events";
import { createServer } from "node:http";

/** The parts of an OTLP JSON span that tests look at. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  /** 2: an error. */
  readonly status: number;
  /** The attributes of the process that sent it. */
  readonly resource: Span["attributes"];
}

/** An OpenTelemetry collector that only receives spans. */
export interface TestCollector extends AsyncDisposable {
  readonly url: string;
  readonly spans: readonly Span[];
  /** Paths and content types of the requests; `bodies` has their raw bodies. */
  readonly requests: readonly string[];
  readonly bodies: readonly Buffer[];
  /** Resolves with the spans once they satisfy the condition. */
  until(isEnough: (spans: readonly Span[]) => boolean): Promise<readonly Span[]>;
}

type Value = { readonly stringValue?: string; readonly intValue?: number | string };
type Attributes = readonly { readonly key: string; readonly value: Value }[];
type SentSpan = Omit<Span, "attributes" | "status" | "resource"> & {
  readonly attributes: Attributes;
  readonly status: { readonly code?: number };
};
interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Attributes };
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
}

export async function openTestCollector(): Promise<TestCollector> {
  const spans: Span[] = [];
  const requests: string[] = [];
  const bodies: Buffer[] = [];
  let notify = () => {};
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const type = request.headers["content-type"] ?? "";
      requests.push(`${request.method} ${request.url} ${type}`);
      bodies.push(body);
      if (type === "application/json") spans.push(...read(JSON.parse(body.toString()) as Sent)); // OTLP's format
      response
        .writeHead(200, { "content-type": type })
        .end(type === "application/json" ? "{}" : "");
      notify();
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    spans,
    requests,
    bodies,
    async until(isEnough) {
      while (!isEnough(spans)) await new Promise<void>((resolve) => (notify = resolve));
      return spans;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function read({ resourceSpans }: Sent): Span[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ status, attributes, ...span }) => ({
        ...span,
        attributes: toRecord(attributes),
        status: status.code ?? 0,
        resource: toRecord(resource.attributes),
      })),
    ),
  );
}

const toRecord = (attributes: Attributes): Span["attributes"] =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]),
  );
