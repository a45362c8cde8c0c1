import type { IncomingMessage } from "node:http";
import { isIP, isIPv6 } from "node:net";

/** Where the pages' server code finds what {@link setClientAddress} has found. */
const ADDRESS_HEADER = "x-roster-address";

/** Says in the request's headers who sent it, whatever the client wrote there itself. */
export function setClientAddress(request: IncomingMessage, trustedProxies: number): void {
  request.headers[ADDRESS_HEADER] = clientAddress({
    forwardedFor: [request.headers["x-forwarded-for"] ?? []].flat().join(","),
    remote: request.socket.remoteAddress ?? "",
    trustedProxies,
  });
}

interface Hops {
  /** `X-Forwarded-For`: each proxy adds at the end whom it was asked by. */
  readonly forwardedFor: string;
  /** The other end of the connection. */
  readonly remote: string;
  /** How many proxies of ours a request comes through; only what they wrote is believed. */
  readonly trustedProxies: number;
}

/** The client's IPv4 address, or the /64 of its IPv6 one, which is one client's to choose from. */
export function clientAddress({ forwardedFor, remote, trustedProxies }: Hops): string {
  const written = forwardedFor.split(",").map((hop) => hop.trim());
  const hops = [...written.filter((hop) => hop !== ""), remote];
  const hop = hops.at(-1 - Math.min(trustedProxies, hops.length - 1)) ?? remote;
  return toNetwork(isIP(hop) === 0 ? remote : hop);
}

function toNetwork(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!isIPv6(plain)) return plain;
  const [left = "", right] = new URL(`http://[${plain.split("%")[0]}]`).hostname
    .slice(1, -1)
    .split("::");
  const groups = (text: string) => text.split(":").filter((group) => group !== "");
  const tail = groups(right ?? "");
  const zeros = right === undefined ? 0 : 8 - groups(left).length - tail.length;
  const all = [...groups(left), ...Array<string>(zeros).fill("0"), ...tail];
  return `${all.slice(0, 4).join(":")}::/64`;
}
