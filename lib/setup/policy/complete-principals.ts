import { COMMON_SERVICES } from '../fields/common-services';
import type { KnownArn } from './complete-resources';
import { type Completion, quoted } from './completion';

/** What of the inventory each type of principal names. A group can be none. */
export const PRINCIPAL_KINDS: Record<string, string[]> = {
  AWS: ['role', 'user', 'account'],
  Federated: ['federated'],
};

const value = (text: string, detail: string): Completion =>
  quoted({ kind: 'value', label: text, detail, says: '' }, text);

/** Those that sign people in without a provider in the account. */
const WEB_IDENTITIES = [
  value('cognito-identity.amazonaws.com', 'Cognito'),
  value('accounts.google.com', 'Google'),
  value('graph.facebook.com', 'Facebook'),
  value('www.amazon.com', 'Amazon'),
];
const SERVICES = COMMON_SERVICES.map(({ id, name }) => value(id, name));

/**
 * Principals of one type: those that the inventory knows, and those that AWS itself has.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function principalOptions(type: string, inventory: KnownArn[]): Completion[] {
  const known = inventory.map(({ arn, name, accountName }) =>
    quoted(
      {
        kind: 'resource',
        label: arn,
        detail: accountName,
        says: `${name} in ${accountName}`,
      },
      arn,
    ),
  );
  if (type === 'AWS') return known;
  if (type === 'Federated') return [...known, ...WEB_IDENTITIES];
  return type === 'Service' ? SERVICES : [];
}
