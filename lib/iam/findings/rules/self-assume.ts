import type { ParsedStatement } from '../../parse/policy';
import { rememberPolicy } from '../../parse/remember-policy';
import { toStrings } from '../../parse/values';
import type { RoleDetail } from '../../world';
import { documentLets } from '../ask/document-lets';
import { fixWith } from '../edit/outcome';
import { sourceOf } from '../edit/principal-block';
import { withStatement } from '../edit/statements';
import { isAssumeAllow } from '../principals';
import { type Place, statementRule } from '../rule';

/**
 * A role that may ask for itself and does not trust itself.
 *
 * @see https://aws.amazon.com/blogs/security/announcing-an-update-to-iam-role-trust-policy-behavior/
 */
export const selfAssume = statementRule(
  'self-assume-not-trusted',
  ['identity'],
  ({ resource, effect }) => effect === 'Allow' && resource?.isNegated === false,
  (place, statement) => {
    const { role } = place;
    const isAsked =
      role !== null && isAssumeAllow(statement) && namesExactly(statement, role.Arn);
    if (!isAsked || trustsItself(place, role)) return null;
    return {
      message:
        'The role may take itself by its own policy, but its trust policy does not name it: take the permission out, or name the role there.',
      about: role.RoleName,
      fix: () =>
        fixWith(
          withStatement(place, {
            index: statement.index,
            next: withoutResource(statement, role.Arn),
          }),
          'The permission that had no effect goes: name the role in its own trust policy instead if it has to take itself.',
        ),
    };
  },
);

const namesExactly = ({ resource }: ParsedStatement, arn: string): boolean =>
  resource?.isNegated === false && resource.patterns.some(({ raw }) => raw === arn);

function withoutResource(statement: ParsedStatement, arn: string) {
  const source = sourceOf(statement);
  const left = (toStrings(source['Resource']) ?? []).filter((one) => one !== arn);
  return left.length > 0 ? { ...source, Resource: left } : null;
}

function trustsItself(place: Place, role: RoleDetail): boolean {
  const policy = rememberPolicy(role.AssumeRolePolicyDocument, 'trust');
  const { accountId } = place.account;
  const ref = {
    name: 'trust policy',
    arn: null,
    kind: 'trust' as const,
    owner: role.Arn,
    accountId,
  };
  const trust: Place = { ...place, kind: 'trust', ref, policy };
  return policy.statements.some(
    (statement) =>
      statement.effect === 'Allow' &&
      documentLets(trust, statement, {
        action: 'sts:AssumeRole',
        principal: { AWS: role.Arn },
        resource: role.Arn,
      }),
  );
}
