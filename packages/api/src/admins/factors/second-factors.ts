import { AppError, PasskeyAssertion } from "@roster/contract";
import type { Database, StoredAdmin } from "@roster/db";
import { z } from "zod";
import type { SecretBox } from "../../auth/secret-box.js";
import { generateToken, hashToken } from "../random-token.js";
import type { SealedStates } from "../sealed-states.js";
import type { AdminSessions, NewSession, PendingSignIn, SignInClient } from "../sessions.js";
import type { SignInLimits } from "../sign-in-limits.js";
import { hashRecoveryCode } from "./recovery-codes.js";
import { requireWebAuthn } from "./require-web-authn.js";
import { toCredential, totpPurpose } from "./stored-factors.js";
import { stepOfCode } from "./totp.js";
import type { WebAuthn } from "./web-authn.js";

const PENDING_SECONDS = 300;

/** A sign-in before its second factor, or before its passkey. It grants nothing. */
const Pending = z.object({
  challenge: z.string(),
  /** Whose password was right; null before signing in with a passkey alone. */
  admin: z.object({ id: z.string(), credentialsAt: z.string() }).nullable(),
});
type Pending = z.infer<typeof Pending>;

interface Dependencies {
  readonly database: Pick<Database, "admins" | "identities" | "passkeys" | "secondFactors">;
  readonly limits: SignInLimits;
  readonly states: SealedStates;
  readonly box: SecretBox;
  /** Absent in a process without a dashboard. */
  readonly webAuthn: WebAuthn | undefined;
  readonly getSessions: () => AdminSessions;
  readonly now: () => Date;
}

/** What a browser sends to finish a sign-in. */
export interface FactorProof {
  readonly pendingToken: string | undefined;
  /** A code of an authenticator app, a recovery code, or the response of a passkey. */
  readonly proof: { readonly code: string } | { readonly passkey: unknown };
}

/** Signs administrators in with a second factor after the password, or with a passkey alone. */
export class SecondFactors {
  /** How long a browser keeps the cookie of a pending sign-in. */
  readonly pendingSeconds = PENDING_SECONDS;
  readonly #needs: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#needs = dependencies;
  }

  /** The next step after the right password; undefined if the administrator has no second factor. */
  async begin({ id, credentialsAt }: StoredAdmin): Promise<PendingSignIn | undefined> {
    const { passkeys, hasTotp } = await this.#needs.database.secondFactors.count(id);
    if (passkeys === 0 && !hasTotp) return undefined;
    return { pendingToken: this.#seal({ id, credentialsAt: String(credentialsAt) }).pendingToken };
  }

  /** Begins a sign-in with any passkey that this browser knows. */
  async beginPasskey() {
    const { pendingToken, challenge } = this.#seal(null);
    const asked = { challenge, verifiesUser: true };
    return {
      pendingToken,
      options: await requireWebAuthn(this.#needs).authenticationOptions(asked),
    };
  }

  /** What the second step offers; undefined if the password must be entered again. */
  async describe(pendingToken: string | undefined) {
    const { database, states } = this.#needs;
    const pending = states.open("pending sign-in", Pending, pendingToken);
    if (!pending?.admin) return undefined;
    const passkeys = await database.passkeys.list(pending.admin.id);
    const { hasTotp } = await database.secondFactors.count(pending.admin.id);
    const asked = { challenge: pending.challenge, verifiesUser: false };
    const passkeyOptions =
      passkeys.length > 0
        ? await requireWebAuthn(this.#needs).authenticationOptions(
            asked,
            passkeys.map(toCredential),
          )
        : null;
    return { passkeyOptions, hasTotp };
  }

  /**
   * Starts the session. After the password, only a factor of the same administrator counts.
   *
   * @throws AppError UNAUTHENTICATED for a wrong factor or an expired sign-in; RATE_LIMITED after too many
   */
  async finish({ pendingToken, proof }: FactorProof, client: SignInClient): Promise<NewSession> {
    const { limits, states, getSessions } = this.#needs;
    const pending = states.open("pending sign-in", Pending, pendingToken);
    if (!pending || (!pending.admin && "code" in proof)) throw expired();
    const name = pending.admin
      ? `factor ${pending.admin.id}`
      : await this.#sourceOfPasskey(proof, client);
    const method = methodOf(proof);
    let admin: StoredAdmin | undefined;
    const isRight = await limits.attempt({ name, isUntrusted: false }, async () => {
      admin = await this.#check(proof, pending);
      return admin !== undefined;
    });
    if (!isRight || !admin) {
      const owner = pending.admin && (await this.#findAdmin(pending.admin));
      await getSessions().recordFailure(owner ?? null, client, { method });
      throw new AppError("UNAUTHENTICATED", wrong[method]);
    }
    if (!(await this.#useChallenge(pending))) throw expired();
    return getSessions().open(admin, client, { method });
  }

  /**
   * Strangers, who know no passkey's id, are neither counted nor recorded, and so lock nobody out at their address.
   *
   * @throws AppError UNAUTHENTICATED for an unknown passkey, or one that does not sign in alone
   */
  async #sourceOfPasskey(proof: FactorProof["proof"], { address }: SignInClient): Promise<string> {
    const { database, getSessions } = this.#needs;
    const { data } = PasskeyAssertion.safeParse("passkey" in proof ? proof.passkey : undefined);
    const passkey = data && (await database.passkeys.get(data.id));
    const admin = passkey && (await database.admins.get(passkey.adminId));
    if (!admin) throw new AppError("UNAUTHENTICATED", wrong.passkey);
    const hasPassword = admin.passwordHash !== null && getSessions().allowsPasswords;
    // Otherwise it would still open the account after the provider has closed its own.
    if (!hasPassword && (await database.identities.isLinked(admin.id))) {
      throw new AppError(
        "UNAUTHENTICATED",
        "Use single sign-on: your passkey does not sign in alone",
      );
    }
    return `passkey ${passkey.id} ${address}`;
  }

  /** The administrator whose factor this is; undefined for a wrong one. */
  async #check(proof: FactorProof["proof"], pending: Pending): Promise<StoredAdmin | undefined> {
    if ("passkey" in proof) return this.#checkPasskey(proof.passkey, pending);
    const admin = await this.#findAdmin(pending.admin);
    if (!admin) return undefined;
    const code = proof.code.replaceAll(/\s/g, "");
    const { secondFactors } = this.#needs.database;
    const isRight = isTotpCode(code)
      ? await this.#useTotp(admin.id, code)
      : await secondFactors.useRecoveryCode(admin.id, hashRecoveryCode(code));
    return isRight ? admin : undefined;
  }

  async #checkPasskey(
    given: unknown,
    { challenge, admin: asked }: Pending,
  ): Promise<StoredAdmin | undefined> {
    const { database } = this.#needs;
    const { data: response } = PasskeyAssertion.safeParse(given);
    const passkey = response && (await database.passkeys.get(response.id));
    if (!response || !passkey || (asked && asked.id !== passkey.adminId)) return undefined;
    const { userHandle } = response.response;
    if (userHandle && userHandle !== toUserHandle(passkey.adminId)) return undefined;
    const check = { challenge, verifiesUser: asked === null };
    const counter = await requireWebAuthn(this.#needs).authenticate(
      response,
      check,
      toCredential(passkey),
    );
    if (counter === undefined) return undefined;
    if (!(await database.passkeys.recordUse(passkey.id, counter))) return undefined;
    return asked
      ? this.#findAdmin(asked)
      : ((await database.admins.get(passkey.adminId)) ?? undefined);
  }

  async #useTotp(adminId: string, code: string): Promise<boolean> {
    const { database, box, now } = this.#needs;
    const sealed = await database.secondFactors.getTotp(adminId);
    const secret = sealed === null ? undefined : box.tryOpen(totpPurpose(adminId), sealed);
    const step = secret === undefined ? undefined : stepOfCode(secret, code, now());
    return step !== undefined && database.secondFactors.useTotpStep(adminId, step);
  }

  /** Undefined if the password has changed since it was entered, or the administrator was removed. */
  async #findAdmin(asked: Pending["admin"]): Promise<StoredAdmin | undefined> {
    const admin = asked && (await this.#needs.database.admins.get(asked.id));
    return admin && String(admin.credentialsAt) === asked.credentialsAt ? admin : undefined;
  }

  #useChallenge({ challenge }: Pending): Promise<boolean> {
    const { secondFactors } = this.#needs.database;
    return secondFactors.useChallenge(hashToken(challenge), PENDING_SECONDS);
  }

  #seal(admin: Pending["admin"]) {
    const challenge = generateToken();
    const pending: Pending = { challenge, admin };
    const pendingToken = this.#needs.states.seal("pending sign-in", pending, PENDING_SECONDS);
    return { pendingToken, challenge };
  }
}

/** How browsers return the id that `beginPasskey` gave them. */
const toUserHandle = (adminId: string) => Buffer.from(adminId).toString("base64url");

const isTotpCode = (code: string) => /^\d{6}$/.test(code);

function methodOf(proof: FactorProof["proof"]): keyof typeof wrong {
  if ("passkey" in proof) return "passkey";
  return isTotpCode(proof.code.replaceAll(/\s/g, "")) ? "totp" : "recoveryCode";
}

const wrong = {
  passkey: "This passkey does not open this account",
  totp: "Wrong code, or a code that was used before",
  recoveryCode: "Wrong recovery code, or one that was used before",
};

const expired = () => new AppError("UNAUTHENTICATED", "The sign-in took too long; start again");
