import { z } from "zod";
import type { TestDatabase } from "../databases/engine.js";
import type { RequestPlan } from "../load/load-job.js";
import { startChild } from "./child.js";

export type SubjectName = "floor" | "baseline" | "roster";

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

/** Starts the floor or the baseline, which have the same interface. */
export async function startOwnSubject(
  program: URL,
  { url, appId }: TestDatabase,
  requests: SubjectRequests,
): Promise<Subject> {
  const child = startChild(program, { args: [url, appId] });
  const { port } = Listening.parse(await child.nextMessage());
  return { ...child, port, requests };
}
