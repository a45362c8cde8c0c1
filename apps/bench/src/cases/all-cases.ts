import type { BenchCase } from "./bench-case.js";
import { clientCase } from "./client-case.js";
import { costCase } from "./cost-case.js";
import { historyCase } from "./history-case.js";
import { importCase } from "./import-case.js";
import { isolationCase } from "./isolation-case.js";
import { loadCases } from "./load-cases.js";
import { memoryCase } from "./memory-case.js";
import { overloadCase } from "./overload-case.js";
import { scanCase } from "./scan-case.js";
import { slowDiskCase } from "./slow-disk-case.js";
import { startCase } from "./start-case.js";

export const allCases: readonly BenchCase[] = [
  ...loadCases,
  slowDiskCase(64),
  slowDiskCase(256),
  scanCase,
  isolationCase,
  clientCase,
  importCase,
  historyCase,
  startCase,
  memoryCase,
  overloadCase,
  costCase,
];
