export type EngineName = "sqlite" | "postgresql";

/** A separate database, dropped when disposed. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  /** The app of Roster's key; empty without tables. */
  readonly appId: string;
  /** Runs a statement that returns rows. */
  query(sql: string): Promise<readonly unknown[]>;
}

/** Nothing, Roster's tables, or the tables with all seeded users. */
export type Contents = "nothing" | "tables" | "users";

export interface Engine extends AsyncDisposable {
  readonly name: EngineName;
  /** How many users were seeded. */
  readonly rows: number;
  open(contents: Contents): Promise<TestDatabase>;
}

export interface EngineOptions {
  /** The folder for all files, on the disk to be measured. */
  readonly folder: string;
  readonly rows: number;
  /** Creates Roster's tables and the first app. */
  readonly migrate: (url: string) => Promise<void>;
}
