/** How administrators sign in with an OpenID Connect provider. */
export interface OidcSettings {
  /** Exactly as in the provider's metadata. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Separated by spaces; includes `openid`. */
  readonly scopes: string;
  /** E-mail addresses, and domains as `@example.com`, that need no invitation. In lower case. */
  readonly allowed: readonly string[];
  /** The claim that names the role; absent: the invitation decides. */
  readonly roleClaim: string | undefined;
}
