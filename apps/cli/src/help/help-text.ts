import { styleText } from "node:util";
import { type ErrorCode, errors } from "@roster/contract";
import { DECLINED_EXIT_CODE } from "../output/confirm.js";

/** A command line that runs as shown, and what it does. */
export interface Example {
  readonly description: string;
  readonly command: string;
}

export function examplesSection(examples: readonly Example[]): string {
  return section(
    "Examples:",
    examples.map(({ description, command }) => `  # ${description}\n  ${command}`).join("\n\n"),
  );
}

/** The exit codes of a command that can fail with `codes`, in addition to those of every command. */
export function exitCodesSection(codes: readonly ErrorCode[]): string {
  return section(
    "Exit codes:",
    `${exitCodes(codes)}\n  See roster --help for those of all commands.`,
  );
}

/** One line per exit code, from the error table. */
export function exitCodes(codes: readonly ErrorCode[] = allCodes): string {
  const namesByExitCode = new Map<number, string[]>();
  const add = (exitCode: number, name: string) => {
    namesByExitCode.set(exitCode, [...(namesByExitCode.get(exitCode) ?? []), name]);
  };
  add(0, "success");
  for (const code of codes) add(errors[code].exitCode, code);
  add(errors.INVALID.exitCode, "or an invalid command line");
  if (codes === allCodes) add(DECLINED_EXIT_CODE, "or a declined confirmation");
  if (codes === allCodes) add(INTERRUPTED, "interrupted by Ctrl-C");
  const rows = [...namesByExitCode].toSorted(([a], [b]) => a - b);
  return rows.map(([code, names]) => `  ${String(code).padEnd(5)}${names.join(", ")}`).join("\n");
}

const allCodes = Object.keys(errors).filter((key): key is ErrorCode => Object.hasOwn(errors, key));

/** What a shell reports for a process ended by SIGINT: 128 plus the signal's number. */
const INTERRUPTED = 130;

export function section(title: string, body: string): string {
  // Commander strips the style unless it prints to a terminal.
  return `\n${styleText("bold", title, { validateStream: false })}\n${body}\n`;
}
