export type EngineName = "sqlite" | "postgresql";

/** A database of its own, gone when disposed. */
export interface Place extends AsyncDisposable {
  readonly url: string;
  /** The app to which Roster's key belongs; empty where there are no tables. */
  readonly appId: string;
}

/** What stands in a database: nothing, Roster's tables, or those with all seeded users. */
export type Contents = "nothing" | "tables" | "users";

export interface Engine extends AsyncDisposable {
  readonly name: EngineName;
  /** How many users were seeded. */
  readonly rows: number;
  open(contents: Contents): Promise<Place>;
}

export interface EngineOptions {
  /** For all files, on the disk that is to be measured. */
  readonly folder: string;
  readonly rows: number;
  /** Makes Roster's tables, and its first app. */
  readonly migrate: (url: string) => Promise<void>;
}
