import type { AccountFacts } from '../facts/account-facts';
import { findPolicyDocument, type WorldFacts } from '../facts/world-facts';
import type { ParsedPolicy, ParsedStatement } from '../parse/policy';
import { rememberPolicy } from '../parse/remember-policy';
import type { AttachedPolicy, InlinePolicy, RoleDetail } from '../world';

type Holder = { inline: InlinePolicy[]; attached: AttachedPolicy[] };

/** The documents a user, group or role holds, as far as they were collected. */
export function policiesOf(
  world: WorldFacts,
  account: AccountFacts,
  { inline, attached }: Holder,
): ParsedPolicy[] {
  const managed = attached
    .map(({ PolicyArn }) => findPolicyDocument(world, account, PolicyArn))
    .filter((found) => found !== null)
    .map(({ document }) => document);
  return [...inline.map(({ PolicyDocument }) => PolicyDocument), ...managed].map(
    (document) => rememberPolicy(document, 'identity'),
  );
}

export const holderOfRole = (role: RoleDetail): Holder => ({
  inline: role.RolePolicyList ?? [],
  attached: role.AttachedManagedPolicies ?? [],
});

export const coversEverything = ({ resource }: ParsedStatement): boolean =>
  resource !== null &&
  !resource.isNegated &&
  resource.patterns.some(({ raw }) =>
    /^(?:\*|arn:[^:]*:iam::\*:(?:role\/)?\*)$/.test(raw),
  );

/** Whether a role may do everything: by a statement of its own or AWS's administrator policy. */
export function isAdministrator({
  world,
  account,
  role,
}: {
  world: WorldFacts;
  account: AccountFacts;
  role: RoleDetail;
}): boolean {
  const holder = holderOfRole(role);
  const isNamed = holder.attached.some(({ PolicyArn }) =>
    /:iam::aws:policy\/AdministratorAccess$/.test(PolicyArn),
  );
  const statements = policiesOf(world, account, holder).flatMap(
    (policy) => policy.statements,
  );
  return isNamed || statements.some(grantsEverything);
}

const grantsEverything = (statement: ParsedStatement): boolean =>
  statement.effect === 'Allow' &&
  !statement.action.isNegated &&
  statement.action.patterns.some(({ text }) => text === '*' || text === '*:*') &&
  coversEverything(statement) &&
  statement.conditions.length === 0;
