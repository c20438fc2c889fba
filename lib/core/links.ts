/** Paths of pages that many places link to. */
export const rolePath = (roleArn: string): string =>
  `/access/roles/${encodeURIComponent(roleArn)}`;

export const accountPath = (accountId: string): string =>
  `/settings/accounts/${accountId}`;

export const planPath = (planId: string): string => `/plans/${planId}`;

/** Who holds which session. */
export const SESSIONS_PATH = '/access/sessions';

export const sessionsOfRolePath = (roleArn: string): string =>
  `${SESSIONS_PATH}?role=${encodeURIComponent(roleArn)}`;

/** The exercises of a practice workspace. */
export const PRACTICE_PATH = '/practice';

/** Where `drawbridge login` sends a browser. */
export const CLI_AUTHORIZE_PATH = '/cli/authorize';

/** The sign-in page, which goes on to `next` afterwards. */
export const signInPath = (next: string): string =>
  `/sign-in?next=${encodeURIComponent(next)}`;

/**
 * Where to go after signing in. Only the page that `drawbridge login` opens may be named: any
 * other address could be a stranger's.
 */
export const nextAfterSignIn = (next: string | string[] | undefined): string =>
  typeof next === 'string' && next.startsWith(`${CLI_AUTHORIZE_PATH}?`) ? next : '/';

/** Paste an access denied message, see which gate refused. */
export const DOCTOR_PATH = '/access/doctor';
