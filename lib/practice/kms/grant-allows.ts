import type { Answer } from '@/lib/iam/answer';
import type { AccessRequest } from '../authorize/access-request';
import { judge } from '../authorize/authorize';
import type { Call } from '../operation';
import type { KeyGrant } from '../world/kms-types';
import type { FoundKey } from './find-key';
import { denialsIn, grantPolicy, withKeyPolicy } from './key-facts';
import type { KeyRequest } from './key-request';

/** Operations that take an encryption context; of the others a constraint asks nothing. */
const WITH_CONTEXT =
  /^(?:Encrypt|Decrypt|ReEncrypt(?:From|To)|GenerateDataKey.*|GenerateMac)$/;

const isWithin = (inner: Record<string, string>, outer: Record<string, string>) =>
  Object.entries(inner).every(
    ([name, value]) => Object.hasOwn(outer, name) && outer[name] === value,
  );

/** Whether an encryption context, or a stricter constraint, satisfies a grant's constraint. */
export function satisfies(
  constraint: KeyGrant['constraint'],
  given: Record<string, string>,
): boolean {
  if (!constraint) return true;
  const { kind, context } = constraint;
  return isWithin(context, given) && (kind === 'subset' || isWithin(given, context));
}

function covers(grant: KeyGrant, request: KeyRequest): boolean {
  const operation = request.action.slice('kms:'.length);
  if (!grant.operations.includes(operation)) return false;
  if (request.isWithinGrant && !request.isWithinGrant(grant)) return false;
  return (
    !WITH_CONTEXT.test(operation) ||
    satisfies(grant.constraint, request.encryptionContext ?? {})
  );
}

/** Another account's grant needs no policy of the grantee's, but stays under what limits it. */
function lacksIdentityOnly({ reason, layers }: Answer): boolean {
  return (
    reason === 'implicit-deny-identity' &&
    layers.every(
      ({ layer, verdict }) =>
        (layer !== 'boundary' && layer !== 'session') ||
        verdict === 'allows' ||
        verdict === 'not-applicable',
    )
  );
}

/** To name an account is to leave it to the account's own policies, everywhere. */
const isAccount = (principal: string): boolean => /^\d{12}$|:root$/.test(principal);

/**
 * Whether the call may go on because a grant names these principals. A grant only allows:
 * denials of every kind, boundaries and session policies stand above it.
 *
 * @param denials statements of the key policy that deny
 */
export function isGranted(
  call: Call,
  { owner, key }: Pick<FoundKey, 'owner' | 'key'>,
  principals: string[],
  asked: AccessRequest,
  denials: unknown[],
): boolean {
  const ask = (named: string[]): Answer => {
    const policy = grantPolicy(named, asked.action, denials);
    return judge(call, asked, withKeyPolicy(call, owner.id, key, policy));
  };
  if (principals.length === 0) return false;
  if (ask(principals).decision === 'allow') return true;
  const named = principals.filter((principal) => !isAccount(principal));
  const isOther = owner.id !== call.account.id;
  return isOther && named.length > 0 && lacksIdentityOnly(ask(named));
}

/**
 * Whether one of the key's grants lets the caller do what its policy does not.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export function grantAllows(
  call: Call,
  found: FoundKey,
  request: KeyRequest,
  asked: AccessRequest,
): boolean {
  const grants = found.key.grants.filter((grant) => covers(grant, request));
  if (grants.length === 0) return false;
  const grantees = [...new Set(grants.map(({ grantee }) => grantee))];
  return isGranted(call, found, grantees, asked, denialsIn(found.key.policy));
}
