import { type NextRequest, NextResponse } from "next/server";
import { isCrossSite } from "@/server/cross-site";
import { APP_HEADER, LAST_APP_COOKIE, readAppPath } from "@/features/apps/app-path";

/** Gives each page a fresh CSP nonce, and the id of the app in its URL. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  // Server actions are POST requests to a page's URL.
  if (!["GET", "HEAD"].includes(request.method)) {
    if (isCrossSite(request)) return reject(403);
    if (!(await isWellFormed(request))) return reject(400);
  }
  const { pathname } = request.nextUrl;
  const appId = readAppPath(pathname)?.appId;
  if (appId === undefined && !isOutsideApps(pathname)) return redirectToLastApp(request);
  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.delete(APP_HEADER); // only the URL decides
  if (appId !== undefined) headers.set(APP_HEADER, appId);
  headers.set("content-security-policy", policy); // Next reads the nonce for its scripts from here
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

const noStore = { headers: { "cache-control": "no-store" } };

const reject = (status: number) => new NextResponse(null, { status, ...noStore });

/** Whether the body is a form if it says so: Next responds with 500 and a stack trace in the log if it is not. */
async function isWellFormed(request: NextRequest): Promise<boolean> {
  if (!request.headers.get("content-type")?.startsWith("multipart/form-data")) return true;
  try {
    await request.clone().formData();
    return true;
  } catch {
    return false;
  }
}

const pathsOutsideApps = new Set([
  "",
  "apps",
  "account",
  "administrators",
  "invitation",
  "no-apps",
  "sign-in",
]);

const isOutsideApps = (pathname: string) => pathsOutsideApps.has(pathname.split("/")[1] ?? "");

/** Redirects a URL without an app to the app last viewed in this browser. */
function redirectToLastApp({ nextUrl, cookies }: NextRequest): NextResponse {
  const url = nextUrl.clone();
  const appId = cookies.get(LAST_APP_COOKIE)?.value ?? globalThis.rosterHost?.firstAppId ?? "";
  url.pathname = `/apps/${encodeURIComponent(appId)}${nextUrl.pathname}`;
  return NextResponse.redirect(url, noStore);
}

function contentSecurityPolicy(nonce: string): string {
  const unsafeEval = globalThis.rosterHost?.isDev ? " 'unsafe-eval'" : ""; // React's error overlay
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${unsafeEval}`,
    `style-src 'self' 'nonce-${nonce}'`,
    // Popups are positioned with style attributes, which cannot run code.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const config = {
  matcher: ["/((?!api/|_next/static|icon.svg).*)"],
};
