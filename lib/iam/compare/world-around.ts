import { collectFacts, type WorldFacts } from '../facts/world-facts';
import type { PolicyKind } from '../parse/policy';
import type { CollectedAccount, PolicyDocument } from '../world';
import type { Place } from './place';

export type PlacedDocument = { world: WorldFacts; place: Place };

const ROLE_NAME = 'edited';

/**
 * A made-up world for a document that hangs nowhere yet: its own account, in which it stands,
 * and every account that it names. Null for kinds that stand at no single place.
 *
 * @param homeId the account it is written for
 */
export function worldAround(
  document: PolicyDocument,
  kind: PolicyKind,
  homeId: string,
): PlacedDocument | null {
  const place = placeOf(kind, homeId);
  if (!place) return null;
  const named = JSON.stringify(document ?? null).match(/(?<!\d)\d{12}(?!\d)/g) ?? [];
  const accounts = Object.fromEntries(
    [...new Set([homeId, ...named])].map((id) => [id, accountOf({})]),
  );
  accounts[homeId] = homeOf(document, place, homeId);
  return { world: collectFacts({ accounts }), place };
}

function placeOf(kind: PolicyKind, homeId: string): Place | null {
  const role = `arn:aws:iam::${homeId}:role/${ROLE_NAME}`;
  switch (kind) {
    case 'trust':
      return { kind, roleArn: role };
    case 'identity':
      return { kind: 'inline', ownerArn: role, policyName: ROLE_NAME };
    case 'bucket':
      return { kind, bucketName: ROLE_NAME };
    case 'key':
      return { kind, keyArn: `arn:aws:kms:eu-west-1:${homeId}:key/${ROLE_NAME}` };
    default:
      return null;
  }
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
  place: Place,
  homeId: string,
): CollectedAccount {
  if (place.kind === 'bucket')
    return accountOf({ Buckets: [{ Name: place.bucketName, Policy: document }] });
  if (place.kind === 'key')
    return accountOf({
      Keys: [{ KeyId: ROLE_NAME, Arn: place.keyArn, Policy: document }],
    });
  const isTrust = place.kind === 'trust';
  return accountOf({
    RoleDetailList: [
      {
        Path: '/',
        RoleName: ROLE_NAME,
        RoleId: 'AROAEDITEDEDITED',
        Arn: `arn:aws:iam::${homeId}:role/${ROLE_NAME}`,
        AssumeRolePolicyDocument: isTrust ? document : null,
        RolePolicyList: isTrust
          ? []
          : [{ PolicyName: ROLE_NAME, PolicyDocument: document }],
      },
    ],
  });
}
