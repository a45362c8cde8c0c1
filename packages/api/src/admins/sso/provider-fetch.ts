import type { CustomFetch } from "openid-client";

/** Discovery documents, key sets and tokens take a few kilobytes. */
const MAX_RESPONSE_BYTES = 1024 * 1024;

/**
 * Fetches from the identity provider: over TLS, unless the provider is on this machine; without redirects; and with
 * bounded responses. The time is limited by the signal that openid-client passes.
 */
export const providerFetch: CustomFetch = async (url, { body, ...options }) => {
  if (!isSecureUrl(new URL(url))) throw new Error(`${url} is not an HTTPS address`);
  const isForm = typeof body === "string" || body instanceof URLSearchParams;
  if (body && !isForm) throw new Error("The provider is only sent forms");
  const init = { ...options, redirect: "error", ...(isForm && { body }) } as const;
  const response = await fetch(url, init);
  const { status, headers } = response;
  const text = await readBounded(response, url);
  return new Response(text, { status, headers });
};

/** Whether it uses TLS or stays on this machine. */
export function isSecureUrl({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

async function readBounded(response: Response, url: string): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_RESPONSE_BYTES) {
      throw new Error(`The response of ${url} is larger than ${MAX_RESPONSE_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
