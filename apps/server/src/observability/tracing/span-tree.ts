import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe, tracingChannel } from "node:diagnostics_channel";
import { ROOT_CONTEXT, type Span, type SpanOptions, trace, type Tracer } from "@opentelemetry/api";

/** How the events of a tracing channel become spans. */
export interface ChannelTracing<Started, Ended> {
  /** Returns undefined for work that belongs to no traced request. */
  readonly begin: (event: Started) => Span | undefined;
  readonly end: (span: Span, event: Ended) => void;
}

type WithError<Event> = Event & { readonly error?: unknown };

/** Finds the parent of each span through asynchronous context: the span in which the work was started. */
export class SpanTree {
  readonly #tracer: Tracer;
  readonly #current = new AsyncLocalStorage<Span | undefined>();

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  /** The span of the current context; undefined if it is not recorded or has ended. */
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

  /** Turns the channel's events into spans for the rest of the process's life. */
  traceChannel<Started extends object, Ended extends object = WithError<Started>>(
    name: string,
    { begin, end }: ChannelTracing<Started, Ended>,
  ): void {
    const spans = new WeakMap<object, Span>();
    const traces = tracingChannel<Span | undefined, Started>(name);
    traces.start.bindStore(this.#current, (event) => {
      const span = begin(event);
      if (span) spans.set(event, span);
      return span;
    });
    const finish = (message: unknown) => {
      const event = message as Ended; // oxlint-disable-line typescript/consistent-type-assertions -- channels are untyped; this is the object that `start` received
      const span = spans.get(event);
      if (!span) return;
      end(span, event);
      span.end();
    };
    subscribe(traces.asyncEnd.name, finish);
  }

  subscribe(name: string, listener: (message: object) => void): void {
    subscribe(name, (message) => {
      if (typeof message === "object" && message !== null) listener(message);
    });
  }
}
