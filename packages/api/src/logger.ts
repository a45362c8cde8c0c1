/** The part of a structured logger (pino's shape) that the API writes to. */
export interface Logger {
  error(fields: Record<string, unknown>, message: string): void;
}
