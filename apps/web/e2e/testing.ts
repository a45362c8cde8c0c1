import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type backends, openTestApi, type TestApi } from "@roster/api/testing";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";
import { chromiumPath } from "./require-chromium";

/** The built dashboard. */
export const dashboardProgram = fileURLToPath(new URL("../dist/start.js", import.meta.url));

/** The password that openTestApi sets. Hashing another would take time. */
export const PASSWORD = "a password for tests";

declare module "vitest" {
  interface ProvidedContext {
    /** The backend of the Vitest project (vitest.browser.config.ts). */
    backend: (typeof backends)[number];
  }
}

export interface DashboardProcess extends AsyncDisposable {
  readonly url: string;
  /** Sends the signal and returns the exit code. */
  stop(signal: "SIGTERM" | "SIGINT"): Promise<unknown>;
}

/** Starts the production build as a separate process on a free port. */
export async function startDashboard(
  environment: Record<string, string>,
): Promise<DashboardProcess> {
  const child = spawn(process.execPath, [dashboardProgram], {
    env: { NODE_ENV: "test", PATH: process.env["PATH"], WEB_PORT: "0", ...environment },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const failed = exited.then(([code]) => {
    throw new Error(`The dashboard exited with ${code} before it was ready`);
  });
  const [message]: unknown[] = await Promise.race([once(child, "message"), failed]);
  failed.catch(() => {}); // once it is ready, its exit is no longer an error
  const isReady = typeof message === "object" && message !== null && "url" in message;
  const stop = async (signal: "SIGTERM" | "SIGINT") => {
    child.kill(signal);
    return (await exited)[0] as unknown;
  };
  return {
    url: isReady ? String(message.url) : "",
    stop,
    [Symbol.asyncDispose]: async () => void (child.exitCode === null && (await stop("SIGTERM"))),
  };
}

/** A dashboard with its own database, and a page in a fresh browser profile. */
export interface Dashboard extends AsyncDisposable {
  readonly url: string;
  readonly test: TestApi;
  readonly page: Page;
  /** Opens this path as the administrator, signed in without the form. */
  open(path: string): Promise<void>;
  /** Signs the administrator in to another profile, without the form. */
  authenticate(context: BrowserContext): Promise<void>;
}

let browser: Browser | undefined;

/** Launches one browser for all tests of a file; each test uses its own profile. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"],
    });
  });
  afterAll(async () => browser?.close());
}

/** Opens a fresh browser profile. */
export function openContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  if (!browser) throw new Error("call useBrowser() at the top of the file");
  return browser.newContext(options);
}

/** Opens a dashboard on the given API, or on an empty one. Closing the dashboard closes the API too. */
export async function openDashboard(
  options: BrowserContextOptions = {},
  given?: TestApi,
): Promise<Dashboard> {
  const test = given ?? (await openTestApi(inject("backend")));
  const server = await startDashboard({
    DATABASE_URL: test.databaseUrl,
    ROSTER_MASTER_KEY: test.masterKey,
  });
  const context = await openContext({ baseURL: server.url, ...options });
  const page = await context.newPage();
  const reports = await collectReports(page);
  const authenticate = async (entering: BrowserContext) => {
    const visitor = { address: "192.0.2.1", userAgent: "" };
    const { token } = await test.api.adminSessions.signIn(PASSWORD, visitor);
    await entering.addCookies([{ name: "roster_session", value: token, url: server.url }]);
  };
  return {
    url: server.url,
    test,
    page,
    authenticate,
    async open(path) {
      await authenticate(context);
      await page.goto(path);
    },
    async [Symbol.asyncDispose]() {
      await context.close();
      await server[Symbol.asyncDispose]();
      await test[Symbol.asyncDispose]();
      // Every test also guarantees that the page had no errors and no blocked resources.
      if (reports.length > 0) throw new Error(`The browser reported:\n${reports.join("\n")}`);
    },
  };
}

/** Signs in with the form. Tests about other things use `open`. */
export async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/users");
}

/**
 * Collects errors and warnings of the browser, except for 4xx responses, which tests provoke, and for preloaded
 * scripts that a slow machine used too late.
 */
async function collectReports(page: Page): Promise<string[]> {
  const reports: string[] = [];
  const isExpected = (text: string) =>
    /^Failed to load resource: .* status of 4\d\d/.test(text) ||
    /was preloaded using link preload but not used within a few seconds/.test(text);
  page.on("pageerror", (error) => reports.push(`${page.url()}: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type()) || isExpected(message.text())) return;
    reports.push(`${page.url()}: ${message.text()}`);
  });
  // A script can catch the error of a blocked resource, which then does not appear in the console.
  const devtools = await page.context().newCDPSession(page);
  devtools.on("Audits.issueAdded", ({ issue }) => {
    const { contentSecurityPolicyIssueDetails: violation } = issue.details;
    if (violation)
      reports.push(`${page.url()}: blocked by the policy: ${JSON.stringify(violation)}`);
  });
  await devtools.send("Audits.enable");
  return reports;
}
