import type { BenchCase } from "./bench-case.js";
import { clientCase } from "./client-case.js";
import { importCase } from "./import-case.js";
import { loadCases } from "./load-cases.js";
import { memoryCase } from "./memory-case.js";
import { overloadCase } from "./overload-case.js";
import { startCase } from "./start-case.js";

export const allCases: readonly BenchCase[] = [
  ...loadCases,
  clientCase,
  importCase,
  startCase,
  memoryCase,
  overloadCase,
];
