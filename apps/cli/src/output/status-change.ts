import type { ChangeStatusResult } from "@roster/client";
import type { Output } from "./output.js";
import { toPrintable } from "./printable-user.js";
import { renderUser } from "./user-text.js";

/** Prints the user after a change of its status, and whether anything changed. */
export function writeStatusChange(output: Output, done: string, result: ChangeStatusResult): void {
  const { user, changed } = result;
  output.result({ ...result, user: toPrintable(user) }, () => renderUser(user));
  output.note(changed ? `${done} ${user.id}.` : `Nothing to do: ${user.id} stays as it was.`);
}
