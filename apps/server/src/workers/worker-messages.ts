import type { BootstrapResult } from "@roster/api";

/** What the primary process tells a worker; the worker answers each but the last with a report. */
export type WorkerCommand =
  | { readonly kind: "open"; readonly bootstraps: boolean }
  | { readonly kind: "listen"; readonly port: number }
  | { readonly kind: "stop" };

/** What a worker tells the primary process. */
export type WorkerEvent =
  /** Unasked, as soon as it listens to orders: what is sent earlier is lost. */
  | { readonly kind: "started" }
  | { readonly kind: "opened"; readonly bootstrapped: BootstrapResult | undefined }
  | { readonly kind: "listening" }
  | { readonly kind: "failed"; readonly message: string };
