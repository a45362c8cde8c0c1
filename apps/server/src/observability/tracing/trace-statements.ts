import { type Attributes, type Span, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import {
  BATCH_CHANNEL,
  type DialectName,
  BATCH_JOIN_CHANNEL,
  STATEMENT_CHANNEL,
  type BatchEvent,
  type StatementEvent,
} from "@roster/db";
import type { SpanTree } from "./span-tree.js";

/**
 * One span per batch that calls share, as a child of the first recorded call. The batch and the other calls are
 * linked in both directions.
 */
export function traceBatches(tree: SpanTree): void {
  const waiting = new WeakMap<object, Set<Span>>();
  tree.subscribe(BATCH_JOIN_CHANNEL, (place) => {
    const caller = tree.current;
    if (!caller) return;
    const callers = waiting.get(place) ?? new Set();
    waiting.set(place, callers.add(caller));
  });
  tree.traceChannel<BatchEvent>(BATCH_CHANNEL, {
    begin: ({ kind, joinTokens }) => {
      const all = joinTokens.flatMap((place) => [...(waiting.get(place) ?? [])]);
      const [first, ...others] = new Set(all.filter((caller) => caller.isRecording()));
      if (!first) return undefined;
      const links = others.map((caller) => ({ context: caller.spanContext() }));
      const attributes = { "roster.callers": others.length + 1 };
      const batch = tree.startChild(first, `shared ${kind}`, { links, attributes });
      for (const caller of others) caller.addLink({ context: batch.spanContext() });
      return batch;
    },
    end(span, { error }) {
      if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
    },
  });
}

/**
 * One span per statement that runs for a traced request.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/database/database-spans/
 */
export function traceStatements(tree: SpanTree, dialect: DialectName): void {
  tree.traceChannel<StatementEvent>(STATEMENT_CHANNEL, {
    begin: ({ sql }) => {
      const caller = tree.current;
      if (!caller) return undefined;
      const operation = OPERATION.exec(sql)?.[0].toUpperCase() ?? "";
      const table = TABLE.exec(sql)?.[1];
      const name = table === undefined ? operation : `${operation} ${table}`;
      const attributes: Attributes = {
        "db.system.name": dialect,
        "db.operation.name": operation,
        "db.query.text": withoutValues(sql),
        ...(table !== undefined && { "db.collection.name": table }),
      };
      return tree.startChild(caller, name || dialect, { kind: SpanKind.CLIENT, attributes });
    },
    end(span, { error }) {
      if (error === undefined) return;
      span.setAttribute("error.type", errorKind(error)).setStatus({ code: SpanStatusCode.ERROR });
    },
  });
}

/** The operation of a statement. */
const OPERATION = /\b(?:SELECT|INSERT|UPDATE|DELETE|BEGIN|COMMIT|CREATE|DROP|ANALYZE)\b/i;

/** The first table, with or without its schema; `FROM f(…)` is a function. */
const TABLE = /\b(?:INTO|UPDATE|JOIN|FROM(?!\s+\w+\())\s+(?:["`]\w+["`]\.)?["`]?(\w+)/i;

/** Literals are app ids and data paths; everything else is a parameter. */
const LITERAL = /E?'(?:[^'\\]|''|\\[\s\S])*'/g;

const withoutValues = (text: string) => text.replace(LITERAL, "?").replace(/\s+/g, " ").trim();

/** The kind set by Prisma's adapters. The message would quote values. */
function errorKind(error: unknown): string {
  if (!(error instanceof Error)) return "_OTHER";
  const cause: unknown = error.cause;
  const kind: unknown =
    typeof cause === "object" && cause !== null ? Reflect.get(cause, "kind") : undefined;
  return typeof kind === "string" ? kind : error.name;
}
