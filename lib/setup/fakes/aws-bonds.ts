import type { AwsConnection, AwsTarget, Bond, PrincipalKind } from '@/lib/ports';
import type { Others } from './aws-others';

type Held = { policies: Map<string, string>; others: Others };

/** What hangs on an object of the fake AWS. */
export function bondsIn(fake: Held, at: AwsConnection, object: AwsTarget): Bond[] {
  switch (object.kind) {
    case 'role':
      return [
        ...inlineOf(fake, at, object.roleName),
        ...tiesIn(fake, at).filter((bond) => roleOf(bond) === object.roleName),
      ];
    case 'managed-policy':
      return tiesIn(fake, at).filter(
        (bond) => 'policyArn' in bond && bond.policyArn === object.policyArn,
      );
    case 'instance-profile':
      return tiesIn(fake, at).filter(
        (bond) => 'profileName' in bond && bond.profileName === object.profileName,
      );
    default:
      return [];
  }
}

function roleOf(bond: Bond): string | null {
  if (bond.kind === 'role-in-profile') return bond.roleName;
  return bond.principal === 'role' ? bond.principalName : null;
}

const inlineOf = ({ policies }: Held, at: AwsConnection, roleName: string): Bond[] =>
  [...policies.keys()]
    .map((key) => key.split(' '))
    .filter(
      ([accountId, principal, name]) =>
        accountId === at.accountId && principal === 'role' && name === roleName,
    )
    .map(([, , , policyName = '']) => ({
      kind: 'inline-policy',
      principal: 'role',
      principalName: roleName,
      policyName,
    }));

/** Every tie between two objects of the account. */
const tiesIn = ({ others }: Held, at: AwsConnection): Bond[] =>
  [...others.keys()]
    .map((key) => key.split(' '))
    .filter(([accountId]) => accountId === at.accountId)
    .flatMap(([, kind, ...names]) => tieOf(kind, names));

function tieOf(kind: string | undefined, names: string[]): Bond[] {
  const [first = '', second = '', third = ''] = names;
  switch (kind) {
    case 'principal-attachment':
    case 'boundary':
      return [
        // The key was made of a target that had such a principal.
        {
          kind,
          principal: first as PrincipalKind,
          principalName: second,
          policyArn: third,
        },
      ];
    case 'managed-attachment':
      return [
        {
          kind: 'principal-attachment',
          principal: 'role',
          principalName: first,
          policyArn: second,
        },
      ];
    case 'role-in-profile':
      return [{ kind, profileName: first, roleName: second }];
    default:
      return [];
  }
}
