import type { Contents, Engine, Place } from "../databases/engine.js";
import type { LoadGenerator } from "../load/load-generator.js";
import { startLimit } from "../subjects/limit.js";
import { startRoster } from "../subjects/roster.js";
import type { Subject, SubjectName } from "../subjects/subject.js";
import { startUsual } from "../subjects/usual.js";

/** How long and how much is measured. Times are in milliseconds. */
export interface Scale {
  readonly duration: number;
  /** Before the first round of a lane. */
  readonly warmUp: number;
  /** Before each round. */
  readonly rampUp: number;
  /** How deep the deep page lies. */
  readonly depth: number;
  /** How many users a client's program adds. */
  readonly clientAdds: number;
  /** How many users a file has that is imported. */
  readonly importUsers: number;
  /** How long a server is left alone before its idle memory is read. */
  readonly rest: number;
}

export interface StageOptions {
  readonly engine: Engine;
  readonly load: LoadGenerator;
  readonly scale: Scale;
  /** For files of a case; gone with the run. */
  readonly folder: string;
  /** Roster's own data folder. */
  readonly dataFolder: string;
  /** For Roster's processes, such as `--cpu-prof`. */
  readonly execArgv: readonly string[];
}

/** Servers and databases of one or several cases; all gone when disposed. */
export class Stage implements AsyncDisposable {
  readonly options: StageOptions;
  readonly #subjects = new Map<string, Subject>();
  readonly #open: AsyncDisposable[] = [];

  constructor(options: StageOptions) {
    this.options = options;
  }

  /** The server that runs on a database with these contents; started where there is none yet. */
  async subject(name: SubjectName, contents: Contents): Promise<Subject> {
    const key = `${name} ${contents}`;
    const known = this.#subjects.get(key);
    if (known) return known;
    const place = await this.place(contents);
    this.#open.push(place);
    const subject = await this.start(name, place);
    this.#open.push(subject);
    this.#subjects.set(key, subject);
    return subject;
  }

  place(contents: Contents): Promise<Place> {
    return this.options.engine.open(contents);
  }

  start(name: SubjectName, place: Place): Promise<Subject> {
    switch (name) {
      case "limit":
        return startLimit(place);
      case "usual":
        return startUsual(place);
      case "roster":
        return startRoster(place, this.options);
    }
  }

  /** The last first: a server before its database. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const open of this.#open.toReversed()) await open[Symbol.asyncDispose]();
  }
}
