import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";

/** Shares one adapter among all callers of `connect`; a failed connection is retried by the next. */
export function createSharedAdapter(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  const { provider, adapterName } = factory;
  let adapter: Promise<SqlDriverAdapter> | undefined;
  const connect = async () => {
    try {
      return await factory.connect();
    } catch (error) {
      adapter = undefined;
      throw error;
    }
  };
  return { provider, adapterName, connect: () => (adapter ??= connect()) };
}
