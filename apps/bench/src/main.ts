#!/usr/bin/env node
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readOptions } from "./options.js";
import { BenchResult } from "./report/bench-result.js";
import { profileReport } from "./report/profile.js";
import { markdownReport, textReport } from "./report/report.js";
import { bench } from "./run/bench.js";

const options = readOptions(process.argv.slice(2));
const here = process.cwd();

if (options.markdown === undefined) {
  const result = await bench(options);
  const file = options.json ?? defaultFile(result.startedAt);
  const path = resolve(here, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`\n${textReport(result)}\n\n${relative(here, path)}`);
  if (options.profile !== undefined)
    console.log(`\n${profileReport(resolve(here, options.profile))}`);
  if (result.failures.length > 0) process.exitCode = 1;
} else {
  const text = readFileSync(resolve(here, options.markdown), "utf8");
  console.log(markdownReport(BenchResult.parse(JSON.parse(text))));
}

function defaultFile(startedAt: string): string {
  const name = `${startedAt.slice(0, 19).replaceAll(":", "-")}.json`;
  return fileURLToPath(new URL(`../results/${name}`, import.meta.url));
}
