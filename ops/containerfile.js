import { readFileSync } from "node:fs";

/**
 * Parses the stages and instructions of a Containerfile. Throws on any syntax that ours does not use, so that no step
 * is skipped silently.
 */
export function readContainerfile(path) {
  const stages = [];
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [, instruction = "", rest = ""] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    if (instruction === "FROM") {
      const [, base, name] = /^(\S+) AS (\S+)$/.exec(rest) ?? [];
      if (name === undefined) throw new Error(`FROM without a stage name: ${line}`);
      stages.push({ name, base, steps: [] });
    } else if (known.has(instruction)) {
      stages.at(-1)?.steps.push({ instruction, rest });
    } else {
      throw new Error(`Unsupported instruction: ${line}`);
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

/** The arguments of `CMD ["…"]`, on its own or after the options of a health check. */
export function readCommand(rest) {
  return JSON.parse(rest.slice(rest.indexOf("[")));
}

/** `ENV A=1 B=2` as an object. */
export function readEnvironment(rest) {
  return Object.fromEntries(rest.split(" ").map((pair) => pair.split(/=(.*)/s, 2)));
}
