import { createDialect } from "../connect.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";

/** A Prisma client for `url`, for tests that read the database directly. */
export async function openTestPrisma(url: string): Promise<PrismaClientLike & AsyncDisposable> {
  const prisma = await (await createDialect(url)).connect();
  return Object.assign(prisma, { [Symbol.asyncDispose]: () => prisma.$disconnect() });
}
