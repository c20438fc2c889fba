/** Paths of pages that many places link to. */
export const rolePath = (roleArn: string): string =>
  `/access/roles/${encodeURIComponent(roleArn)}`;

export const accountPath = (accountId: string): string =>
  `/settings/accounts/${accountId}`;

export const planPath = (planId: string): string => `/plans/${planId}`;

/** The exercises of a practice workspace. */
export const PRACTICE_PATH = '/practice';

/** Paste an access denied message, see which gate refused. */
export const DOCTOR_PATH = '/access/doctor';
