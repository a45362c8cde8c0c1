import { randomUUID } from "node:crypto";
import type { AuditEvent, AuditType } from "@roster/contract";
import { type Database, INSTALLATION, type StoredAdmin } from "@roster/db";
import { toAdminActor } from "./admin-actor.js";

/** Logs what an administrator did, or somebody unknown, outside of any procedure. */
export function recordAdminEvent(
  audit: Database["audit"],
  type: AuditType,
  { admin, details }: { admin: StoredAdmin | null; details: AuditEvent["details"] },
): Promise<void> {
  const { id, name } = admin ? toAdminActor(admin) : { id: "unknown", name: undefined };
  const actor = { kind: "admin", id, ...(name !== undefined && { name }) } as const;
  const source = { actor, surface: "dashboard", requestId: randomUUID() } as const;
  return audit.add({ appId: INSTALLATION, type, source, details });
}
