import { isMember } from '../../facts/org-facts';
import type { ParsedStatement } from '../../parse/policy';
import type { Fix } from '../finding';
import type { NoFix, Place } from '../rule';
import { demand } from './condition-block';
import { fixWith } from './outcome';
import { changeAll } from './principal-block';

/** The statement for callers of the own organization only; without one, of the own account. */
export function closeToOwn(place: Place, statement: ParsedStatement): Fix | NoFix {
  const { org } = place.world;
  const { accountId } = place.account;
  const [key, value, who] =
    org && isMember(org, accountId)
      ? ['aws:PrincipalOrgID', org.id, 'your organisation']
      : ['aws:PrincipalAccount', accountId, `account ${accountId}`];
  const document = changeAll(place, statement, (source) =>
    demand(source, 'StringEquals', key, value),
  );
  const note = `Only callers of ${who} are left in: check that nobody outside needs this, and name the principals where you know them.`;
  return fixWith(document, note);
}
