/** How long a password is at least. */
export const MIN_PASSWORD_LENGTH = 12;
