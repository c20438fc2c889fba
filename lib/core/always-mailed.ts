/** Notices about somebody's own sign-in go to them, also where they turned mails off. */
export const ALWAYS_MAILED = ['password-set', 'passkey-added'];

export const isAlwaysMailed = (event: string): boolean => ALWAYS_MAILED.includes(event);
