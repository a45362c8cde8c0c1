import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Secret } from "otpauth";
import { generateMasterKey } from "../../auth/master-keys.js";
import { resealSecrets } from "../../auth/rotate-master-key.js";
import { SecretBox } from "../../auth/secret-box.js";
import {
  adminActor,
  backends,
  openTestApi,
  openTestSession,
  rejectionOf,
  type TestApi,
} from "../../testing.js";

const client = { address: "192.0.2.1", userAgent: "Browser" };
const START = 1_795_000_000_000;

/** An API with a clock to set, and its first administrator's account. */
async function openAccount(backend: (typeof backends)[number]) {
  const clock = { milliseconds: START };
  const opened = await openTestApi(backend, {
    now: () => new Date(clock.milliseconds),
    clock: () => BigInt(clock.milliseconds) * 1000n,
  });
  const { account, sessionId } = await openSession(opened);
  const { secondFactors } = opened.api;
  return {
    ...opened,
    clock,
    account,
    sessionId,
    /** What the browser holds after the right password. */
    async begin() {
      const admin = await opened.database.admins.getFirst();
      return admin ? (await secondFactors.begin(admin))?.pendingToken : undefined;
    },
    /** `in`, or the error. */
    async verify(pendingToken: string | undefined, code: string) {
      const finishing = secondFactors.finish({ pendingToken, proof: { code } }, client);
      return finishing.then(
        () => "in",
        (error: unknown) => (error instanceof Error ? error.message : error),
      );
    },
  };
}

async function openSession(opened: TestApi) {
  const { token } = await openTestSession(opened);
  const sessionId = (await opened.api.adminSessions.use(token))?.id ?? "";
  const { account } = opened.as({ ...adminActor("main"), sessionId });
  return { account, sessionId };
}

/** A code as an authenticator app computes it (RFC 6238). */
function codeOf(secret: string, milliseconds: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(milliseconds / 30_000)));
  const key = Buffer.from(Secret.fromBase32(secret).bytes);
  const mac = createHmac("sha1", key).update(counter).digest();
  const offset = mac.readUInt8(19) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function addApp({ account, clock }: Awaited<ReturnType<typeof openAccount>>) {
  const { secret, setup } = await account.beginTotp();
  const code = codeOf(secret, clock.milliseconds);
  const { recoveryCodes } = await account.enableTotp({ setup, code });
  return { secret, recoveryCodes: recoveryCodes ?? [] };
}

describe.each(backends)("second factors on %s", (backend) => {
  test("a code of the app works once, one step early or late, and never before the last one", async () => {
    await using opened = await openAccount(backend);
    expect(await opened.begin()).toBeUndefined();
    const { secret } = await addApp(opened);
    const pending = await opened.begin();
    const wrong = "Wrong code, or a code that was used before";
    // The code that confirmed the app, and codes two steps away.
    expect(await opened.verify(pending, codeOf(secret, START))).toBe(wrong);
    expect(await opened.verify(pending, codeOf(secret, START + 60_000))).toBe(wrong);
    expect(await opened.verify(pending, codeOf(secret, START + 30_000))).toBe("in");
    const again = await opened.begin();
    expect(await opened.verify(again, codeOf(secret, START + 30_000))).toBe(wrong);
    opened.clock.milliseconds += 90_000;
    expect(await opened.verify(again, codeOf(secret, START + 60_000))).toBe("in");
  });

  test("recovery codes work once each, until they are replaced", async () => {
    await using opened = await openAccount(backend);
    const { recoveryCodes } = await addApp(opened);
    expect(new Set(recoveryCodes).size).toBe(10);
    const [first = "", second = ""] = recoveryCodes;
    const wrong = "Wrong recovery code, or one that was used before";
    expect(await opened.verify(await opened.begin(), ` ${first.toUpperCase()} `)).toBe("in");
    expect(await opened.verify(await opened.begin(), first)).toBe(wrong);
    expect((await opened.account.security()).recoveryCodes).toBe(9);
    const replaced = await opened.account.createRecoveryCodes();
    expect(await opened.verify(await opened.begin(), second)).toBe(wrong);
    const [other = ""] = replaced.recoveryCodes;
    expect(await opened.verify(await opened.begin(), other)).toBe("in");
    await opened.account.removeTotp();
    expect(await opened.account.security()).toMatchObject({ hasTotp: false, recoveryCodes: 0 });
    expect(await opened.begin()).toBeUndefined();
  });

  test("a pending sign-in is not a session, expires, works once, and ends with the password", async () => {
    await using opened = await openAccount(backend);
    const { recoveryCodes } = await addApp(opened);
    const [first = "", second = "", third = ""] = recoveryCodes;
    const pending = (await opened.begin()) ?? "";
    expect(await opened.api.adminSessions.use(pending)).toBeUndefined();
    expect(await opened.verify(pending, first)).toBe("in");
    const tooLate = "The sign-in took too long; start again";
    expect(await opened.verify(pending, second)).toBe(tooLate);
    expect(await opened.verify(undefined, third)).toBe(tooLate);
    expect(await opened.verify(pending.slice(0, -4), third)).toBe(tooLate);
    const old = await opened.begin();
    const earlier = await opened.begin();
    opened.clock.milliseconds += 300_000;
    expect(await opened.verify(earlier, third)).toBe(tooLate);
    opened.clock.milliseconds -= 1;
    await opened.database.admins.updatePassword("admin", { passwordHash: "another" });
    expect(await opened.verify(old, third)).toContain("Wrong recovery code");
  });

  test("limits wrong codes per administrator, whatever the browser", async () => {
    await using opened = await openAccount(backend);
    const { recoveryCodes } = await addApp(opened);
    for (let n = 0; n < 6; n++) await opened.verify(await opened.begin(), "000000");
    const [code = ""] = recoveryCodes;
    expect(await opened.verify(await opened.begin(), code)).toContain("Too many");
  });

  test("the secret is encrypted, and readable after the master key is replaced", async () => {
    await using opened = await openAccount(backend);
    const { secret } = await addApp(opened);
    const stored = await opened.database.secondFactors.getTotp("admin");
    expect(stored).not.toContain(secret);
    const newKey = generateMasterKey();
    await resealSecrets(opened.database, `${newKey},${opened.masterKey}`);
    const resealed = await opened.database.secondFactors.getTotp("admin");
    expect(new SecretBox(newKey).tryOpen("totp admin", resealed ?? "")).toBe(secret);
  });

  test("changing how to sign in requires a session that was opened just now", async () => {
    await using opened = await openAccount(backend);
    opened.clock.milliseconds += 16 * 60_000;
    const calls = [
      () => opened.account.beginTotp(),
      () => opened.account.beginPasskey(),
      () => opened.account.removeTotp(),
      () => opened.account.createRecoveryCodes(),
      () => opened.account.removePasskey({ id: "x" }),
    ];
    const tooOld = { code: "INVALID", details: { issues: [{ path: ["session"] }] } };
    for (const call of calls) expect(await rejectionOf(call())).toMatchObject(tooOld);
    expect(await opened.account.security()).toMatchObject({ passkeys: [] });
  });
});
