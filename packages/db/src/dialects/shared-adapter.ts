import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";

/** One adapter for whoever connects; a failure is not kept. */
export function sharedAdapter(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
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
