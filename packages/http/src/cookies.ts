/**
 * The name and attributes of a cookie that only our own server reads.
 *
 * `x-forwarded-proto` is trusted from any proxy: a client that forges it only makes its own cookies stricter.
 */
export function privateCookie(name: string, forwardedProto: string | null) {
  const isHttps = forwardedProto?.split(",")[0]?.trim() === "https";
  return {
    // Browsers accept this prefix only from this host over HTTPS, so no sibling domain can plant the cookie.
    name: isHttps ? `__Host-${name}` : name,
    attributes: { httpOnly: true, sameSite: "lax", secure: isHttps, path: "/" },
  } as const;
}
