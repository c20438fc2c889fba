import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { MIN_PASSWORD_LENGTH } from '@/lib/core/password';
import { hashSessionTokens } from './hashed-sessions';
import type { Log } from './log';
import { CHALLENGE_COOKIE, passkeyPlugin } from './passkeys/passkey-plugin';

const SESSION_SECONDS = 8 * 3600;

type AuthOptions = {
  prisma: object;
  secret: string;
  origin: string;
  log?: Pick<Log, 'error'>;
  /** How passwords are kept. Absent, as in every console: by scrypt, which is dear. */
  passwords?: Passwords;
};

type Passwords = {
  hash(password: string): Promise<string>;
  verify(kept: { hash: string; password: string }): Promise<boolean>;
};

/** Sign-in by e-mail and password, or by passkey; sessions live in the database and are looked up each time. */
export function createAuth({ prisma, secret, origin, log, passwords }: AuthOptions) {
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
      ...(passwords && { password: passwords }),
    },
    session: {
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    plugins: [passkeyPlugin(origin)],
    // Limits are counted in the database by the route, over all replicas.
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: isSecure ? '__Host-drawbridge' : 'drawbridge',
          attributes: { secure: isSecure, sameSite: 'lax', httpOnly: true, path: '/' },
        },
        [CHALLENGE_COOKIE]: {
          name: isSecure ? '__Host-drawbridge-challenge' : 'drawbridge-challenge',
          attributes: {
            secure: isSecure,
            sameSite: 'strict',
            httpOnly: true,
            path: '/',
          },
        },
      },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;

type NewPerson = { name: string; email: string; password: string };
type Context = Awaited<Auth['$context']>;

/**
 * Makes a person who signs in with this e-mail and password; returns the user's id. With
 * `mayReplace` one of the same e-mail makes room: somebody who was made half-way.
 */
export async function createPerson(
  auth: Auth,
  person: NewPerson & { mayReplace?: boolean },
): Promise<string> {
  const context = await auth.$context;
  const halfMade = await context.internalAdapter.findUserByEmail(
    person.email.toLowerCase(),
  );
  if (halfMade && person.mayReplace)
    await context.internalAdapter.deleteUser(halfMade.user.id);
  const userId = await createUser(context, { ...person, emailVerified: true });
  await linkPassword(context, userId, person.password);
  return userId;
}

/**
 * Makes a person whom nobody signs in as yet. Where a process was killed half-way it goes on:
 * of two at the same time one fails, because a person has one password.
 */
export async function createInvited(auth: Auth, person: NewPerson): Promise<string> {
  const context = await auth.$context;
  const { internalAdapter } = context;
  const halfMade = await internalAdapter.findUserByEmail(person.email.toLowerCase());
  // Whoever got the link first: nobody has shown that the address is theirs.
  const newcomer = { ...person, emailVerified: false };
  const userId = halfMade?.user.id ?? (await createUser(context, newcomer));
  await linkPassword(context, userId, person.password);
  if (halfMade) await internalAdapter.updateUser(userId, { name: person.name });
  return userId;
}

async function createUser(
  { internalAdapter }: Context,
  { name, email, emailVerified }: NewPerson & { emailVerified: boolean },
): Promise<string> {
  const user = await internalAdapter.createUser(
    { name, email: email.toLowerCase(), emailVerified },
    { method: 'email' },
  );
  return user.id;
}

async function linkPassword(
  { internalAdapter, password: { hash } }: Context,
  userId: string,
  password: string,
): Promise<void> {
  await internalAdapter.linkAccount({
    userId,
    accountId: userId,
    providerId: 'credential',
    password: await hash(password),
  });
}

type SignInAccount = { id: string; name: string; passwordHash: string };

/** Who signs in by this e-mail and a password; null when nobody does. */
export async function findAccount(
  auth: Auth,
  email: string,
): Promise<SignInAccount | null> {
  const { internalAdapter } = await auth.$context;
  const found = await internalAdapter.findUserByEmail(email.toLowerCase(), {
    includeAccounts: true,
  });
  const password = found?.accounts.find(({ password }) => password)?.password;
  if (!found || !password) return null;
  const { id, name } = found.user;
  return { id, name, passwordHash: password };
}

export async function isPasswordOf(
  auth: Auth,
  { passwordHash }: SignInAccount,
  password: string,
): Promise<boolean> {
  const context = await auth.$context;
  return context.password.verify({ hash: passwordHash, password });
}

/** What the database keeps of a password. */
export async function hashOfPassword(auth: Auth, password: string): Promise<string> {
  const context = await auth.$context;
  return context.password.hash(password);
}
