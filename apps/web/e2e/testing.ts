import { openTestSession, type TestApi } from "@roster/api/testing";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { chromiumPath } from "./require-chromium";
import { startDashboard } from "./start-dashboard";
import { closeConnections, openTestApp, type TestApp } from "./test-app";
import { waitForHydration } from "./wait-for-hydration";

/** The password that openTestApi sets. Hashing another would take time. */
export const PASSWORD = "a password for tests";

/** A dashboard, and a page in a fresh browser profile. */
export interface Dashboard extends AsyncDisposable {
  readonly url: string;
  readonly test: TestApi;
  /** The app that URLs without an app lead to. */
  readonly appId: string;
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
  afterAll(async () => {
    await browser?.close();
    await closeConnections();
  });
}

/** Opens a fresh browser profile. */
export async function openContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  if (!browser) throw new Error("call useBrowser() at the top of the file");
  const context = await browser.newContext(options);
  context.on("page", waitForHydration);
  return context;
}

/**
 * Opens a page of the dashboard for the given app or API; by default, for a new app in the shared dashboard. An API
 * gets its own dashboard process, and is closed with it.
 */
export async function openDashboard(
  options: BrowserContextOptions = {},
  given?: TestApi | TestApp,
): Promise<Dashboard> {
  const test = given ?? (await openTestApp());
  const { url, appId, close } = await serve(test);
  const context = await openContext({ baseURL: url, ...options });
  const lastApp = { name: "roster_app", value: appId, url };
  await context.addCookies([lastApp]);
  const page = await context.newPage();
  const reports = await collectReports(page);
  const authenticate = async (entering: BrowserContext) => {
    const value = await openSession(test);
    await entering.addCookies([{ name: "roster_session", value, url }, lastApp]);
  };
  return {
    url,
    test,
    appId,
    page,
    authenticate,
    async open(path) {
      await authenticate(context);
      await page.goto(path);
    },
    async [Symbol.asyncDispose]() {
      await context.close();
      await close();
      // Every test also guarantees that the page had no errors and no blocked resources.
      if (reports.length > 0) throw new Error(`The browser reported:\n${reports.join("\n")}`);
    },
  };
}

async function serve(test: TestApi | TestApp) {
  if ("dashboardUrl" in test) {
    return { url: test.dashboardUrl, appId: test.appId, close: () => Promise.resolve() };
  }
  const server = await startDashboard({
    DATABASE_URL: test.databaseUrl,
    ROSTER_MASTER_KEY: test.masterKey,
  });
  const close = async () => {
    await server[Symbol.asyncDispose]();
    await test[Symbol.asyncDispose]();
  };
  return { url: server.url, appId: "main", close };
}

/** Sessions by database: signing in takes a while, so a session is used until a test ends it. */
const sessions = new Map<string, string>();

async function openSession(test: TestApi): Promise<string> {
  const { api, databaseUrl } = test;
  const open = sessions.get(databaseUrl);
  if (open !== undefined && (await api.adminSessions.use(open)) !== undefined) return open;
  const { token } = await openTestSession(test);
  sessions.set(databaseUrl, token);
  return token;
}

/** Signs in with the form. Tests about other things use `open`. */
export async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
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
