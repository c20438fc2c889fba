import { parseArn } from '@/lib/core/arn';
import { roleAtArn, userAtArn } from '../world/at-arn';
import type { AccountState, World } from '../world/types';
import { roleWithId, userWithId } from '../world/unique-ids';
import { findEntity } from './arns';

const UNIQUE_ID = /^A(?:IDA|ROA)[A-Z2-7]{16,124}$/;
const SERVICE = /^[a-z0-9][a-z0-9.-]*\.(amazonaws\.com(\.cn)?|aws\.internal)$/;
const PROVIDER_HOST = /^[a-z0-9.-]+\.[a-z]{2,}$/;

const hasUniqueId = (world: World, id: string): boolean =>
  [...world.accounts.values()].some(
    (account) => (userWithId(account, id) ?? roleWithId(account, id)) !== null,
  );

const isPrincipalOf = (account: AccountState, arn: string): boolean =>
  (userAtArn(account, arn) ?? roleAtArn(account, arn)) !== null;

function isKnownArn(world: World, arn: string): boolean {
  const parts = parseArn(arn);
  const account = parts && world.accounts.get(parts.accountId);
  if (!account || account.partition !== parts.partition) return false;
  if (parts.service === 'iam')
    return parts.resource === 'root' || isPrincipalOf(account, arn);
  const [kind, roleName = '', session] = parts.resource.split('/');
  if (parts.service === 'sts' && kind === 'federated-user') return roleName !== '';
  if (parts.service !== 'sts' || kind !== 'assumed-role' || !session) return false;
  return findEntity(account, 'role', roleName) !== null;
}

function isKnownAws(world: World, value: string): boolean {
  if (value === '*') return true;
  if (/^\d{12}$/.test(value)) return world.accounts.has(value);
  return UNIQUE_ID.test(value) ? hasUniqueId(world, value) : isKnownArn(world, value);
}

/** Whether AWS would save a policy that names this principal. */
export function isKnownPrincipal(world: World, kind: string, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  switch (kind) {
    case 'AWS':
      return isKnownAws(world, value);
    case 'Service':
      return SERVICE.test(value);
    case 'Federated':
      return (
        /^arn:aws[a-z-]*:iam::\d{12}:(oidc|saml)-provider\/.+/.test(value) ||
        PROVIDER_HOST.test(value)
      );
    default:
      return kind === 'CanonicalUser' && /^[0-9a-f]{64}$/.test(value);
  }
}
