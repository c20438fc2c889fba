import { MIN_PASSWORD_LENGTH } from '@/lib/core/password';

export type NewPerson = { name: string; email: string; password: string };

/** What is said of a password that is yet to be chosen. */
export const PASSWORD_HINT = `At least ${MIN_PASSWORD_LENGTH} characters. A sentence is fine.`;

/** What is wrong with each field of a new person, before anything is sent. */
export function problemsOfPerson(person: NewPerson): Partial<NewPerson> {
  const problems: Partial<NewPerson> = {};
  if (person.name.trim() === '') problems.name = 'Tell us your name.';
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(person.email.trim()))
    problems.email = 'Expected an e-mail address.';
  const tooShort = problemOfPassword(person.password);
  if (tooShort) problems.password = tooShort;
  return problems;
}

/** What is wrong with a password that is yet to be, or null. */
export function problemOfPassword(password: string): string | null {
  const missing = MIN_PASSWORD_LENGTH - [...password].length;
  return missing > 0
    ? `A password has at least ${MIN_PASSWORD_LENGTH} characters; ${missing} more.`
    : null;
}

export type PasswordChange = { currentPassword: string; newPassword: string };

/** What is wrong with each field of a change, before anything is sent. */
export function problemsOfChange(change: PasswordChange): Partial<PasswordChange> {
  const { currentPassword, newPassword } = change;
  const problems: Partial<PasswordChange> = {};
  if (currentPassword === '')
    problems.currentPassword = 'Type the password that you have.';
  const tooShort = problemOfPassword(newPassword);
  if (tooShort) problems.newPassword = tooShort;
  else if (newPassword === currentPassword)
    problems.newPassword = 'This is the password that you have.';
  return problems;
}

/** The one-time code of a first-run link: what stands behind the `#`, or null. */
export function codeOfHash(hash: string): string | null {
  const code = decodeURIComponent(hash.replace(/^#/, '')).trim();
  return code === '' ? null : code;
}
