import { styleText } from "node:util";
import { type CommandUnknownOpts, Help, type HelpConfiguration } from "@commander-js/extra-typings";

/** Flat, so that `roster --help` shows at a glance all that can be done. */
export const helpFormat: HelpConfiguration = {
  showGlobalOptions: true,
  styleTitle: (text) => styleText("bold", text, { validateStream: false }),
  commandUsage: (command) => {
    const args = command.commands.length > 0 ? ["<command>"] : argumentsOf(command);
    return ["roster", ...pathOf(command), ...args, "[options]"].join(" ");
  },
  subcommandTerm: (command) => [...pathOf(command), ...argumentsOf(command)].join(" "),
  visibleGlobalOptions: (command) =>
    command.parent ? rootOf(command).options.filter(({ long }) => long !== "--version") : [],
  formatHelp: (command, helper) => {
    // Only while it is printed: suggestions for typos need the commands as they are nested.
    const flat = Object.assign(new Help(), helper, { visibleCommands: leavesOf });
    return Help.prototype.formatHelp.call(flat, command, flat);
  },
};

/** The words that lead to a command, `roster` left out. */
function pathOf(command: CommandUnknownOpts): string[] {
  return command.parent ? [...pathOf(command.parent), command.name()] : [];
}

function argumentsOf(command: CommandUnknownOpts): string[] {
  return command.registeredArguments.map((argument) => `<${argument.name()}>`);
}

function rootOf(command: CommandUnknownOpts): CommandUnknownOpts {
  return command.parent ? rootOf(command.parent) : command;
}

function leavesOf(command: CommandUnknownOpts): CommandUnknownOpts[] {
  return command.commands.flatMap((child) =>
    child.commands.length > 0 ? leavesOf(child) : [child],
  );
}

const { stdout } = process;

/** Help goes to stdout, also where a group is called without a command; errors are written by run.ts. */
export const helpOutput = {
  writeErr: (text: string) => void stdout.write(text),
  getErrHelpWidth: () => stdout.columns ?? 80,
  getErrHasColors: () => stdout.isTTY && stdout.hasColors(),
  outputError: () => {},
};
