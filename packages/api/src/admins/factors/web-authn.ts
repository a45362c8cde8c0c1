import type { PasskeyAssertion, PasskeyRegistration } from "@roster/contract";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { decodeAttestationObject, isoBase64URL } from "@simplewebauthn/server/helpers";

/** What of a passkey its checks need. */
export interface Credential {
  readonly id: string;
  /** In base64url. */
  readonly publicKey: string;
  readonly counter: bigint;
  readonly transports: readonly string[];
}

interface Registration {
  readonly userId: string;
  readonly userName: string;
  readonly challenge: string;
  readonly existing: readonly Credential[];
}

interface Authentication {
  readonly challenge: string;
  /** Whether the authenticator must have checked the person, such as with a PIN or a fingerprint. */
  readonly verifiesUser: boolean;
}

/** Passkeys, for pages of one origin. */
export class WebAuthn {
  readonly #origin: string;
  readonly #rpId: string;

  /** @param origin of the dashboard, as browsers show it. Passkeys are bound to its host name. */
  constructor(origin: string) {
    this.#origin = origin;
    this.#rpId = new URL(origin).hostname;
  }

  registrationOptions(registration: Registration): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { userId, userName, challenge, existing } = registration;
    return generateRegistrationOptions({
      rpName: "Roster",
      rpID: this.#rpId,
      userID: new TextEncoder().encode(userId),
      userName,
      challenge: isoBase64URL.toBuffer(challenge),
      attestationType: "none",
      excludeCredentials: existing.map(toDescriptor),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
  }

  /** The new credential; undefined if the response is not one to this challenge, from this origin. */
  async register(given: PasskeyRegistration, challenge: string): Promise<Credential | undefined> {
    try {
      if (hasCertificates(given)) return undefined;
      const { transports: asSent = [], ...signed } = given.response;
      const response = { ...given, response: { ...signed, transports: asSent } };
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: this.#origin,
        expectedRPID: this.#rpId,
        requireUserVerification: true,
      });
      if (!verified) return undefined;
      const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
      return {
        id,
        publicKey: isoBase64URL.fromBuffer(publicKey),
        counter: BigInt(counter),
        transports,
      };
    } catch {
      return undefined; // the library reports each failed check with an Error
    }
  }

  /** Without credentials, the browser offers all of its passkeys for this host. */
  authenticationOptions(
    { challenge, verifiesUser }: Authentication,
    credentials: readonly Credential[] = [],
  ): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return generateAuthenticationOptions({
      rpID: this.#rpId,
      challenge: isoBase64URL.toBuffer(challenge),
      allowCredentials: credentials.map(toDescriptor),
      userVerification: verifiesUser ? "required" : "preferred",
    });
  }

  /** The credential's new counter; undefined if the response fails a check, which includes a counter that has not grown. */
  async authenticate(
    given: PasskeyAssertion,
    { challenge, verifiesUser }: Authentication,
    credential: Credential,
  ): Promise<bigint | undefined> {
    const { id, publicKey, counter } = credential;
    const { clientDataJSON, authenticatorData, signature } = given.response;
    const response = { ...given, response: { clientDataJSON, authenticatorData, signature } };
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: this.#origin,
        expectedRPID: this.#rpId,
        requireUserVerification: verifiesUser,
        credential: { id, publicKey: isoBase64URL.toBuffer(publicKey), counter: Number(counter) },
      });
      return verified ? BigInt(authenticationInfo.newCounter) : undefined;
    } catch {
      return undefined; // the library reports each failed check with an Error
    }
  }
}

/** Certificates were not asked for, and checking them would fetch revocation lists from addresses that they name. */
function hasCertificates({ response }: PasskeyRegistration): boolean {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject));
  const format = attestation.get("fmt");
  return (
    format !== "none" &&
    !(format === "packed" && attestation.get("attStmt").get("x5c") === undefined)
  );
}

const toDescriptor = ({ id, transports }: Credential) => ({ id, transports: [...transports] });
