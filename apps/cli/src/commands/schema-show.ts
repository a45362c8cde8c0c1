import { Argument, Command, InvalidArgumentError } from "@commander-js/extra-typings";
import { AppError, DataSchemaVersion } from "@roster/contract";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { toSafeText } from "../output/json-text.js";

const examples = [
  { description: "Show the active schema", command: "roster schema show" },
  {
    description: "Print it as JSON, with its version and time",
    command: "roster schema show --json",
  },
];

export function schemaShow(cli: Cli) {
  return new Command("show")
    .description("Show the schema of the users' data, as JSON Schema.")
    .addArgument(
      new Argument("[version]", "this version instead of the active one").argParser(toVersion),
    )
    .addHelpText(
      "after",
      () => examplesSection(examples) + exitCodesSection(["INVALID", "NOT_FOUND"]),
    )
    .action(async (version) => {
      const { trpc } = await connect(cli);
      const found = await trpc.apps.getDataSchema.query(version === undefined ? {} : { version });
      if (!found && version !== undefined) {
        throw new AppError("NOT_FOUND", `Schema version ${version} does not exist`);
      }
      cli.output.result(found, () =>
        found?.schema ? toSafeText(JSON.stringify(found.schema, null, 2)) : "null",
      );
      if (!found?.schema) cli.output.note("No schema: data is free-form.");
      else cli.output.note(`Version ${found.version}, applied to ${scopes[found.appliesTo]}.`);
    });
}

const scopes = { allUsers: "all users", newWrites: "new writes only" };

function toVersion(text: string): number {
  const parsed = DataSchemaVersion.safeParse(/^\d+$/.test(text) ? Number(text) : undefined);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError("It must be a whole number, 1 or more.");
}
