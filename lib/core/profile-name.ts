/** What every AWS client takes in a profile's name; a comma, a space or `=` is none of it. */
const NOT_IN_NAME = /[^\w.@+-]+/g;

const clean = (text: string): string =>
  text.replace(NOT_IN_NAME, '-').replace(/^-+|-+$/g, '');

/** A role as a profile of AWS clients: `Data/data-read`, by the account's id where it has no name. */
export const profileName = (
  account: { accountName: string; accountId: string },
  roleName: string,
): string =>
  `${clean(account.accountName) || account.accountId}/${roleName.replace(NOT_IN_NAME, '-')}`;
