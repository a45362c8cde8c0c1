/** A time in microseconds since 1970. */
export const toMicros = (at: Date): bigint => BigInt(at.getTime()) * 1000n;
