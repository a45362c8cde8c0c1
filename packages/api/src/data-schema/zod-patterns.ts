import { regexes } from "zod";

const precisions = [null, -1, 0, 3, 6] as const;
const choices = [true, false] as const;

const times = precisions.flatMap((precision) => [
  regexes.time({ precision }),
  ...choices.flatMap((offset) =>
    choices.map((local) => regexes.datetime({ precision, offset, local })),
  ),
]);

/** The patterns that `z.email()` and others generate: known to be fast for any input. */
export const zodPatterns: ReadonlySet<string> = new Set(
  [...Object.values(regexes), ...times, regexes.uuid(), regexes.mac()]
    .filter((value) => value instanceof RegExp)
    .map(({ source }) => source),
);
