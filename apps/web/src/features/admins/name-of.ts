import type { Admin } from "@roster/contract";

/** What an administrator is called in messages. */
export const nameOf = ({ name, email, id }: Admin) => name || (email ?? id);
