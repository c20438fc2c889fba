import type { WorldFacts } from '../../facts/world-facts';
import type { ParsedStatement } from '../../parse/policy';
import { rememberPolicy } from '../../parse/remember-policy';
import { conditionsOn, isStrict } from '../conditions';
import { isAssumeAllow, outsiderAccounts } from '../principals';

/** An external ID as one trust policy demands it of accounts outside. */
export type DemandedId = { externalId: string; accounts: string[] };

/** Every external ID that a trust policy of the world demands of accounts outside. */
export const demandedIds = (world: WorldFacts): DemandedId[] =>
  [...world.accounts.values()].flatMap(({ rolesByArn }) =>
    [...rolesByArn.values()].flatMap(({ AssumeRolePolicyDocument }) =>
      rememberPolicy(AssumeRolePolicyDocument, 'trust').statements.flatMap((statement) =>
        demandedBy(world, statement),
      ),
    ),
  );

function demandedBy(world: WorldFacts, statement: ParsedStatement): DemandedId[] {
  const asked = conditionsOn(statement, 'sts:ExternalId').filter(isStrict);
  if (asked.length === 0 || !statement.isUsable || !isAssumeAllow(statement)) return [];
  const accounts = outsiderAccounts(world, statement);
  if (accounts.length === 0) return [];
  return asked
    .flatMap(({ values }) => values)
    .map(({ raw }) => ({ externalId: raw, accounts }));
}
