import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import type { BaselinePrisma, BaselineRow } from "./prisma.js";

const JsonObject = z.record(z.string(), z.json());
const User = z.object({
  id: z.string(),
  data: z.unknown(),
  version: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
const NewUser = z.object({ id: z.string().regex(/^[\w-]{1,255}$/), data: JsonObject });
const AddInput = NewUser.extend({ getOrCreate: z.boolean().optional() });
const ListInput = z.object({
  skip: z.int().min(0).default(0),
  take: z.int().min(1).max(1000).default(100),
});

const { router, procedure } = initTRPC.create();

/** What most developers would write with tRPC, zod and Prisma: one call of a model's method per request. */
export function createBaselineRouter(prisma: BaselinePrisma, appId: string) {
  const keyOf = (id: string) => ({ where: { appId_id: { appId, id } } });
  const toRow = ({ id, data }: z.infer<typeof NewUser>) => {
    const now = BigInt(Date.now()) * 1000n;
    return { appId, id, data, version: 1, createdAt: now, updatedAt: now };
  };
  return router({
    add: procedure
      .input(AddInput)
      .output(z.object({ user: User, created: z.boolean() }))
      .mutation(async ({ input }) => {
        if (input.getOrCreate === true) {
          const found = await prisma.user.findUnique(keyOf(input.id));
          if (found) return { user: toUser(found), created: false };
        }
        return { user: toUser(await prisma.user.create({ data: toRow(input) })), created: true };
      }),
    addMany: procedure
      .input(z.object({ users: z.array(NewUser).max(1000) }))
      .output(z.object({ created: z.number() }))
      .mutation(async ({ input }) => {
        const { count } = await prisma.user.createMany({ data: input.users.map(toRow) });
        return { created: count };
      }),
    get: procedure
      .input(z.object({ id: z.string() }))
      .output(User)
      .query(async ({ input }) => {
        const row = await prisma.user.findUnique(keyOf(input.id));
        if (!row) throw new TRPCError({ code: "NOT_FOUND" });
        return toUser(row);
      }),
    list: procedure
      .input(ListInput)
      .output(z.object({ users: z.array(User) }))
      .query(async ({ input: { skip, take } }) => {
        const where = { appId };
        const orderBy = [{ createdAt: "desc" }, { id: "desc" }] as const;
        const rows = await prisma.user.findMany({ where, orderBy: [...orderBy], skip, take });
        return { users: rows.map(toUser) };
      }),
  });
}

function toUser({ id, data, version, createdAt, updatedAt }: BaselineRow): z.infer<typeof User> {
  return { id, data, version, createdAt: toTime(createdAt), updatedAt: toTime(updatedAt) };
}

const toTime = (micros: bigint) => new Date(Number(micros / 1000n)).toISOString();
