import type { IncomingMessage, ServerResponse } from "node:http";
import { checkRequest } from "./check-request.js";
import { Connections } from "./connections.js";
import { Gate, type Place } from "./gate.js";
import { defaultLimits, type Limits } from "./limits.js";
import { HEALTH, READY } from "./paths.js";

/** What decides which requests are worked on: one for all servers of a process. */
export interface Intake {
  readonly limits: Limits;
  readonly connections: Connections;
  readonly gate: Gate;
}

export function createIntake(limits: Limits = defaultLimits): Intake {
  return { limits, connections: new Connections(limits), gate: new Gate(limits) };
}

/** @throws AppError that says why the request is not worked on. */
export function admit(
  request: IncomingMessage,
  response: ServerResponse,
  { connections, gate }: Intake,
): Place {
  const refusal = connections.refusalOf(request.socket);
  if (refusal) {
    response.setHeader("connection", "close");
    throw refusal;
  }
  checkRequest(request);
  // Whoever asks whether the server lives, or takes calls, hears of it under any load.
  const isProbe = request.url === HEALTH || request.url === READY;
  return isProbe ? openPlace : gate.enter(response);
}

const openPlace: Place = { hold: () => undefined, whileSending: (sent) => sent };
