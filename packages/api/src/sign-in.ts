// Apart from the main entry, so that only the dashboard loads these libraries.
export { WebAuthn } from "./admins/factors/web-authn.js";
export { IdentityProvider } from "./admins/sso/identity-provider.js";
export type { OidcSettings } from "./admins/sso/oidc-settings.js";
export { isSecureUrl } from "./admins/sso/provider-fetch.js";
