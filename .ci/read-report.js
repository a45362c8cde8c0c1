// node .ci/read-report.js <report.json> <exit code> <failures file>
// Prints how many tests of a Vitest run passed and failed, and appends the failed ones to the failures
// file. A file that cannot be loaded, a runner that aborts and a run without tests count as a failure each.
import { appendFileSync, readFileSync } from "node:fs";
import { relative } from "node:path";

const [path, exitCode, failures] = process.argv.slice(2);
const isFailed = ({ status }) => status === "failed";

function readReport() {
  const report = JSON.parse(readFileSync(path, "utf8"));
  const failedFiles = report.testResults.filter(isFailed);
  const unloaded = failedFiles.filter((file) => !file.assertionResults.some(isFailed));
  const tests = failedFiles.flatMap((file) =>
    file.assertionResults.filter(isFailed).map((test) => ({ ...test, file: file.name })),
  );
  const lines = [
    ...unloaded.map(({ name, message }) => `${relative(process.cwd(), name)}: ${message}\n`),
    ...tests.map(({ file, fullName, failureMessages: [reason = ""] }) => {
      const [firstLine] = reason.split("\n");
      return `${relative(process.cwd(), file)}: ${fullName}\n  ${firstLine}\n`;
    }),
  ];
  appendFileSync(failures, lines.join(""));
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

let counts = { passed: 0, failed: 1 };
try {
  counts = readReport();
} catch (error) {
  console.error(`No test report: ${error.message}`);
}
const isIncomplete = counts.failed === 0 && (exitCode !== "0" || counts.passed === 0);
console.log(counts.passed, isIncomplete ? 1 : counts.failed);
