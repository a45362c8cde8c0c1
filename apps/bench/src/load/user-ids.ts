/** The odd number nearest to 2^32 divided by the golden ratio: multiplying by it scatters consecutive numbers. */
export const SCATTER = 2654435761;

/** Scattered over the index like real ids: neighbours in time are not neighbours in the table. */
function scattered(n: number): string {
  return (Math.imul(n, SCATTER) >>> 0).toString(16).padStart(8, "0");
}

/** The id of seeded user `n`, from 1. databases/seed.ts computes the same in SQL. */
export const seededId = (n: number) => `${scattered(n)}-seed-${n}`;

export const freshId = (job: string, n: number) => `${scattered(n)}-${job}-${n}`;

/** The part of `userData` that is the id in a seeded user's. */
export const SEEDED_NAME = "jane.doe";

/** About 150 bytes. */
export const userData =
  '{"name":"Jane Doe","email":"jane.doe@example.com","occupation":"Software Engineer","gender":"female","language":"en","plan":"pro","team":"platform"}';
