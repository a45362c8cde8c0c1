export interface NewUser {
  readonly id: string;
  /** A JSON string. */
  readonly data: string;
}

export interface UserRow extends NewUser {
  readonly version: number;
  /** Microseconds since 1970, UTC. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A user to insert. */
export interface NewRow {
  readonly user: NewUser;
  /** In microseconds since 1970, UTC. */
  readonly now: number;
}

/** A page starts after this user. */
export interface Position {
  readonly createdAt: number;
  readonly id: string;
}

/** What the floor does with the driver's prepared statements. */
export interface FloorStore {
  /** Whether the user was inserted. Shares one commit with everything that is waiting. */
  insert(user: NewUser, now: number): Promise<boolean>;
  /** Inserts all in one commit; returns how many were new. */
  insertMany(users: readonly NewUser[], now: number): Promise<number>;
  find(id: string): Promise<UserRow | undefined>;
  list(limit: number, after: Position | undefined): Promise<readonly UserRow[]>;
}
