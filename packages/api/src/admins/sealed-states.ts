import { z } from "zod";
import type { SecretBox } from "../auth/secret-box.js";

/** What a sealed state is for: one for a purpose cannot be used for another. */
type Purpose =
  "sso sign-in" | "sso browser" | "pending sign-in" | "new passkey" | "new authenticator app";

const Envelope = z.object({ expiresAt: z.number(), state: z.unknown() });

/**
 * What a browser keeps for the server between two requests, encrypted with the master key. It expires, and needs no
 * memory here, so that strangers can begin any number of sign-ins.
 */
export class SealedStates {
  readonly #box: SecretBox;
  readonly #now: () => Date;

  constructor(box: SecretBox, now: () => Date) {
    this.#box = box;
    this.#now = now;
  }

  seal(purpose: Purpose, state: object, lifetimeSeconds: number): string {
    const expiresAt = this.#now().getTime() + lifetimeSeconds * 1000;
    return this.#box.seal(purpose, JSON.stringify({ expiresAt, state }));
  }

  /** Undefined if it is missing, expired, forged or for another purpose. */
  open<State>(
    purpose: Purpose,
    schema: z.ZodType<State>,
    sealed: string | undefined,
  ): State | undefined {
    const text = sealed === undefined ? undefined : this.#box.tryOpen(purpose, sealed);
    if (text === undefined) return undefined;
    // Another version of Roster may have sealed it with other fields.
    const envelope = Envelope.safeParse(JSON.parse(text)).data;
    const isValid = envelope && envelope.expiresAt > this.#now().getTime();
    return isValid ? schema.safeParse(envelope.state).data : undefined;
  }
}
