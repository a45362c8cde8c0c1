import type { StoredAdmin } from "@roster/db";

/** Who the log says that it was: the name at the time of the call. */
export const toAdminActor = ({ id, email, name }: Pick<StoredAdmin, "id" | "email" | "name">) => ({
  id,
  name: email ?? (name || undefined),
});
