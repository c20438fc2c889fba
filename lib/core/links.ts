/** Paths of pages that many places link to. */
export const rolePath = (roleArn: string): string =>
  `/access/roles/${encodeURIComponent(roleArn)}`;

/** Who may take the role by this console, and the form that gives it. */
export const roleGrantsPath = (roleArn: string): string =>
  `${rolePath(roleArn)}?tab=grants`;

/** Groups of people, and grants as a file. */
export const GRANTS_PATH = '/settings/grants';

/** Who is in the workspace, and invites. */
export const PEOPLE_PATH = '/settings/people';

/** Where an invited person joins. The invite's secret is in the fragment. */
export const INVITE_PATH = '/invite';

/** Where a person sets a new password. The link's secret is in the fragment. */
export const RESET_PATH = '/reset-password';

/** Requests for roles. */
export const REQUESTS_PATH = '/requests';

/** The form that asks for a role. */
export const askPath = (roleArn: string): string =>
  `${REQUESTS_PATH}/new?role=${encodeURIComponent(roleArn)}`;

/** The same form, filled in with what a request said. */
export const askAgainPath = (requestId: string): string =>
  `${REQUESTS_PATH}/new?again=${encodeURIComponent(requestId)}`;

/** The console as an identity provider, by which sessions can be longer. */
export const ISSUER_PATH = '/settings#issuer';

export const accountPath = (accountId: string): string =>
  `/settings/accounts/${accountId}`;

export const planPath = (planId: string): `/plans/${string}` => `/plans/${planId}`;

/** The wizard, with fields that it offers to fill in. */
export const newAccessPath = (fields: Record<string, string>): string =>
  `/new?fill=${encodeURIComponent(JSON.stringify(fields))}`;

/** Who holds which session. */
export const SESSIONS_PATH = '/access/sessions';

export const sessionsOfRolePath = (roleArn: string): `/${string}` =>
  `${SESSIONS_PATH}?role=${encodeURIComponent(roleArn)}`;

/** Who is told of what happens here. */
export const NOTIFICATIONS_PATH = '/settings/notifications';

/** The exercises of a practice workspace. */
export const PRACTICE_PATH = '/practice';

/** Where `drawbridge login` sends a browser. */
export const CLI_AUTHORIZE_PATH = '/cli/authorize';

/** Where a person types the code of `drawbridge login --device`. */
export const CLI_DEVICE_PATH = '/cli/device';

/** The public page of one account's half of a plan. The link's secret is in the fragment. */
export const HANDSHAKE_PATH = '/handshake';

/** The sign-in page, which goes on to `next` afterwards. */
export const signInPath = (next: string): string =>
  `/sign-in?next=${encodeURIComponent(next)}`;

/** A link to a role, as `/go` takes it. No segment of it can be one of dots, plain or encoded. */
const GO =
  /^\/go\/(?:[\w-]|%20){1,64}\/(?!\.{1,2}(?:\?|$))(?:[\w+=,.@-]|%2[BC]|%3D|%40){1,64}(?:\?(?:to|region)=[a-z\d-]{1,32}(?:&(?:to|region)=[a-z\d-]{1,32})?)?$/;

/**
 * Where to go after signing in. Only the pages of `drawbridge login` and links to a role may be
 * named: any other address could be a stranger's, and neither of these does a thing by itself.
 */
export const nextAfterSignIn = (next: string | string[] | null | undefined): string =>
  typeof next === 'string' &&
  (next === CLI_DEVICE_PATH || next.startsWith(`${CLI_AUTHORIZE_PATH}?`) || GO.test(next))
    ? next
    : '/';

/** The sign-in page for somebody who asked for `path`, which is kept where it may be. */
export function signInFor(path: string | null): string {
  const next = nextAfterSignIn(path);
  return next === '/' ? '/sign-in' : signInPath(next);
}

/** Paste an access denied message, see which gate refused. */
export const DOCTOR_PATH = '/access/doctor';
