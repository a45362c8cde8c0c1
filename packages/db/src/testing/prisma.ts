import { createDialect } from "../connect.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";

/** The Prisma client on `url`, for tests that look at what stands in the database itself. */
export async function openTestPrisma(url: string): Promise<PrismaClientLike & AsyncDisposable> {
  const prisma = await (await createDialect(url)).connect();
  return Object.assign(prisma, { [Symbol.asyncDispose]: () => prisma.$disconnect() });
}
