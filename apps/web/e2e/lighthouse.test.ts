import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import lighthouse, { desktopConfig, type Flags } from "lighthouse";
import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { openSampleApi } from "./sample-users";
import { chromiumPath } from "./require-chromium";
import { openDashboard, useBrowser } from "./testing";
import { recordUsage } from "./record-usage";

useBrowser();

const MIN_SCORE = 95;

/**
 * Other load on the machine can only lower the performance score, so the best of up to this many runs counts. The
 * other scores do not depend on time and must hold in each run.
 */
const MAX_RUNS = 5;

/** Of one CPU. If this process gets less before or after a run, the machine is busy with other work. */
const MIN_CPU_SHARE = 0.8;

/** How long to measure the CPU share, in milliseconds. */
const CPU_SAMPLE_MS = 500;

/** The share of one CPU that this process gets: 1 is all of it. */
function measureCpuShare(): number {
  const start = performance.now();
  const before = process.cpuUsage();
  while (performance.now() - start < CPU_SAMPLE_MS);
  const { user, system } = process.cpuUsage(before);
  return Math.min(1, (user + system) / 1000 / (performance.now() - start));
}

/** Ignored by Git. */
const reports = fileURLToPath(new URL("../.lighthouse/", import.meta.url));

/** A separate Chromium profile, because Lighthouse connects by port. */
async function openProfile() {
  const folder = mkdtempSync(join(tmpdir(), "roster-lighthouse-"));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--remote-debugging-port=0"],
  });
  const [port] = readFileSync(join(folder, "DevToolsActivePort"), "utf8").split("\n");
  return {
    context,
    port: Number(port),
    async [Symbol.asyncDispose]() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The page's scores, each out of 100. Saves the report. */
async function audit(url: string, { name, port }: { name: string; port: number }) {
  const flags: Flags = {
    port,
    logLevel: "error",
    output: "html",
    onlyCategories: ["performance", "accessibility", "best-practices"],
    disableStorageReset: true, // it would sign out
  };
  const result = await lighthouse(url, flags, desktopConfig);
  if (!result) throw new Error(`Lighthouse has no result for ${url}`);
  const { categories, finalDisplayedUrl } = result.lhr;
  mkdirSync(reports, { recursive: true });
  writeFileSync(`${reports}${name}.html`, [result.report].flat().join(""));
  const score = (id: string) => Math.round((categories[id]?.score ?? 0) * 100);
  const scores = {
    performance: score("performance"),
    accessibility: score("accessibility"),
    bestPractices: score("best-practices"),
  };
  console.log(name, JSON.stringify(scores));
  expect(finalDisplayedUrl).toBe(url); // not redirected to sign-in
  return scores;
}

async function expectGoodScores(url: string, { name, port }: { name: string; port: number }) {
  let best = 0;
  let isJudged = false;
  for (let run = 0; run < MAX_RUNS && best < MIN_SCORE; run += 1) {
    const isQuiet = measureCpuShare() >= MIN_CPU_SHARE;
    const { performance, accessibility, bestPractices } = await audit(url, { name, port });
    expect(accessibility, `accessibility of ${name}`).toBeGreaterThanOrEqual(MIN_SCORE);
    expect(bestPractices, `best practices of ${name}`).toBeGreaterThanOrEqual(MIN_SCORE);
    best = Math.max(best, performance);
    isJudged ||= isQuiet && measureCpuShare() >= MIN_CPU_SHARE;
  }
  if (best < MIN_SCORE && !isJudged) {
    console.warn(`NOT JUDGED: performance of ${name}, best ${best}: the machine is busy`);
    return;
  }
  expect(best, `performance of ${name}`).toBeGreaterThanOrEqual(MIN_SCORE);
}

test("sign-in, home and users each score at least 95 in Lighthouse", async () => {
  const directory = await openSampleApi();
  await recordUsage(directory);
  await using dashboard = await openDashboard({}, directory);
  await using profile = await openProfile();
  const { port } = profile;
  await expectGoodScores(`${dashboard.url}/sign-in`, { name: "sign-in", port });
  await dashboard.authenticate(profile.context);
  await expectGoodScores(`${dashboard.url}/apps/main`, { name: "home", port });
  await expectGoodScores(`${dashboard.url}/apps/main/users`, { name: "users", port });
}, 600_000);
