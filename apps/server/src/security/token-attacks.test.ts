import { adminActor, backends } from "@roster/api/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accepted, openTestHttp, refused, type TestHttp } from "../testing/http.js";
import { ec, hmac, makeToken, rsa, signWith, unsigned } from "../testing/tokens.js";

const hs256 = { alg: "HS256", typ: "JWT" };
const claims = { user_id: "known" };
const now = new Date("2026-11-23T12:00:00Z");
const seconds = now.getTime() / 1000;

/** The recommendations of RFC 8725 §3, titled as in the RFC, over real HTTP on both surfaces. */
describe.each(backends)("on %s", (backend) => {
  let http: TestHttp;
  let secret: string;
  beforeAll(async () => {
    http = await openTestHttp(backend, { now: () => now });
    secret = http.test.apiSecret;
  });
  afterAll(() => http[Symbol.asyncDispose]());

  /** Signed with the right secret. */
  const signed = (header: object, body: object | string | Buffer = claims) =>
    makeToken(header, body, hmac(secret));

  test("both surfaces accept a valid token, so the rejections below are meaningful", async () => {
    expect(await http.read(signed(hs256))).toEqual(accepted);
    expect(await http.read(signed({ alg: "HS256" }))).toEqual(accepted);
    expect(await http.read(undefined)).toEqual(refused);
  });

  describe("3.1 Perform Algorithm Verification", () => {
    test.each(["none", "None", "NONE", "nOnE", "none ", "", undefined, null, 0, ["HS256"]])(
      "rejects alg %j, signed or not",
      async (alg) => {
        for (const sign of [unsigned, hmac(secret), hmac("")]) {
          expect(await http.read(makeToken({ alg, typ: "JWT" }, claims, sign))).toEqual(refused);
        }
      },
    );

    test.each(["hs256", "HS384", "HS512", "RS256", "PS256", "ES256", "EdDSA", "A256KW", "dir"])(
      "rejects alg %s, even with a signature that matches the secret",
      async (alg) => {
        for (const digest of ["sha256", "sha384", "sha512"]) {
          const token = makeToken({ alg, typ: "JWT" }, claims, hmac(secret, digest));
          expect(await http.read(token)).toEqual(refused);
        }
      },
    );
  });

  describe("3.2 Use Appropriate Algorithms", () => {
    test("rejects a signature by a key pair, under its own alg and under HS256", async () => {
      for (const alg of ["RS256", "RS512", "ES256", "HS256"]) {
        for (const { privateKey } of [rsa, ec]) {
          const token = makeToken({ alg, typ: "JWT" }, claims, signWith(privateKey));
          expect(await http.read(token)).toEqual(refused);
        }
      }
    });
  });

  describe("3.3 Validate All Cryptographic Operations", () => {
    test("rejects changed claims, headers and signatures", async () => {
      const [head = "", body = "", signature = ""] = signed(hs256).split(".");
      const other = makeToken(hs256, { user_id: "other" }, unsigned).split(".")[1];
      for (const token of [
        `${head}.${other}.${signature}`,
        `${head}.${body}.`,
        `${head}.${body}`,
        `${head}.${body}.${signature.slice(0, -4)}`,
        `${head}.${body}.${signature.split("").toReversed().join("")}`,
        `${makeToken({ alg: "HS256" }, claims, unsigned).split(".")[0]}.${body}.${signature}`,
        `${head}.${body}.${signature}.${signature}`,
        `${head}.${body}.${signature}!`,
        `${head}..${signature}`,
        `.${body}.${signature}`,
        "..",
      ]) {
        expect(await http.read(token), token).toEqual(refused);
      }
    });

    test("rejects a token nested in a token", async () => {
      expect(await http.read(signed({ ...hs256, cty: "JWT" }, signed(hs256)))).toEqual(refused);
      expect(await http.read(signed(hs256, JSON.stringify(signed(hs256))))).toEqual(refused);
    });

    test.each([
      { crit: ["exp"] },
      { crit: ["b64"], b64: false },
      { crit: [] },
      { crit: "exp" },
      { crit: ["roster"], roster: 1 },
    ])("rejects the header %j, which requires unknown extensions", async (more) => {
      expect(await http.read(signed({ ...hs256, ...more }))).toEqual(refused);
    });

    test("rejects a token 30 s after it expires, and until 30 s before it becomes valid", async () => {
      expect(await http.read(signed(hs256, { ...claims, exp: seconds - 29 }))).toEqual(accepted);
      expect(await http.read(signed(hs256, { ...claims, nbf: seconds + 30 }))).toEqual(accepted);
      for (const more of [
        { exp: seconds - 30 },
        { exp: -1 },
        { exp: "never" },
        { exp: null },
        { nbf: seconds + 31 },
        { nbf: "now" },
      ]) {
        expect(await http.read(signed(hs256, { ...claims, ...more }))).toEqual(refused);
      }
    });

    test.each(["exp", "nbf", "iat"])(
      "rejects %s in milliseconds or beyond the year 9999",
      async (claim) => {
        for (const time of [now.getTime(), 253_402_300_800, -1e305, "1e999"]) {
          const body = `{"user_id":"known","${claim}":${time}}`;
          expect(await http.read(signed(hs256, body)), body).toEqual(refused);
        }
      },
    );
  });

  describe("3.4 Validate Cryptographic Inputs", () => {
    test("rejects an encrypted token without decrypting it", async () => {
      const header = { alg: "ECDH-ES", enc: "A128GCM", epk: { kty: "EC", x: "AA", y: "AA" } };
      expect(await http.read(`${signed(header)}.AA.AA`)).toEqual(refused);
      const pbes2 = { alg: "PBES2-HS256+A128KW", enc: "A128GCM", p2c: 2_000_000_000, p2s: "AA" };
      expect(await http.read(`${signed(pbes2)}.AA.AA`)).toEqual(refused);
    });

    test.each([8193, 15_000])(
      "rejects a token of %i characters without parsing it",
      async (length) => {
        const long = signed(hs256, { ...claims, filler: "x".repeat(length) });
        expect(await http.read(long.slice(0, length))).toEqual(refused);
        const whole = signed(hs256, { ...claims, filler: "x".repeat(6500) });
        expect(whole.length).toBeGreaterThan(8192);
        expect(await http.read(whole)).toEqual(refused);
      },
    );

    test("deeply nested claims neither pass as other claims nor crash the server", async () => {
      const deep = `${'{"user_id":'.repeat(500)}1${"}".repeat(500)}`;
      expect(await http.read(signed(hs256, deep))).toEqual(refused);
      const beside = `{"user_id":"known","x":${"[".repeat(1000)}${"]".repeat(1000)}}`;
      expect(await http.read(signed(hs256, beside))).toEqual(accepted);
    });
  });

  describe("3.5 Ensure Cryptographic Keys Have Sufficient Entropy", () => {
    test("rejects a token signed with an empty or guessable secret", async () => {
      for (const guess of [
        "",
        "\0",
        "secret",
        http.test.apiKey,
        http.test.masterKey,
        "a".repeat(64),
      ]) {
        expect(await http.read(makeToken(hs256, claims, hmac(guess)))).toEqual(refused);
      }
    });

    test.each(["", "short", "s".repeat(31)])(
      "rejects tokens of a key whose stored secret %j is too short",
      async (short) => {
        const { apiKey } = await http.addKey(short);
        expect(await http.read(makeToken(hs256, claims, hmac(short)), apiKey)).toEqual(refused);
      },
    );
  });

  describe("3.6 Avoid Compression of Encryption Inputs", () => {
    test("rejects compressed claims", async () => {
      const zipped = Buffer.from("q1YqLU4tis9MUbJSys7LL89TqgUA", "base64");
      expect(await http.read(signed({ ...hs256, zip: "DEF" }, zipped))).toEqual(refused);
    });
  });

  describe("3.7 Use UTF-8", () => {
    test("rejects claims and headers that are not UTF-8", async () => {
      const invalid = Buffer.from([...Buffer.from('{"user_id":"known","n":"'), 0xff, 0x22, 0x7d]);
      const head = Buffer.from([...Buffer.from('{"alg":"HS256","n":"'), 0xc0, 0x80, 0x22, 0x7d]);
      expect(await http.read(makeToken(hs256, invalid, hmac(secret)))).toEqual(refused);
      expect(await http.read(makeToken(head, claims, hmac(secret)))).toEqual(refused);
      const utf16 = Buffer.from(JSON.stringify(claims), "utf16le");
      expect(await http.read(makeToken(hs256, utf16, hmac(secret)))).toEqual(refused);
    });
  });

  describe("3.8 Validate Issuer and Subject", () => {
    test("only the API key's secret identifies the issuer: iss and sub grant nothing", async () => {
      for (const body of [{ sub: "known" }, { iss: "main", sub: "known" }, { iss: "main" }]) {
        expect(await http.read(signed(hs256, body))).toEqual(refused);
      }
    });
  });

  describe("3.9 Use and Validate Audience", () => {
    test("rejects a token of another app, or of another key of the same app", async () => {
      const admin = http.test.as(adminActor("main"));
      const other = await admin.apps.add({ name: "other" });
      for (const appId of ["main", other.id]) {
        const second = await http.test.as(adminActor(appId)).apiKeys.add({ name: "second" });
        const token = makeToken(hs256, { ...claims, aud: "main" }, hmac(second.secret));
        expect(await http.read(token)).toEqual(refused);
        expect(await http.read(signed(hs256), second.apiKey.key)).toEqual(refused);
      }
    });
  });

  describe("3.10 Do Not Trust Received Claims", () => {
    const evil = "https://attacker.example/keys";
    const jwk = {
      kty: "oct",
      k: Buffer.from("the attacker's").toString("base64url"),
      alg: "HS256",
    };

    test.each([
      { jwk },
      { jku: evil },
      { x5u: evil },
      { x5c: ["MIIB"] },
      { kid: "../../../../dev/null" },
      { kid: "x' UNION SELECT 'the attacker''s" },
      { kid: "|id" },
    ])("ignores the key that the header %j contains or names, and fetches none", async (more) => {
      for (const attackers of ["the attacker's", "", evil]) {
        const token = makeToken({ ...hs256, ...more }, claims, hmac(attackers));
        expect(await http.read(token)).toEqual(refused);
      }
    });

    test("rejects a token signed with the text of a public key", async () => {
      for (const { publicKey } of [rsa, ec]) {
        for (const pem of [publicKey.export({ type: "spki", format: "pem" }).toString(), jwk.k]) {
          expect(await http.read(makeToken(hs256, claims, hmac(pem)))).toEqual(refused);
        }
      }
    });

    test("ignores a kid", async () => {
      expect(await http.read(signed({ ...hs256, kid: "1" }))).toEqual(accepted);
    });
  });

  describe("3.11 Use Explicit Typing", () => {
    test.each(["at+jwt", "secevent+jwt", "dpop+jwt", "JOSE", "", 7])(
      "rejects a token of typ %j",
      async (typ) => {
        expect(await http.read(signed({ alg: "HS256", typ }))).toEqual(refused);
      },
    );

    test.each(["JWT", "jwt", "application/jwt"])("accepts typ %s", async (typ) => {
      expect(await http.read(signed({ alg: "HS256", typ }))).toEqual(accepted);
    });
  });

  describe("3.12 Use Mutually Exclusive Validation Rules for Different Kinds of JWTs", () => {
    test.each([
      {},
      { resource: "feeds", action: "*", user_id: "known" },
      { resource: "users", user_id: "known" },
      { resource: "users", action: ["read"] },
      { resource: ["users"], action: "read" },
      { resource: null, user_id: "known" },
      { user_id: "*" },
      { user_id: ["known"] },
      { user_id: { id: "known" } },
      { user_id: "known\u0000" },
      { user_id: "\ud800" },
      { USER_ID: "known" },
      { "user_id ": "known" },
    ])("rejects the claims %j, which identify neither a server nor a user", async (body) => {
      expect(await http.read(signed(hs256, body))).toEqual(refused);
    });

    test("uses the last of duplicate claims, on every surface", async () => {
      const twice = '{"user_id":"known","exp":1,"exp":99999999999}';
      expect(await http.read(signed(hs256, twice))).toEqual(accepted);
      const expired = '{"user_id":"known","exp":99999999999,"exp":1}';
      expect(await http.read(signed(hs256, expired))).toEqual(refused);
    });

    test("ignores claims on __proto__", async () => {
      const body = '{"__proto__":{"user_id":"known","resource":"*","action":"*"}}';
      expect(await http.read(signed(hs256, body))).toEqual(refused);
    });
  });
});
