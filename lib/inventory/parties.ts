import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { PartyView } from '@/lib/core/views';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type { RoleDetail } from '@/lib/iam/world';
import type { AccountNames } from './account-names';

const NOWHERE = { accountId: null, accountName: null };

/** A user, a role or a role session, by its ARN. */
export function principalParty(arn: string, names: AccountNames): PartyView {
  const { accountId = '', resource = '' } = parseArn(arn) ?? {};
  const [type = '', ...rest] = resource.split('/');
  const isUser = type === 'user' || type === 'federated-user';
  const name = type === 'assumed-role' ? rest.join(', session ') : nameOfArn(arn);
  return { kind: isUser ? 'user' : 'role', arn, name, ...placeOf(accountId, names) };
}

/** A whole account: everybody in it whose own policies allow. */
export const accountParty = (
  accountId: string,
  partition: string,
  names: AccountNames,
): PartyView => ({
  kind: 'account',
  arn: `arn:${partition}:iam::${accountId}:root`,
  ...placeOf(accountId, names),
  name: names(accountId).name,
  // The account is the party: it is not in an account.
  accountName: null,
});

function placeOf(accountId: string, names: AccountNames) {
  const { name, isOutside } = names(accountId);
  return { accountId, accountName: name, isOutside };
}

/** A principal that was deleted: AWS then shows its unique id, or its ARN is of nobody. */
export function deletedParty(text: string, names: AccountNames): PartyView {
  const accountId = parseArn(text)?.accountId;
  const isUser = text.startsWith('AIDA') || text.includes(':user/');
  return {
    kind: 'deleted',
    arn: text,
    name: isUser ? 'a user that no longer exists' : 'a role that no longer exists',
    ...(accountId ? placeOf(accountId, names) : { ...NOWHERE, isOutside: false }),
  };
}

export const EVERYONE: PartyView = {
  kind: 'everyone',
  arn: '*',
  name: 'everyone with an AWS account',
  ...NOWHERE,
  isOutside: true,
};

export const serviceParty = (service: string): PartyView => ({
  kind: 'service',
  arn: service,
  name: service,
  ...NOWHERE,
  isOutside: false,
});

const HOSTS: [RegExp, string][] = [
  [/token\.actions\.githubusercontent\.com/, 'GitHub'],
  [/gitlab\.com/, 'GitLab'],
  [/oidc\.eks\./, 'EKS'],
  [/cognito-identity\.amazonaws\.com/, 'Cognito'],
  [/accounts\.google\.com/, 'Google'],
];

/** People or workloads that an identity provider signs in; one repository where it is named. */
export function federatedParty(provider: string, role: RoleDetail): PartyView {
  const host = HOSTS.find(([pattern]) => pattern.test(provider))?.[1];
  const own = provider.replace(/^arn:.*:(?:oidc|saml)-provider\//, '');
  const repository = repositoryOf(provider, role);
  const place = { accountId: null, isOutside: false };
  if (repository) {
    const name = `repo ${repository}`;
    return { kind: 'federated', arn: provider, name, ...place, accountName: host ?? own };
  }
  return {
    kind: 'federated',
    arn: provider,
    name: host ?? own,
    ...place,
    accountName: null,
  };
}

const REPOSITORY = /^repo:([^:*?]+):/;

/** The repository when every subject that the trust asks for is of the same one. */
function repositoryOf(provider: string, role: RoleDetail): string | null {
  const subjects = rememberPolicy(role.AssumeRolePolicyDocument, 'trust')
    .statements.filter(({ principal }) => principal?.federated.includes(provider))
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => key.toLowerCase().endsWith(':sub'))
    .flatMap(({ values }) => values.map(({ raw }) => REPOSITORY.exec(raw)?.[1] ?? null));
  const [first] = subjects;
  const isSame = subjects.every((subject) => subject === first);
  // A subject can carry the owner's and the repository's immutable ids: `acme@12/app@34`.
  return first && isSame ? first.replace(/@\d+/g, '') : null;
}
