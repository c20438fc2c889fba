import pino from 'pino';

const SECRET_NAMES = [
  'password',
  'secret',
  'secretAccessKey',
  'sessionToken',
  'authorization',
  'cookie',
  'token',
  'signInUrl',
];

/** JSON lines on stdout. Fields with a secret's name are blanked, one level deep as well. */
export function createLog(level: string) {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`]),
      censor: '[hidden]',
    },
  });
}

export type Log = ReturnType<typeof createLog>;
