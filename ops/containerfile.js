import { readFileSync } from "node:fs";

/**
 * The stages of a Containerfile with their instructions, in order. Knows what ours is written with, and throws
 * for anything else, so that no step is passed over in silence.
 */
export function readContainerfile(path) {
  const stages = [];
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [, instruction = "", rest = ""] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    if (instruction === "FROM") {
      const [, base, name] = /^(\S+) AS (\S+)$/.exec(rest) ?? [];
      if (name === undefined) throw new Error(`No stage: ${line}`);
      stages.push({ name, base, steps: [] });
    } else if (known.has(instruction)) {
      stages.at(-1)?.steps.push({ instruction, rest });
    } else {
      throw new Error(`Not understood: ${line}`);
    }
  }
  return stages;
}

const known = new Set([
  "WORKDIR",
  "ENV",
  "COPY",
  "RUN",
  "USER",
  "VOLUME",
  "EXPOSE",
  "HEALTHCHECK",
  "CMD",
]);

/** The argument list of `CMD ["…"]`, alone or behind a health check's options. */
export function readCommand(rest) {
  return JSON.parse(rest.slice(rest.indexOf("[")));
}

/** `ENV A=1 B=2` as an object. */
export function readEnvironment(rest) {
  return Object.fromEntries(rest.split(" ").map((pair) => pair.split(/=(.*)/s, 2)));
}
