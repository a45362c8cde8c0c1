import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import type { UserStatus } from "@roster/client";

const statuses = ["active", "deactivated", "deleted"] as const satisfies readonly UserStatus[];

/** `--status`, shared by `users list` and `users export`. */
export function statusOption() {
  return new Option(
    "--status <statuses>",
    "comma-separated: active, deactivated; or only deleted (default: active,deactivated)",
  ).argParser((text) => text.split(",").map(toStatus));
}

function toStatus(text: string): UserStatus {
  const status = statuses.find((known) => known === text);
  if (status !== undefined) return status;
  throw new InvalidArgumentError(`"${text}" is not one of ${statuses.join(", ")}.`);
}
