import { collectFacts, type WorldFacts } from '../facts/world-facts';
import type { PolicyKind } from '../parse/policy';
import type { CollectedAccount, PolicyDocument } from '../world';
import type { Place } from './place';

type RolePlace = Extract<Place, { kind: 'trust' | 'inline' }>;

export type PlacedDocument = { world: WorldFacts; place: RolePlace };

const NAME = 'new';
/** Accounts of customers do not begin so. */
const SOME_ACCOUNT = '000000000000';

/**
 * A made-up world for a document that hangs nowhere yet: its own account, in which it stands,
 * and every account that it names. Null for kinds that do not hang on a role: a bucket or key
 * would have to be the very one that the document names.
 *
 * @param accountId the account it is written for; null when that is not known
 */
export function worldAround(
  document: PolicyDocument,
  kind: PolicyKind,
  accountId: string | null,
): PlacedDocument | null {
  const homeId = accountId ?? SOME_ACCOUNT;
  const place = placeOf(kind, homeId);
  if (!place) return null;
  const named = JSON.stringify(document ?? null).match(/(?<!\d)\d{12}(?!\d)/g) ?? [];
  const accounts = Object.fromEntries(
    [...new Set([homeId, ...named])].map((id) => [id, accountOf({})]),
  );
  accounts[homeId] = homeOf(document, place, homeId);
  return { world: collectFacts({ accounts }), place };
}

function placeOf(kind: PolicyKind, homeId: string): RolePlace | null {
  const role = `arn:aws:iam::${homeId}:role/${NAME}`;
  if (kind === 'trust') return { kind, roleArn: role };
  return kind === 'identity'
    ? { kind: 'inline', ownerArn: role, policyName: NAME }
    : null;
}

const accountOf = (parts: Partial<CollectedAccount>): CollectedAccount => ({
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: [],
  Policies: [],
  ...parts,
});

function homeOf(
  document: PolicyDocument,
  place: RolePlace,
  homeId: string,
): CollectedAccount {
  const isTrust = place.kind === 'trust';
  return accountOf({
    RoleDetailList: [
      {
        Path: '/',
        RoleName: NAME,
        RoleId: 'AROAEDITEDEDITED',
        Arn: `arn:aws:iam::${homeId}:role/${NAME}`,
        AssumeRolePolicyDocument: isTrust ? document : null,
        RolePolicyList: isTrust ? [] : [{ PolicyName: NAME, PolicyDocument: document }],
      },
    ],
  });
}
