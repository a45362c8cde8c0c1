import { dialectOf } from "../connect.js";
import type { PrismaPort } from "../prisma/port.js";

/** The Prisma client on `url`, for tests that look at what stands in the database itself. */
export async function openTestPort(url: string): Promise<PrismaPort & AsyncDisposable> {
  const port = await (await dialectOf(url)).connect();
  return Object.assign(port, { [Symbol.asyncDispose]: () => port.$disconnect() });
}
