import { nameOfArn, parseArn } from '@/lib/core/arn';
import { cleanTyped } from '@/lib/core/clean-typed';
import { isAdministrator } from '@/lib/iam/findings/warn-of-power';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { validateField } from '@/lib/iam/validate/validate-field';
import type { StoredAccount } from '@/lib/ports';
import { managedPerRole } from '../plan/quotas';
import type { KnownWorld } from '../world/load-world';
import { managedDocument, managedIn } from '../world/managed-in';
import { empty, type Field, right, wrong } from './field';
import { isAdministrative, isAdministrativeArn } from './is-administrative';

/** A managed policy for a role, by ARN. */
export type ManagedPolicy = {
  arn: string;
  name: string;
  /** Null where no account that was read has it: then nobody here knows what it allows. */
  document: unknown;
  isAdministrative: boolean;
};

type Found = { ok: true; policy: ManagedPolicy } | { ok: false; message: string };

const MOST = NUMBER_RULES.ManagedPoliciesPerRole;

const sayMost = (most: number): string =>
  most === MOST.max
    ? MOST.message
    : `The account takes at most ${most} managed policies on a role, as Service Quotas says.`;

/** The managed policies of a role, by name or ARN, with commas or line ends between them. */
export function resolveManagedPolicies(
  typed: string,
  world: KnownWorld,
  account: StoredAccount | null,
): Field<ManagedPolicy[]> {
  const texts = [...new Set(typed.split(/[\s,;]+/).map(cleanTyped))].filter(Boolean);
  if (texts.length === 0) return empty;
  const most = managedPerRole(world.readings.get(account?.id ?? '')?.collected);
  if (texts.length > most) return wrong(sayMost(most));
  if (!account) return right([]);
  const found: ManagedPolicy[] = [];
  for (const text of texts) {
    const one = findPolicy(text, world, account);
    if (!one.ok) return wrong(one.message);
    found.push(one.policy);
  }
  const unread = found.find(({ document }) => document === null);
  return right(found, unread ? sayUnread(unread) : null);
}

const sayUnread = ({ name }: ManagedPolicy): string =>
  `No account that was read here has ${name}, so what it allows is not known, nor whether it exists. AWS will tell when it is attached.`;

/** The boundary of a role: one managed policy, or none. A plan sets it where it makes the role. */
export function resolveBoundary(
  typed: string,
  world: KnownWorld,
  account: StoredAccount | null,
  roleName: string | null,
): Field<ManagedPolicy | null> {
  const text = cleanTyped(typed);
  if (text === '' || !account) return right(null);
  const one = findPolicy(text, world, account);
  if (!one.ok) return wrong(one.message);
  const standing = world.readings.get(account.id)?.collected.RoleDetailList.find(
    // Names that differ in case alone cannot both exist.
    ({ RoleName }) => RoleName.toLowerCase() === roleName?.toLowerCase(),
  );
  if (standing && standing.PermissionsBoundary?.PermissionsBoundaryArn !== one.policy.arn)
    return wrong(
      `${standing.RoleName} stands already, and a plan does not change its boundary. Take another name, or set the boundary there first.`,
    );
  if (cutsNothing(one.policy))
    return right(one.policy, 'Such a boundary cuts nothing off.');
  return right(one.policy, one.policy.document === null ? sayUnread(one.policy) : null);
}

/** A boundary with few actions cuts the rest off, even where those few lead to everything. */
const cutsNothing = ({ arn, document }: ManagedPolicy): boolean =>
  document === null
    ? isAdministrativeArn(arn)
    : rememberPolicy(document, 'boundary').statements.some(isAdministrator);

function findPolicy(text: string, world: KnownWorld, account: StoredAccount): Found {
  const known = managedIn(world, account);
  const named = known.find(({ arn, name }) => arn === text || name === text);
  const arn = named?.arn ?? text;
  const message = named ? null : problemOfArn(arn, world, account);
  if (message) return { ok: false, message };
  const document = managedDocument(world, account.id, arn);
  return {
    ok: true,
    policy: {
      arn,
      name: nameOfArn(arn),
      document,
      isAdministrative:
        isAdministrativeArn(arn) || (document !== null && isAdministrative(document)),
    },
  };
}

/** Why a policy that is not in the list cannot be meant. */
function problemOfArn(
  arn: string,
  { readings }: KnownWorld,
  { id, name, partition }: StoredAccount,
): string | null {
  const parts = parseArn(arn);
  if (!parts)
    return `No policy called ${arn} is known in ${name}. Pick one from the list, or paste its ARN.`;
  if (!validateField('PolicyArn', arn).valid)
    return `${arn} is not the ARN of a managed policy.`;
  if (parts.partition !== partition)
    return `This policy is of partition ${parts.partition}; ${name} is in ${partition}.`;
  if (parts.resource.startsWith('policy/aws-service-role/'))
    return `AWS keeps ${arn} for its own services.`;
  if (parts.accountId === 'aws') return null;
  // Of an account that nobody read, its owner knows the policies.
  if (parts.accountId === id && !readings.has(id)) return null;
  return parts.accountId === id
    ? `${arn} does not exist in ${name}, as it was read. Check the name, or read the account again.`
    : `${arn} belongs to another account. A role can have policies of its own account and of AWS.`;
}
