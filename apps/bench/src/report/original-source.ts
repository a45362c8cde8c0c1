import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { fileURLToPath } from "node:url";
import type { CallFrame } from "./cpu-profile.js";

/** Returns a function that finds the path of the source from which a function was bundled. */
export function createSourceFinder(): (frame: CallFrame) => string {
  const maps = new Map<string, SourceMap | undefined>();
  return ({ url, lineNumber, columnNumber }) => {
    if (!url.startsWith("file:")) return url;
    if (!maps.has(url)) maps.set(url, readMap(`${fileURLToPath(url)}.map`));
    const entry = maps.get(url)?.findEntry(lineNumber, columnNumber);
    return entry && "originalSource" in entry
      ? new URL(entry.originalSource, url).pathname
      : fileURLToPath(url);
  };
}

function readMap(path: string): SourceMap | undefined {
  if (!existsSync(path)) return undefined;
  return new SourceMap(JSON.parse(readFileSync(path, "utf8"))); // oxlint-disable-line typescript/no-unsafe-argument -- written by the bundler
}
