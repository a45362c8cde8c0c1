import { findExamples } from "../src/test-support/examples.js";

/** The program of a backend, which prints its results. */
export const backendProgram = `
import { createClient, isRosterError, type JsonObject, type User } from "@roster/client";

const { ROSTER_URL: url = "", ROSTER_API_KEY: apiKey = "", ROSTER_API_SECRET: apiSecret = "" } =
  process.env;
const roster = createClient<{ name: string }>({ url, apiKey, apiSecret });
const [{ user, created }] = await Promise.all([
  roster.users.add("john-doe", { name: "John Doe" }),
  roster.users.add("jane-doe", { name: "Jane Doe" }),
]);
console.log(user.data.name, created);

// @ts-expect-error unknown key
roster.users.add("jim-doe", { nom: "Jim", born: Number.NaN }).catch((error: unknown) => {
  if (isRosterError(error, "INVALID")) console.log(error.message);
});

const error = await roster.users.add("john-doe").catch((thrown: unknown) => thrown);
if (isRosterError(error, "CONFLICT")) console.log(error.data.details?.id, "exists");

const ids: string[] = [];
for await (const { id } of roster.users.iterate({ sort: [{ path: "id" }] })) ids.push(id);
console.log(ids.join(" "));

const token = await roster.createUserToken("john-doe");
const john = createClient({ url, apiKey, token }).user("john-doe");
const changed: User<JsonObject> = await john.update({ name: "John" });
const { data } = await roster.trpc.users.get.query({ id: "john-doe" });
console.log(changed.version, data["name"]);
`;

export const backendOutput = `John Doe true
data.born: NaN is not a JSON number
john-doe exists
jane-doe john-doe
2 John
`;

/** The examples of README and doc comments by file name, each with the variables that it uses. */
export const examples = Object.fromEntries(
  examplesAt((code) => !code.includes("await using")).map((code, index) => [
    `example-${index}.ts`,
    asModule(code),
  ]),
);

/** The program of a test, which starts a complete Roster from the packed client. */
export const testProgram = `
import { isRosterError } from "@roster/client";
import { createTestRoster } from "@roster/client/testing";
import { z } from "zod";

const UserData = z.object({ name: z.string(), plan: z.enum(["free", "paid"]).default("free") });
{
  await using roster = await createTestRoster({ data: UserData });
  await using other = await createTestRoster();
  await roster.users.add("ada", { name: "Ada" });
  // @ts-expect-error unknown key
  const error = await roster.users.add("bob", { nom: "Bob" }).catch((thrown: unknown) => thrown);
  if (isRosterError(error, "INVALID")) console.log("rejected");
  const { users } = await roster.users.list({ where: { "data.plan": "free" } });
  console.log(users.map(({ data }) => data.name).join(), (await other.users.list()).users.length);
  const ada = await roster.asUser("ada");
  console.log((await ada.users.patch("ada", { set: { plan: "paid" } })).data.plan);
}
`;

export const testOutput = "rejected\nAda 0\npaid\n";

function examplesAt(isMeant: (code: string) => boolean): string[] {
  return findExamples().flatMap(({ code }) => (isMeant(code) ? [code] : []));
}

function asModule(code: string): string {
  const imports = Array.from(code.matchAll(/^import .*$/gm), ([line]) => line);
  return `
import { createClient, isRosterError, type RosterClient } from "@roster/client";
${imports.filter((line) => !line.includes('"@roster/client"')).join("\n")}
export async function example(url: string, apiKey: string, apiSecret: string, roster: RosterClient) {
  void [createClient, isRosterError, url, apiKey, apiSecret, roster];
  {
${code.replaceAll(/^import .*$/gm, "")}
  }
}
`;
}
