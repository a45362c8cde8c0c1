import { z } from "zod";
import type { TestDatabase } from "../databases/engine.js";
import type { RequestPlan } from "../load/load-job.js";
import { startChild } from "./child.js";

export type SubjectName = "floor" | "threaded floor" | "baseline" | "roster";

/** Environment variables of a server's process, in addition to its usual ones. */
export type Environment = Readonly<Record<string, string>>;

/** A server under measurement, with its own database. */
export interface Subject extends AsyncDisposable {
  readonly pid: number;
  readonly port: number;
  readonly requests: SubjectRequests;
}

export interface SubjectRequests {
  /** With a new id. */
  readonly add: RequestPlan;
  /** For a random seeded user. */
  getOrCreate(seeded: number): RequestPlan;
  get(seeded: number): RequestPlan;
  readonly addMany: RequestPlan;
  /** The page of 100, newest first, after this many users. */
  pageAt(depth: number): Promise<RequestPlan>;
}

/** Users per addMany. */
export const MANY = 1000;

export const PAGE_SIZE = 100;

const Listening = z.object({ port: z.int() });

export interface OwnSubject {
  readonly database: TestDatabase;
  readonly requests: SubjectRequests;
  readonly environment: Environment;
  readonly args?: readonly string[];
}

/** Starts the floor or the baseline, which have the same interface. */
export async function startOwnSubject(
  program: URL,
  { database: { url, appId }, requests, environment, args = [] }: OwnSubject,
): Promise<Subject> {
  const child = startChild(program, { args: [url, appId, ...args], environment });
  const { port } = Listening.parse(await child.nextMessage());
  return { ...child, port, requests };
}
