// `node tokens.js add` adds a user with numbers that JSON decoders read differently.
// `node tokens.js read <file>` compares what the SDK reads back with what it decodes from the body that it sent.
import { deepStrictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { connect } from "getstream";

const { ROSTER_API_KEY, ROSTER_API_SECRET, ROSTER_URL } = process.env;
const client = connect(ROSTER_API_KEY, ROSTER_API_SECRET, null, {
  urlOverride: { api: `${ROSTER_URL}/api/` },
});
const [step, file] = process.argv.slice(2);

if (step === "add") {
  // the largest number below 2^63
  const largest = 9223372036854774784;
  await client.user("tokens").create({ name: "x", 10: 1, 2: 2, largest, one: 1.0 });
} else {
  const { data } = await client.user("tokens").get();
  deepStrictEqual(data, JSON.parse(readFileSync(file, "utf8")).data);
}
