import { toMicros } from "../to-micros.js";
import type { Context } from "./context.js";

/** The server's time in microseconds since 1970. */
export const nowOf = ({ services }: Pick<Context, "services">): bigint => toMicros(services.now());
