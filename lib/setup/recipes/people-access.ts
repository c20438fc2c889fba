import type { StoredAccount } from '@/lib/ports';
import { rightOf } from '../fields/field';
import type { PeopleFields } from '../fields/people-fields';
import { roleValuesOf } from '../fields/resolve-role';
import type { WhoOrAccount } from '../fields/who';
import { externalIdOf } from '../guards/guard-of';
import { type Guards, labelsOf } from '../guards/resolve-guards';
import { judgePeople, judgePolicies } from '../judge-people';
import { gainsOf } from '../plan/gains';
import { subjectOf } from '../say/names';
import { sidesOf } from '../say/sides';
import type { DraftFields } from '../schema';
import { askerJudge } from './asker-judge';
import { countOwn, ownPart } from './own-who';
import { type PeopleRequest, peoplePieces } from './people-request';
import type { Access } from './recipe';
import { roleArnOf } from './role-request';

/** A checked request of people, with everything its recipe makes of it. */
export function peopleAccess(
  fields: DraftFields,
  resolved: PeopleFields & { guards: Guards },
  who: WhoOrAccount,
  account: StoredAccount,
): Access {
  const request = requestOf(fields, resolved, who, account);
  const sides = sidesOf(who, account);
  const deed = sayDeed(resolved, request, account);
  const judge: Access['judge'] = (facts) => judgePeople(facts, request, sides, deed);
  return {
    request,
    pieces: peoplePieces(request),
    subject: subjectOf(request, sides),
    deed,
    place: {
      trustedAccountId: who.account.id,
      trustedAccountName: who.account.name,
      trustingAccountId: account.id,
      trustingAccountName: account.name,
      whoArn: who.arn,
      bucket: '',
      region: account.connection?.region ?? 'us-east-1',
      roleName: request.roleName,
      roleArn: roleArnOf(request),
      externalId: externalIdOf(request.guards),
    },
    judge,
    judgeAsker: askerJudge(
      request,
      (one) => (facts) => judgePeople(facts, one, sides, deed),
    ),
    judgeToday: judge,
    use: (facts) => judgePolicies(facts, request).deck,
    gains: (worlds) => gainsOf(request, worlds, deed),
    countWho: (after) => countOwn(request, who, after),
    fieldOf: (sid) => fieldOf(sid, request),
  };
}

function requestOf(
  fields: DraftFields,
  resolved: PeopleFields & { guards: Guards },
  who: WhoOrAccount,
  account: StoredAccount,
): PeopleRequest {
  return {
    partition: account.partition,
    ...ownPart(fields, who),
    trustingAccountId: account.id,
    managed: (rightOf(resolved.managedPolicies) ?? []).map(({ arn }) => arn),
    policy: rightOf(resolved.customPolicy)?.text ?? null,
    boundary: rightOf(resolved.boundary)?.arn ?? null,
    guards: resolved.guards.chosen,
    ...roleValuesOf(resolved),
  };
}

/** `do in Data what ReadOnlyAccess and the policy of x-ops say` */
export function sayDeed(
  { managedPolicies }: Pick<PeopleFields, 'managedPolicies'>,
  { policy, roleName }: Pick<PeopleRequest, 'policy' | 'roleName'>,
  { name }: StoredAccount,
): string {
  const names = [
    ...(rightOf(managedPolicies) ?? []).map((one) => one.name),
    ...(policy === null ? [] : [`the policy of ${roleName}`]),
  ];
  const [last = '', ...others] = names.reverse();
  const list = others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
  return `do in ${name} what ${list} ${names.length > 1 ? 'say' : 'says'}`;
}

/** The field of the form that a statement comes from. */
function fieldOf(sid: string | null, { guards }: PeopleRequest): string {
  if (sid === 'TrustedMayAssume')
    return ['Who needs it?', ...labelsOf(guards)].join(', ');
  return sid?.startsWith('Assume') ? 'Who needs it?' : 'Permissions as JSON';
}
