import type { Contents, Engine, TestDatabase } from "../databases/engine.js";
import type { LoadGenerator } from "../load/load-generator.js";
import { startFloor } from "../subjects/floor.js";
import { startRoster } from "../subjects/roster.js";
import type { Environment, Subject, SubjectName } from "../subjects/subject.js";
import { startBaseline } from "../subjects/baseline.js";

/** How long and how much to measure. Times are in milliseconds. */
export interface Scale {
  readonly duration: number;
  /** Before the first round of a lane. */
  readonly warmUp: number;
  /** Before each round. */
  readonly rampUp: number;
  /** How many users precede the deep page. */
  readonly depth: number;
  /** How many users the client program adds. */
  readonly clientAdds: number;
  /** How many users an imported file has. */
  readonly importUsers: number;
  /** How long a server idles before its memory is read. */
  readonly rest: number;
}

export interface StageOptions {
  readonly engine: Engine;
  readonly load: LoadGenerator;
  readonly scale: Scale;
  /** The folder for a case's files, removed after the run. */
  readonly folder: string;
  /** Roster's own data folder. */
  readonly dataFolder: string;
  /** Node options for Roster's processes, such as `--cpu-prof`. */
  readonly execArgv: readonly string[];
}

export interface SubjectOptions {
  readonly environment?: Environment;
  /** A statement that changes the database before the server starts, and returns rows. */
  readonly prepare?: string;
}

export interface StartOptions {
  readonly environment?: Environment;
  /** Of Roster. Default: those of the run. */
  readonly execArgv?: readonly string[];
}

/** The servers and databases of one or more cases, closed when disposed. */
export class Stage implements AsyncDisposable {
  readonly options: StageOptions;
  readonly #subjects = new Map<string, Subject>();
  readonly #open: AsyncDisposable[] = [];

  constructor(options: StageOptions) {
    this.options = options;
  }

  /** Returns the server on a database with these contents, starting it on first use. */
  async subject(
    name: SubjectName,
    contents: Contents,
    { environment = {}, prepare }: SubjectOptions = {},
  ): Promise<Subject> {
    const key = JSON.stringify([name, contents, environment, prepare]);
    const known = this.#subjects.get(key);
    if (known) return known;
    const database = await this.openDatabase(contents);
    this.#open.push(database);
    if (prepare !== undefined) await database.query(prepare);
    const subject = await this.start(name, database, { environment });
    this.#open.push(subject);
    this.#subjects.set(key, subject);
    return subject;
  }

  openDatabase(contents: Contents): Promise<TestDatabase> {
    return this.options.engine.open(contents);
  }

  start(
    name: SubjectName,
    database: TestDatabase,
    { environment = {}, execArgv = this.options.execArgv }: StartOptions = {},
  ): Promise<Subject> {
    switch (name) {
      case "floor":
      case "threaded floor":
        return startFloor(database, { environment, isThreaded: name === "threaded floor" });
      case "baseline":
        return startBaseline(database, environment);
      case "roster":
        return startRoster(database, { ...this.options, environment, execArgv });
    }
  }

  /** In reverse order: a server before its database. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const open of this.#open.toReversed()) await open[Symbol.asyncDispose]();
  }
}
