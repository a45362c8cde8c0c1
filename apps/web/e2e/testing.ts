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

/** The one that openTestApi sets; another would have to be hashed, which takes its time. */
export const PASSWORD = "a password for tests";

declare module "vitest" {
  interface ProvidedContext {
    /** The engine of the project that the test runs in (vitest.browser.config.ts). */
    backend: (typeof backends)[number];
  }
}

export interface DashboardProcess extends AsyncDisposable {
  readonly url: string;
  /** Ends it as Ctrl-C or an operator would, and returns the exit code. */
  end(signal: "SIGTERM" | "SIGINT"): Promise<unknown>;
}

/** The production build, as a process of its own on a free port. */
export async function startDashboard(
  environment: Record<string, string>,
): Promise<DashboardProcess> {
  const child = spawn(process.execPath, [dashboardProgram], {
    env: { NODE_ENV: "test", PATH: process.env["PATH"], WEB_PORT: "0", ...environment },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const failed = exited.then(([code]) => {
    throw new Error(`the dashboard ended with ${code} before it served`);
  });
  const [message]: unknown[] = await Promise.race([once(child, "message"), failed]);
  failed.catch(() => {}); // it has served; its end is no failure any more
  const isReady = typeof message === "object" && message !== null && "url" in message;
  const end = async (signal: "SIGTERM" | "SIGINT") => {
    child.kill(signal);
    return (await exited)[0] as unknown;
  };
  return {
    url: isReady ? String(message.url) : "",
    end,
    [Symbol.asyncDispose]: async () => void (child.exitCode === null && (await end("SIGTERM"))),
  };
}

/** A dashboard on a database of its own, and a page of a browser that knows nothing of it yet. */
export interface Dashboard extends AsyncDisposable {
  readonly url: string;
  readonly test: TestApi;
  readonly page: Page;
  /** Opens this path as the administrator, who is signed in without the form. */
  open(path: string): Promise<void>;
  /** Signs the administrator in, in another profile. */
  authenticate(context: BrowserContext): Promise<void>;
}

let browser: Browser | undefined;

/** One browser for a file of tests; each test has a profile of its own in it. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"],
    });
  });
  afterAll(async () => browser?.close());
}

/** A profile of its own in the browser. */
export function openContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  if (!browser) throw new Error("call useBrowser() at the top of the file");
  return browser.newContext(options);
}

/** On an empty directory of the project's engine, where no other is given; it closes that one too. */
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
      // Each test promises this as well: nothing failed in the page, and the policy stopped nothing.
      if (reports.length > 0) throw new Error(`The browser reported:\n${reports.join("\n")}`);
    },
  };
}

/** As a person does; tests that are about something else use `open`. */
export async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/users");
}

/**
 * What the browser complains of, but for answers that a test asked for (a conflict is a 409), and for scripts
 * that a slow machine used later than some seconds after they were loaded.
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
  // A script that catches the error, and goes on without, leaves nothing on the console.
  const devtools = await page.context().newCDPSession(page);
  devtools.on("Audits.issueAdded", ({ issue }) => {
    const { contentSecurityPolicyIssueDetails: breach } = issue.details;
    if (breach) reports.push(`${page.url()}: against the policy: ${JSON.stringify(breach)}`);
  });
  await devtools.send("Audits.enable");
  return reports;
}
