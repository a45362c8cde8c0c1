/** The parts of a request's cost and the sources that belong to each; where two match, the later one counts. */
const sources = {
  "node:http": undefined, // everything without a source of ours: sockets, parsing, the event loop
  "HTTP layer": /apps\/server\/src\/http|packages\/http\//,
  procedure: /packages\/(?:api|db)\//,
  admission:
    /src\/http\/(?:admission|concurrency|adaptive|connection|head-limiter|response-throttle|validate|paths)/,
  authentication: /packages\/api\/\w+\/auth|\/jose\//,
  "rate limit": /packages\/api\/\w+\/rate-limit/,
  tRPC: /@trpc\/server|packages\/api\/\w+\/trpc/,
  zod: /\/zod\//,
  data: /packages\/contract\//,
  queue: /packages\/db\/\w+\/queues/,
  Prisma: /@prisma\/(?:client|debug)|packages\/db\/\w+\/generated/,
  driver: /packages\/db\/\w+\/dialects|@prisma\/adapter|@prisma\/driver-adapter|libsql|\/pg/,
  commit: /writer-thread/, // with the statement and the wait for the disk, on SQLite's writer thread
  response: /http-server\.ts#write/,
  metrics: /src\/observability|\/prom-client\/|diagnostics_channel/,
  "garbage collection": /^#\(garbage collector\)/,
} as const satisfies Record<string, RegExp | undefined>;

export type CostPart = keyof typeof sources;

const entries = Object.entries(sources) as [CostPart, RegExp | undefined][]; // oxlint-disable-line typescript/consistent-type-assertions -- the keys of a constant

export const costParts: readonly CostPart[] = entries.map(([part]) => part);

const rules = entries.toReversed();

/** The part that a function belongs to; undefined if only its caller can tell, as in Node's own functions. */
export function partOf(source: string, functionName: string): CostPart | undefined {
  const name = `${source}#${functionName}`;
  return rules.find(([, pattern]) => pattern?.test(name))?.[0];
}
