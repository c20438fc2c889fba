import pino, { type DestinationStream } from 'pino';
import { redact, redactText } from './redact';

/** JSON lines on stdout, or where the tests look. No secret gets past `redact`. */
export function createLog(level: string, destination?: DestinationStream) {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Errors reach `log` as they are; pino's own serializer would come after it.
      serializers: { err: (error: unknown) => error },
      formatters: {
        log: (entry) => redact(entry) as Record<string, unknown>,
      },
      hooks: {
        logMethod(args, method) {
          const texts = args.map((arg) =>
            typeof arg === 'string' ? redactText(arg) : arg,
          );
          method.apply(this, texts as Parameters<typeof method>);
        },
      },
    },
    destination ?? pino.destination(1),
  );
}

export type Log = ReturnType<typeof createLog>;
