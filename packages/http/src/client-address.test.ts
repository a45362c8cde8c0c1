import { expect, test } from "vitest";
import { clientAddress, networkOf } from "./client-address.js";

const at = (forwardedFor: string, trustedProxies: number, remote = "10.0.0.9") =>
  clientAddress({ forwardedFor, remote, trustedProxies });

test("without trusted proxies, uses the connection's address regardless of the header", () => {
  expect(at("", 0)).toBe("10.0.0.9");
  expect(at("1.2.3.4", 0)).toBe("10.0.0.9");
  expect(at("", 0, "::ffff:10.0.0.9")).toBe("10.0.0.9");
});

test("with trusted proxies, uses only the addresses that they appended", () => {
  expect(at("6.6.6.6, 1.2.3.4", 1)).toBe("1.2.3.4");
  expect(at("6.6.6.6, 1.2.3.4, 10.0.0.8", 2)).toBe("1.2.3.4");
  expect(at("1.2.3.4", 2)).toBe("1.2.3.4");
  expect(at("", 1)).toBe("10.0.0.9");
});

test("reads an address with a port, and takes no proxy's address for that of a client it does not know", () => {
  expect(at("6.6.6.6, 1.2.3.4:5678", 1)).toBe("1.2.3.4");
  expect(at("[2001:db8::1]:443", 1)).toBe("2001:db8::1");
  expect(at("[2001:db8::1]", 1)).toBe("2001:db8::1");
  for (const hop of ["unknown", "_hidden", "1.2.3:80", "[nonsense]:80"])
    expect(at(hop, 1)).toBe("");
});

test("reduces an IPv6 address to its /64, all of which one client can use", () => {
  const network = "2001:db8:1:2::/64";
  for (const address of ["2001:db8:1:2::1", "2001:DB8:1:2:3:4:5:6", "2001:0db8:0001:0002::ffff"]) {
    expect(at("", 0, address)).toBe(address);
    expect(networkOf(address)).toBe(network);
  }
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
  expect(networkOf("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
  expect(networkOf("::ffff:10.0.0.9")).toBe("10.0.0.9");
});
