import type { Contents } from "../databases/engine.js";
import type { RequestPlan } from "../load/load-job.js";
import { MANY, type Subject, type SubjectName } from "../subjects/subject.js";
import type { BenchCase, Lane } from "./bench-case.js";
import { loadLane } from "./load-lane.js";
import type { Stage } from "./stage.js";

const subjects: readonly SubjectName[] = ["floor", "baseline", "roster"];

/** Where the driver blocks the event loop, commits on a thread are an alternative floor. */
const writers = ({ options: { engine } }: Stage): readonly SubjectName[] =>
  engine.name === "sqlite" ? ["floor", "threaded floor", "baseline", "roster"] : subjects;

interface SideBySide {
  /** Default: `subjects`. */
  readonly names?: readonly SubjectName[];
  readonly contents: Contents;
  readonly connections: number;
  readonly request: (subject: Subject) => RequestPlan;
  readonly each?: number;
}

/** The same request to all subjects, in turn. */
async function sideBySide(stage: Stage, options: SideBySide) {
  const { names = subjects, contents, request, ...rest } = options;
  const lanes: Lane[] = [];
  for (const name of names) {
    const subject = await stage.subject(name, contents);
    lanes.push(loadLane(stage, { name, subject, request: request(subject), ...rest }));
  }
  return lanes;
}

const addCase = (connections: number): BenchCase => ({
  name: `add@${connections}`,
  description: `add, ${connections} connections, initially empty table`,
  lanes: (stage) =>
    sideBySide(stage, {
      names: writers(stage),
      contents: "tables",
      connections,
      request: ({ requests }) => requests.add,
    }),
});

const addManyCase: BenchCase = {
  name: "addMany@4",
  description: `add ${MANY} users per call, 4 connections; users per second`,
  lanes: (stage) =>
    sideBySide(stage, {
      names: writers(stage),
      contents: "tables",
      connections: 4,
      request: ({ requests }) => requests.addMany,
      each: MANY,
    }),
};

const getCase: BenchCase = {
  name: "get@64",
  description: "get, 64 connections, random seeded users",
  stage: "users",
  lanes: (stage) =>
    sideBySide(stage, {
      contents: "users",
      connections: 64,
      request: ({ requests }) => requests.get(stage.options.engine.rows),
    }),
};

const getOrCreateCase: BenchCase = {
  name: "getOrCreate@64",
  description: "getOrCreate of existing users, 64 connections, next to plain adds",
  stage: "users",
  async lanes(stage) {
    const lanes = await sideBySide(stage, {
      contents: "users",
      connections: 64,
      request: ({ requests }) => requests.getOrCreate(stage.options.engine.rows),
    });
    const subject = await stage.subject("roster", "tables");
    const name = "roster, add";
    const add = { name, subject, connections: 64, request: subject.requests.add };
    return [...lanes, loadLane(stage, add)];
  },
};

const listCase: BenchCase = {
  name: "list@8",
  description:
    "a page of 100, newest first, 8 connections: the first page and one a million users deep",
  stage: "users",
  async lanes(stage) {
    const lanes: Lane[] = [];
    for (const subjectName of subjects) {
      const subject = await stage.subject(subjectName, "users");
      for (const depth of [0, stage.options.scale.depth]) {
        const name = depth === 0 ? subjectName : `${subjectName}, deep`;
        const request = await subject.requests.pageAt(depth);
        lanes.push(loadLane(stage, { name, subject, connections: 8, request }));
      }
    }
    return lanes;
  },
};

const addToFullCase: BenchCase = {
  name: "addToFull@64",
  description: "add, 64 connections, to the seeded table and to an initially empty one",
  async lanes(stage) {
    const lanes = await sideBySide(stage, {
      names: writers(stage),
      contents: "users",
      connections: 64,
      request: ({ requests }) => requests.add,
    });
    for (const subjectName of ["floor", "roster"] as const) {
      const subject = await stage.subject(subjectName, "tables");
      const { add: request } = subject.requests;
      const name = `${subjectName}, empty`;
      lanes.push(loadLane(stage, { name, subject, connections: 64, request }));
    }
    return lanes;
  },
};

export const loadCases: readonly BenchCase[] = [
  ...[1, 64, 256].map(addCase),
  addManyCase,
  getCase,
  getOrCreateCase,
  listCase,
  addToFullCase,
];
