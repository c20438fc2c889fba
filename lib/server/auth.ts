import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { hashSessionTokens } from './hashed-sessions';
import type { Log } from './log';

const SESSION_SECONDS = 8 * 3600;
export const MIN_PASSWORD_LENGTH = 12;

type AuthOptions = {
  prisma: object;
  secret: string;
  origin: string;
  log?: Pick<Log, 'error'>;
};

/** Sign-in by e-mail and password; sessions live in the database and are looked up each time. */
export function createAuth({ prisma, secret, origin, log }: AuthOptions) {
  const isSecure = origin.startsWith('https:');
  return betterAuth({
    appName: 'Drawbridge',
    baseURL: origin,
    secret,
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level, message, ...details) =>
        log?.error({ details }, `sign-in: ${message}`),
    },
    database: hashSessionTokens(prismaAdapter(prisma, { provider: 'postgresql' })),
    account: { modelName: 'authAccount' },
    emailAndPassword: {
      enabled: true,
      // People come by the first-run link or are invited; nobody signs themselves up.
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: 200,
    },
    session: {
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    // Limits are counted in the database by the route, over all replicas.
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: isSecure ? '__Host-drawbridge' : 'drawbridge',
          attributes: { secure: isSecure, sameSite: 'lax', httpOnly: true, path: '/' },
        },
      },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;

/**
 * Makes a person who signs in with this e-mail and password; returns the user's id. With
 * `mayReplace` one of the same e-mail makes room: somebody who was made half-way.
 */
export async function createPerson(
  auth: Auth,
  person: { name: string; email: string; password: string; mayReplace?: boolean },
): Promise<string> {
  const context = await auth.$context;
  const email = person.email.toLowerCase();
  const halfMade = await context.internalAdapter.findUserByEmail(email);
  if (halfMade && person.mayReplace)
    await context.internalAdapter.deleteUser(halfMade.user.id);
  const user = await context.internalAdapter.createUser(
    {
      name: person.name,
      email,
      emailVerified: true,
    },
    { method: 'email' },
  );
  await context.internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: 'credential',
    password: await context.password.hash(person.password),
  });
  return user.id;
}
