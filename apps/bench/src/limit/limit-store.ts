export interface NewUser {
  readonly id: string;
  /** As JSON text. */
  readonly data: string;
}

export interface UserRow extends NewUser {
  readonly version: number;
  /** Microseconds since 1970, UTC. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Where a page begins: behind this user. */
export interface Position {
  readonly createdAt: number;
  readonly id: string;
}

/** What the limit does with the driver's prepared statements. */
export interface LimitStore {
  /** Whether each user was inserted; all in one commit with whatever else waits. */
  insert(user: NewUser, now: number): Promise<boolean>;
  /** All in one commit; how many were inserted. */
  insertMany(users: readonly NewUser[], now: number): Promise<number>;
  find(id: string): Promise<UserRow | undefined>;
  list(limit: number, after: Position | undefined): Promise<readonly UserRow[]>;
}
