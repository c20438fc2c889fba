/** A notice about somebody's own sign-in goes to them, also where they turned mails off. */
export const ALWAYS_MAILED = 'password-set';
