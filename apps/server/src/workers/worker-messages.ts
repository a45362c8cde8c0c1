import type { BootstrapResult } from "@roster/api";

/** A message from the primary process to a worker, which replies to each but `stop` with an event. */
export type WorkerCommand =
  | { readonly kind: "open" }
  | { readonly kind: "bootstrap" }
  | { readonly kind: "listen"; readonly port: number }
  | { readonly kind: "stop" };

/** A message from a worker to the primary process. */
export type WorkerEvent =
  /** Sent once the worker accepts commands; those sent earlier are lost. */
  | { readonly kind: "started" }
  | { readonly kind: "opened" }
  | { readonly kind: "bootstrapped"; readonly result: BootstrapResult }
  | { readonly kind: "listening" }
  | { readonly kind: "failed"; readonly message: string };
