import { findPolicyDocument } from '../../facts/world-facts';
import type { ParsedStatement } from '../../parse/policy';
import { rememberPolicy } from '../../parse/remember-policy';
import type { RoleDetail } from '../../world';
import { letsEntry } from '../ask/callers';
import { isTrustOpen } from '../ask/is-open';
import { closeToOwn } from '../edit/close-to-own';
import { fixWith } from '../edit/outcome';
import { dropPrincipals } from '../edit/principal-block';
import {
  accountOfEntry,
  allowsAws,
  allowsEveryone,
  isAssumeAllow,
  outsiderEntries,
} from '../principals';
import { type Place, statementRule } from '../rule';

/** A role that may do everything, in reach of somebody outside. */
export const adminRoleExternalTrust = statementRule(
  'admin-role-external-trust',
  ['trust'],
  (statement) => allowsEveryone(statement) || allowsAws(statement),
  (place, statement) => {
    const outsiders = isAssumeAllow(statement)
      ? outsiderEntries(place.world, statement)
      : [];
    const isForAll = allowsEveryone(statement);
    if ((outsiders.length === 0 && !isForAll) || !isAdministrator(place)) return null;
    const isOpen = isForAll && isTrustOpen(place, statement);
    const entries = outsiders.filter((entry) => letsEntry(place, statement, entry));
    const [stranger] = entries.map(accountOfEntry);
    if (!isOpen && !stranger) return null;
    return {
      message:
        'Somebody outside your organisation can take a role that may do everything: give it a narrower one.',
      about: stranger ? `account ${stranger}` : 'any AWS account',
      fix: () =>
        isOpen
          ? closeToOwn(place, statement)
          : fixWith(
              dropPrincipals(place, statement, 'AWS', entries),
              `Account ${stranger} can no longer take this role: first make it one that may do only what it needs.`,
            ),
    };
  },
);

/** By a statement of its own or AWS's administrator policy, and no boundary cuts it down. */
function isAdministrator({ world, account, role }: Place): boolean {
  if (!role) return false;
  const attached = role.AttachedManagedPolicies ?? [];
  const isNamed = attached.some(({ PolicyArn }) =>
    /:iam::aws:policy\/AdministratorAccess$/.test(PolicyArn),
  );
  const documents = [
    ...(role.RolePolicyList ?? []).map(({ PolicyDocument }) => PolicyDocument),
    ...attached.flatMap(({ PolicyArn }) => {
      const found = findPolicyDocument(world, account, PolicyArn);
      return found ? [found.document] : [];
    }),
  ];
  const isFull = documents.some((document) =>
    rememberPolicy(document, 'identity').statements.some(grantsEverything),
  );
  return (isNamed || isFull) && !isCutDown({ world, account, role });
}

function isCutDown({
  world,
  account,
  role,
}: Pick<Place, 'world' | 'account'> & { role: RoleDetail }): boolean {
  const arn = role.PermissionsBoundary?.PermissionsBoundaryArn;
  const found = arn ? findPolicyDocument(world, account, arn) : null;
  if (!found) return false;
  const { statements } = rememberPolicy(found.document, 'boundary');
  return !statements.some(grantsEverything);
}

const grantsEverything = (statement: ParsedStatement): boolean =>
  statement.effect === 'Allow' &&
  statement.isUsable &&
  statement.conditions.length === 0 &&
  !statement.action.isNegated &&
  statement.action.patterns.some(({ text }) => /^\*+$|^\*:\*$/.test(text)) &&
  statement.resource?.isNegated === false &&
  statement.resource.patterns.some(({ raw }) => /^(?:\*|arn:\*:\*:\*:\*:\*)$/.test(raw));
