export { disconnectSignal } from "./disconnect-signal.js";
export { discardBody, maxBodyBytes, readBody, readFetchBody, type Slot } from "./body.js";
export { ConnectionLimiter, type ConnectionLimits } from "./connection-limiter.js";
export { addressOf, CLIENT_ADDRESS_HEADER, setClientAddress } from "./client-address.js";
export { privateCookie } from "./cookies.js";
export { HEALTH_PATH, healthResponse, READY_PATH, readinessResponse } from "./health.js";
export {
  errorResponse,
  type HttpResponse,
  jsonResponse,
  privateHeaders,
  textResponse,
  toFetchResponse,
} from "./http-response.js";
export { listen, type Listening } from "./listen.js";
export { overloadedError } from "./overloaded-error.js";
export { parseEnvironment } from "./parse-environment.js";
export {
  describeClientError,
  HEAD_TOO_LARGE,
  type Rejection,
  rejectSocket,
  UNSUPPORTED_TRANSFER_CODING,
} from "./reject-socket.js";
export { readScanDeadlines, scanTimeouts } from "./scan-timeouts.js";
export { hasUnsupportedTransferCoding } from "./transfer-coding.js";
