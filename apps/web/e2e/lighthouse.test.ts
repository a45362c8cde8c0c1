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
 * other scores do not depend on time, so only the first run measures them.
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

interface Audit {
  readonly url: string;
  readonly name: string;
  readonly profile: Awaited<ReturnType<typeof openProfile>>;
}

const categories = ["performance", "accessibility", "best-practices"] as const;

/** The page's scores by category, each out of 100. Saves the report. */
async function audit({ url, name, profile }: Audit, onlyCategories: readonly string[]) {
  const flags: Flags = {
    port: profile.port,
    logLevel: "error",
    output: "html",
    onlyCategories: [...onlyCategories],
    disableStorageReset: true, // it would sign out
  };
  const result = await lighthouse(url, flags, desktopConfig);
  if (!result) throw new Error(`Lighthouse has no result for ${url}`);
  mkdirSync(reports, { recursive: true });
  writeFileSync(`${reports}${name}-${onlyCategories.length}.html`, [result.report].flat().join(""));
  const scores = Object.values(result.lhr.categories).map(({ id, score }): [string, number] => [
    id,
    Math.round((score ?? 0) * 100),
  ]);
  console.log(name, JSON.stringify(Object.fromEntries(scores)));
  expect(result.lhr.finalDisplayedUrl).toBe(url); // not redirected to sign-in
  return new Map(scores);
}

async function expectGoodScores(page: Audit) {
  const { url, name, profile } = page;
  await profile.context.request.get(url); // a cold server would waste the first run
  let best = 0;
  let isJudged = false;
  for (let run = 0; run < MAX_RUNS && best < MIN_SCORE; run += 1) {
    const isQuiet = measureCpuShare() >= MIN_CPU_SHARE;
    const scores = await audit(page, run === 0 ? categories : ["performance"]);
    best = Math.max(best, scores.get("performance") ?? 0);
    scores.delete("performance");
    for (const [category, score] of scores) {
      expect(score, `${category} of ${name}`).toBeGreaterThanOrEqual(MIN_SCORE);
    }
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
  await expectGoodScores({ url: `${dashboard.url}/sign-in`, name: "sign-in", profile });
  await dashboard.authenticate(profile.context);
  await expectGoodScores({ url: `${dashboard.url}/apps/main`, name: "home", profile });
  await expectGoodScores({ url: `${dashboard.url}/apps/main/users`, name: "users", profile });
}, 600_000);
