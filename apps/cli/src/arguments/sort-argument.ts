import { InvalidArgumentError } from "@commander-js/extra-typings";
import type { UserSort } from "@roster/client";
import { parseUserPath } from "@roster/contract";

/** Parses `data.name,-createdAt`. */
export function readSort(text: string): UserSort {
  return text.split(",").map((part) => {
    const isDescending = part.startsWith("-");
    const path = isDescending ? part.slice(1) : part;
    const read = parseUserPath(path);
    if ("error" in read) throw new InvalidArgumentError(`"${path}" ${read.error}.`);
    return { path, direction: isDescending ? "desc" : "asc" };
  });
}
