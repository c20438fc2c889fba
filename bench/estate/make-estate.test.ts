import { describe, expect, it } from 'vitest';
import { AccountId, PrincipalArn, RoleArn } from '@/lib/core/ids';
import { toList } from '@/lib/iam/parse/values';
import { accountDetails } from './account-details';
import { VENDOR_ID } from './account-plan';
import { estateDocuments } from './estate-documents';
import { readOptions } from './estate-options';
import { makeEstate } from './make-estate';

const OPTIONS = { accounts: 12, rolesPerAccount: 60, seed: 7 };
const ODD = { accounts: 4, rolesPerAccount: 8, oddities: 1 };

const textOf = (options: Parameters<typeof makeEstate>[0]) => {
  const { org, accounts, sessions } = makeEstate(options);
  return JSON.stringify([org, sessions, [...accounts()]]);
};
const ordinary = makeEstate(OPTIONS);
const accounts = [...ordinary.accounts()];
const roles = accounts.flatMap(({ details }) => details.RoleDetailList);
const documents = estateDocuments(ordinary);
const inPosition = (wanted: string) =>
  documents.filter(({ position }) => position === wanted);

describe('an estate', () => {
  it.each([OPTIONS, { ...ODD, seed: 3 }])(
    'is the same whenever it is made: %o',
    (options) => {
      expect(textOf(options)).toBe(textOf(options));
    },
  );

  it.each([0, 1])('is another one for another seed (oddities %i)', (oddities) => {
    const text = (seed: number) => textOf({ ...ODD, seed, oddities });
    expect(text(1)).not.toBe(text(2));
  });

  it('makes an account alike alone, in order, and a second time', () => {
    const options = readOptions({ ...OPTIONS, oddities: 0.5 });
    const estate = makeEstate(options);
    const [first, again] = [[...estate.accounts()], [...estate.accounts()]];
    for (const [index, { details }] of first.entries()) {
      expect(again[index]?.details).toEqual(details);
      expect(accountDetails(options, index)).toEqual(details);
    }
  });

  it('makes no account before it is asked for, however many there are', () => {
    const estate = makeEstate({ accounts: 20_000, rolesPerAccount: 100 });
    const [management] = estate.org.Accounts;
    for (const { id, details } of estate.accounts()) {
      expect(id).toBe(management?.Id);
      expect(details.RoleDetailList).toHaveLength(100);
      break;
    }
  });

  it.each<[Parameters<typeof makeEstate>[0], string]>([
    [{ accounts: 1 }, 'accounts: expected a whole number of at least 2.'],
    [{ rolesPerAccount: 2.5 }, 'rolesPerAccount: expected a whole number of at least 1.'],
    [{ groups: -1 }, 'groups: expected a whole number of at least 0.'],
    [{ oddities: 1.1 }, 'oddities: expected a number from 0 to 1.'],
    [{ oddities: Number.NaN }, 'oddities: expected a number from 0 to 1.'],
  ])('refuses %o', (options, message) => {
    expect(() => makeEstate(options)).toThrow(new RangeError(message));
  });

  it('can be tiny', () => {
    const least = { accounts: 2, rolesPerAccount: 1, usersPerAccount: 0, groups: 0 };
    for (const oddities of [0, 1]) {
      expect([...makeEstate({ ...least, oddities }).accounts()]).toHaveLength(2);
    }
  });
});

describe('ids and names of an estate', () => {
  it.each([0, 1])(
    'are ids and ARNs that AWS could have given (oddities %i)',
    (oddities) => {
      const made = [...makeEstate({ ...OPTIONS, oddities }).accounts()];
      expect(new Set(made.map(({ id }) => id)).size).toBe(OPTIONS.accounts);
      for (const { id, details } of made) {
        expect(AccountId.safeParse(id).success).toBe(true);
        for (const { Arn, Path, RoleName } of details.RoleDetailList) {
          expect(RoleArn.safeParse(Arn).success).toBe(true);
          expect(Arn.split(':').slice(4)).toEqual([id, `role${Path}${RoleName}`]);
        }
        for (const { Arn } of [...details.UserDetailList, ...details.GroupDetailList]) {
          expect(PrincipalArn.safeParse(Arn).success).toBe(true);
        }
        const names = details.RoleDetailList.map(({ RoleName }) =>
          RoleName.toLowerCase(),
        );
        expect(new Set(names).size).toBe(OPTIONS.rolesPerAccount);
      }
    },
  );

  it('differ from entity to entity', () => {
    const ids = accounts.flatMap(({ details }) => [
      ...details.RoleDetailList.map(({ RoleId }) => RoleId),
      ...details.UserDetailList.map(({ UserId }) => UserId),
      ...details.GroupDetailList.map(({ GroupId }) => GroupId),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^A(ROA|IDA|GPA)[A-Z2-7]{17}$/.test(id))).toBe(true);
  });
});

describe('an ordinary estate', () => {
  it('holds only documents that AWS would save, but for refused trust policies', () => {
    const codes = documents.flatMap(({ position, problems }) =>
      problems.map(({ code }) => `${position}: ${code}`),
    );
    expect(new Set(codes)).toEqual(new Set(['trust: prohibited-not-principal']));
  });

  it('keeps the sizes that AWS allows', () => {
    const limits = { trust: 2048, managed: 6144, scp: 5120, rcp: 5120, session: 2048 };
    for (const { position, source } of documents) {
      const limit = limits[position as keyof typeof limits] ?? 10_240;
      expect(JSON.stringify(source).length).toBeLessThanOrEqual(limit);
    }
  });

  it.each([
    'account-root',
    'audit',
    'auditor',
    'breakglass',
    'ci',
    'dangling',
    'data-access',
    'deploy',
    'deploy-exec',
    'github',
    'irsa',
    'mixed',
    'org-any',
    'org-tooling',
    'service',
    'tag-guarded',
    'user-trust',
    'vendor',
    'AWSReservedSSO_Admin',
    'AWSServiceRoleForAutoScaling',
  ])('has roles of the kind %s', (kind) => {
    expect(roles.some(({ RoleName }) => RoleName.startsWith(kind))).toBe(true);
  });

  it('has vendors with and without an external id', () => {
    const vendors = roles.filter(({ RoleName }) => RoleName.startsWith('vendor-'));
    const trusts = vendors.map((role) => JSON.stringify(role.AssumeRolePolicyDocument));
    expect(trusts.every((text) => text.includes(VENDOR_ID))).toBe(true);
    expect(new Set(trusts.map((text) => text.includes('sts:ExternalId'))).size).toBe(2);
  });

  it('uses NotPrincipal in bucket policies to deny and to allow', () => {
    const effects = inPosition('bucket')
      .flatMap(({ statements }) => statements)
      .filter(({ NotPrincipal }) => NotPrincipal !== undefined)
      .map(({ Effect }) => Effect);
    expect(new Set(effects)).toEqual(new Set(['Allow', 'Deny']));
  });

  it('has boundaries, keys, and no providers, which AWS prints elsewhere', () => {
    expect(roles.some((role) => role.PermissionsBoundary !== undefined)).toBe(true);
    expect(inPosition('key').length).toBeGreaterThan(0);
    for (const { details } of accounts) {
      expect(details).not.toHaveProperty('OpenIDConnectProviders');
      expect(details).not.toHaveProperty('SAMLProviders');
    }
  });

  it('has sessions of its roles, most of them under policies', () => {
    const names = new Set(roles.map(({ RoleName }) => RoleName));
    expect(ordinary.sessions.length).toBeGreaterThanOrEqual(OPTIONS.accounts);
    for (const { principal, session } of ordinary.sessions) {
      const parts = principal.split('/');
      const name = principal.includes(':assumed-role/') ? parts[1] : parts.at(-1);
      expect(names).toContain(name);
      expect(session.policies ?? session.policyArns).toBeDefined();
    }
  });
});

describe('the organization of an ordinary estate', () => {
  const { org } = ordinary;
  const typeOf = new Map(org.Policies.map(({ Id, Type }) => [Id, Type]));

  it('has every account as a member, in a unit or at the root', () => {
    expect(org.Accounts.map(({ Id }) => Id)).toEqual(accounts.map(({ id }) => id));
    const parents = [org.Root.Id, ...org.OrganizationalUnits.map(({ Id }) => Id)];
    for (const { ParentId, OrgPath } of org.Accounts) {
      expect(parents).toContain(ParentId);
      expect(OrgPath.startsWith(`${org.Organization.Id}/${org.Root.Id}/`)).toBe(true);
      expect(OrgPath.endsWith(`${ParentId}/`)).toBe(true);
    }
  });

  it('attaches at least one service control policy at every level, all of them known', () => {
    for (const ids of Object.values(org.PolicyAttachments)) {
      const types = ids.map((id) => typeOf.get(id));
      expect(types).not.toContain(undefined);
      expect(types).toContain('SERVICE_CONTROL_POLICY');
    }
  });

  it('has resource control policies that only deny, to everybody', () => {
    const statements = inPosition('rcp').flatMap((document) => document.statements);
    expect(statements.length).toBeGreaterThan(0);
    for (const { Effect, Principal } of statements) {
      expect([Effect, Principal]).toEqual(['Deny', '*']);
    }
    const attached = Object.values(org.PolicyAttachments).flat();
    const types = attached.map((id) => typeOf.get(id));
    expect(types).toContain('RESOURCE_CONTROL_POLICY');
  });

  it('denies assuming roles by condition, by list and by NotResource', () => {
    const statements = inPosition('scp').flatMap((document) => document.statements);
    const denials = statements.filter(
      ({ Effect, Action }) =>
        Effect === 'Deny' && toList(Action).includes('sts:AssumeRole'),
    );
    expect(denials.some(({ Condition }) => Condition !== undefined)).toBe(true);
    expect(denials.some(({ NotResource }) => NotResource !== undefined)).toBe(true);
    const listed = statements.filter(
      ({ Effect, Action }) => Effect === 'Allow' && Action !== '*',
    );
    expect(listed.length).toBeGreaterThan(0);
  });
});
