import type { IncomingMessage } from "node:http";
import { isIP, isIPv6 } from "node:net";

/** The header in which {@link setClientAddress} passes the address on. */
export const CLIENT_ADDRESS_HEADER = "x-roster-address";

/** Records where the request comes from, the nearest proxy if that is unknown, overwriting any value that the client put in this header. */
export function setClientAddress(request: IncomingMessage, trustedProxies: number): void {
  request.headers[CLIENT_ADDRESS_HEADER] = networkOf(
    addressOf(request, trustedProxies) || (request.socket.remoteAddress ?? ""),
  );
}

/** The IP address that sent the request; empty if the proxies do not say. */
export function addressOf(request: IncomingMessage, trustedProxies: number): string {
  return clientAddress({
    forwardedFor: [request.headers["x-forwarded-for"] ?? []].flat().join(","),
    remote: request.socket.remoteAddress ?? "",
    trustedProxies,
  });
}

interface Hops {
  /** `X-Forwarded-For`, to which each proxy appends the address it was called from. */
  readonly forwardedFor: string;
  /** The other end of the connection. */
  readonly remote: string;
  /** The number of our own proxies in front of this server; only what they appended is trusted. */
  readonly trustedProxies: number;
}

export function clientAddress({ forwardedFor, remote, trustedProxies }: Hops): string {
  const forwarded = forwardedFor.split(",").map((hop) => hop.trim());
  const hops = [...forwarded.filter((hop) => hop !== ""), remote];
  const hop = hops.at(-1 - Math.min(trustedProxies, hops.length - 1)) ?? remote;
  return withoutMapping(withoutPort(hop));
}

/** Some proxies append the port: `192.0.2.1:80`, `[2001:db8::1]:80`. Empty if it is no address, such as `unknown`. */
function withoutPort(hop: string): string {
  const address = /^\[(.*)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop;
  return isIP(address) === 0 ? "" : address;
}

/** An IPv4 address as such, even if a socket for both versions reports it. */
const withoutMapping = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "");

/** An IPv4 address, or the /64 of an IPv6 address, since one client can use every address in it. */
export function networkOf(address: string): string {
  const plain = withoutMapping(address);
  if (!isIPv6(plain)) return plain;
  const [left = "", right] = new URL(`http://[${plain.split("%")[0]}]`).hostname
    .slice(1, -1)
    .split("::");
  const groups = (part: string) => part.split(":").filter((group) => group !== "");
  const tail = groups(right ?? "");
  const zeros = right === undefined ? 0 : 8 - groups(left).length - tail.length;
  const all = [...groups(left), ...Array<string>(zeros).fill("0"), ...tail];
  return `${all.slice(0, 4).join(":")}::/64`;
}
