import type { Context } from "./context.js";

/** The server's time in microseconds since 1970. */
export const nowOf = ({ services }: Pick<Context, "services">): bigint =>
  BigInt(services.now().getTime()) * 1000n;
