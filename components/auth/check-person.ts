export type NewPerson = { name: string; email: string; password: string };

const MIN_PASSWORD_LENGTH = 12;

/** What is said of a password that is yet to be chosen. */
export const PASSWORD_HINT = `At least ${MIN_PASSWORD_LENGTH} characters. A sentence is fine.`;

/** What is wrong with each field of a new person, before anything is sent. */
export function problemsOfPerson(person: NewPerson): Partial<NewPerson> {
  const problems: Partial<NewPerson> = {};
  if (person.name.trim() === '') problems.name = 'Tell us your name.';
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(person.email.trim()))
    problems.email = 'Expected an e-mail address.';
  const missing = MIN_PASSWORD_LENGTH - [...person.password].length;
  if (missing > 0)
    problems.password = `A password has at least ${MIN_PASSWORD_LENGTH} characters; ${missing} more.`;
  return problems;
}

/** The one-time code of a first-run link: what stands behind the `#`, or null. */
export function codeOfHash(hash: string): string | null {
  const code = decodeURIComponent(hash.replace(/^#/, '')).trim();
  return code === '' ? null : code;
}
