import { z } from "zod";
import type { Place } from "../databases/engine.js";
import type { RequestPlan } from "../load/load-job.js";
import { startChild } from "./child.js";

export type SubjectName = "limit" | "usual" | "roster";

/** A server under measurement, on a database of its own. */
export interface Subject extends AsyncDisposable {
  readonly pid: number;
  readonly port: number;
  readonly requests: SubjectRequests;
}

export interface SubjectRequests {
  /** Of an id that nobody has used. */
  readonly add: RequestPlan;
  /** Of one of the seeded users. */
  getOrCreate(seeded: number): RequestPlan;
  get(seeded: number): RequestPlan;
  readonly addMany: RequestPlan;
  /** The page of 100, newest first, behind so many users. */
  pageAt(depth: number): Promise<RequestPlan>;
}

/** How many users one addMany carries. */
export const MANY = 1000;

export const PAGE_SIZE = 100;

const Listening = z.object({ port: z.int() });

/** Starts the limit or the usual stack, whose programs are alike from outside. */
export async function startOwnSubject(
  program: URL,
  { url, appId }: Place,
  requests: SubjectRequests,
): Promise<Subject> {
  const child = startChild(program, { args: [url, appId] });
  const { port } = Listening.parse(await child.nextMessage());
  return { ...child, port, requests };
}
