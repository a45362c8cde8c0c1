import type { App } from "@roster/contract";
import { type AppRow, toTimestamp } from "@roster/db";

export function toApp({ id, name, createdAt }: AppRow): App {
  return { id, name, createdAt: toTimestamp(createdAt) };
}
