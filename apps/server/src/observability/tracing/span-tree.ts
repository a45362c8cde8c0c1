import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe, tracingChannel } from "node:diagnostics_channel";
import { ROOT_CONTEXT, type Span, type SpanOptions, trace, type Tracer } from "@opentelemetry/api";

/** How things that are told of on a channel become spans. */
export interface ChannelTracing<Told> {
  /** Undefined where nobody's request is traced, or nobody asked. */
  readonly begin: (told: Told) => Span | undefined;
  readonly end: (span: Span, told: Told & { readonly error?: unknown }) => void;
}

/** Finds each span's parent by where the work was begun, across all that waits in between. */
export class SpanTree {
  readonly #tracer: Tracer;
  readonly #current = new AsyncLocalStorage<Span | undefined>();

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  /** What whoever calls this works in; undefined where it is not recorded, or has ended. */
  get current(): Span | undefined {
    const span = this.#current.getStore();
    return span?.isRecording() ? span : undefined;
  }

  startChild(parent: Span, name: string, options: SpanOptions): Span {
    return this.#tracer.startSpan(name, options, trace.setSpan(ROOT_CONTEXT, parent));
  }

  run<Result>(span: Span | undefined, work: () => Result): Result {
    return this.#current.run(span, work);
  }

  /** From now on, as long as the process lives. */
  traceChannel<Told extends object>(name: string, { begin, end }: ChannelTracing<Told>): void {
    const spans = new WeakMap<object, Span>();
    const traces = tracingChannel<Span | undefined, Told>(name);
    traces.start.bindStore(this.#current, (told) => {
      const span = begin(told);
      if (span) spans.set(told, span);
      return span;
    });
    const finish = (message: unknown) => {
      const told = message as Told; // oxlint-disable-line typescript/consistent-type-assertions -- channels are not typed; this is what `start` was told
      const span = spans.get(told);
      if (!span) return;
      end(span, told);
      span.end();
    };
    subscribe(traces.asyncEnd.name, finish);
  }

  subscribe(name: string, hear: (message: object) => void): void {
    subscribe(name, (message) => {
      if (typeof message === "object" && message !== null) hear(message);
    });
  }
}
