import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { PolicyKind } from '../parse/policy';
import { describeIssuer } from './describe-issuer';
import { startUpper } from './list-words';
import { serviceName } from './service-names';

export type PrincipalContext = { kind: PolicyKind; effect: 'Allow' | 'Deny' };

/**
 * One entry of a `Principal` in a sentence.
 *
 * @param type the key it stands under: AWS, Service, Federated, CanonicalUser; null for the
 *   bare `"*"`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function explainPrincipal(
  type: string | null,
  entry: string,
  context: PrincipalContext,
): string {
  if (entry === '*') return sayAnyone(context);
  switch (type) {
    case 'Service':
      return sayService(entry);
    case 'Federated':
      return sayProvider(entry);
    case 'CanonicalUser':
      return 'The AWS account with this canonical user id, an older name that S3 gives accounts.';
    default:
      return sayAwsEntry(entry, context);
  }
}

function sayAnyone({ kind, effect }: PrincipalContext): string {
  if (effect === 'Deny') return 'Everybody, whoever asks.';
  return kind === 'trust'
    ? "Anyone in any AWS account. A caller of this account needs nothing else; a caller of another account also needs its own account's leave."
    : 'Anyone at all, unsigned requests from the internet included.';
}

function sayService(entry: string): string {
  const [, prefix] =
    /^(.+?)(?:\.[a-z]{2}-[a-z-]+-\d)?\.amazonaws\.com(?:\.cn)?$/.exec(entry) ?? [];
  return prefix
    ? `The AWS service ${serviceName(prefix)}, when it works for an account.`
    : 'A service by this name; AWS services are named like ec2.amazonaws.com.';
}

function sayProvider(entry: string): string {
  if (entry.includes(':saml-provider/')) {
    return `People who sign in by SAML through the identity provider ${nameOfArn(entry)}.`;
  }
  const { kind, name, holders } = describeIssuer(entry);
  if (kind === 'eks') return `Pods of ${name}, by the tokens the cluster gives them.`;
  return `${startUpper(holders)} with a token from ${name}; the conditions say which of them.`;
}

const GONE = /^A(IDA|ROA)[A-Z0-9]+$/;

function sayAwsEntry(entry: string, context: PrincipalContext): string {
  const [, gone] = GONE.exec(entry) ?? [];
  if (gone) {
    const noun = gone === 'IDA' ? 'user' : 'role';
    return `The id of a ${noun} that was deleted. It fits nobody, not even a new ${noun} of the same name.`;
  }
  if (/[*?]/.test(entry)) {
    return 'Fits nobody: a principal has no wildcards but a lone "*".';
  }
  if (/^\d{12}$/.test(entry)) return sayAccount(entry, context);
  const parts = parseArn(entry);
  const said = parts && sayArn(entry, parts, context);
  return said ?? 'Not a principal that IAM knows: it fits nobody.';
}

function sayArn(
  entry: string,
  { accountId, resource }: { accountId: string; resource: string },
  context: PrincipalContext,
): string | null {
  if (resource === 'root') return sayAccount(accountId, context);
  const [kind, first, ...rest] = resource.split('/');
  const name = nameOfArn(entry);
  switch (kind) {
    case 'user':
      return `The user ${name} of account ${accountId}.`;
    case 'role':
      return `The role ${name} of account ${accountId}: every session of it.`;
    case 'assumed-role':
      return `Only the session ${rest.join('/')} of the role ${first} of account ${accountId}.`;
    case 'federated-user':
      return `The federated user ${name} of account ${accountId}.`;
    case 'group':
      return 'Fits nobody: a group cannot be a principal.';
    default:
      return null;
  }
}

const sayAccount = (accountId: string, { effect }: PrincipalContext): string =>
  effect === 'Deny'
    ? `Everyone in account ${accountId}.`
    : `Everyone in account ${accountId} whose own policies allow it: that account decides who.`;
