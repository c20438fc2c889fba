import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type { StoredAccount } from '@/lib/ports';
import { roleArnOf } from '../recipes/role-request';
import type { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { type Field, right, rightOf, wrong } from './field';
import { resolveAnyAccount } from './vendor';
import { resolveWho, type Who, type WhoOrAccount } from './who';

/** Where a caller is, and who it is there; null for a role still to be made. */
export type Workload = { account: StoredAccount; caller: WhoOrAccount | null };

/** The role that is there, or the account that a new one is made in. */
export function resolveWorkload(
  fields: DraftFields,
  world: KnownWorld,
): { who: Field<Who | null>; trustedAccount: Field<StoredAccount | null> } {
  if (fields.workload !== 'existing')
    return {
      who: right(null),
      trustedAccount: resolveHome(fields.trustedAccount, world),
    };
  const who = resolveWho(fields.who, world);
  const found = rightOf(who);
  if (found && found.kind !== 'role')
    return {
      who: wrong(
        `${found.name} is a ${found.kind}. A workload runs as a role: pick one, or have a new one made.`,
      ),
      trustedAccount: right(null),
    };
  const warning = found && sayTakers(found, world);
  return {
    who: found && warning ? right(found, joinNotes(noteOf(who), warning)) : who,
    trustedAccount: right(found?.account ?? null),
  };
}

const noteOf = (field: Field<unknown>): string | null =>
  field.state === 'right' ? field.warning : null;

const joinNotes = (...notes: (string | null)[]): string =>
  notes.filter(Boolean).join(' ');

/** Where a new role is made. The bucket's policy names it, so it has to be there first. */
function resolveHome(typed: string, world: KnownWorld): Field<StoredAccount> {
  const account = resolveAnyAccount(typed, world);
  const found = rightOf(account);
  return found && !found.connection
    ? right(found, joinNotes(noteOf(account), ROLE_FIRST))
    : account;
}

const ROLE_FIRST =
  'The role is made there first: AWS takes no bucket policy that names a role which is not there. Our half is written by itself as soon as it is.';

/** A role that trusts accounts and no service is one that people take, and no workload. */
function sayTakers({ arn, name, account }: Who, world: KnownWorld): string | null {
  const role = world.readings.get(account.id)?.facts.rolesByArn.get(arn);
  if (!role) return null;
  const { statements } = rememberPolicy(role.AssumeRolePolicyDocument, 'trust');
  const isTaken = statements.some(
    ({ effect, principal }) =>
      effect === 'Allow' &&
      ((principal?.services.length ?? 0) > 0 || (principal?.federated.length ?? 0) > 0),
  );
  return isTaken
    ? null
    : `No AWS service may take ${name}: its trust policy names none. An instance, a function or a task cannot run as it. Let a new role be made, or give it a statement for its service.`;
}

/** ARN of who calls, there or still to be made. */
export const callerArn = (
  { caller, account: { partition, id } }: Workload,
  roleName: string,
): string => caller?.arn ?? roleArnOf({ partition, trustingAccountId: id, roleName });
