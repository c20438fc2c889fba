import { describe, expect, it } from 'vitest';
import type { PolicyDocument, RoleDetail } from '@/lib/iam/world';
import { ownUseOf } from './own-use';
import { arnOf, document, PROD, role, TOOLING, trust } from './test-estate';

const ANA = arnOf(TOOLING, 'user/people/ana');
const SSO = arnOf(
  TOOLING,
  'role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef',
);
const asked = (Condition: object) => ({ Condition });
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const EXTERNAL = { StringEquals: { 'sts:ExternalId': 'acme-42' } };

const useOf = (trusted: PolicyDocument, more: Partial<RoleDetail> = {}) =>
  ownUseOf(role(PROD, 'deploy', trusted, null, more), {
    accountName: 'Prod & Co',
    isProduction: true,
    endpointUrl: null,
  });

describe('taking a role without this console', () => {
  it('1.6, 3.9: is a profile on one’s own and the page that switches roles', () => {
    expect(useOf(trust({ AWS: arnOf(TOOLING, 'root') }))).toEqual({
      profile: [
        '[profile Prod-Co/deploy]',
        'role_arn = arn:aws:iam::777788889999:role/deploy',
        'source_profile = <your profile>',
        'region = us-east-1',
        '',
      ].join('\n'),
      switchRole: {
        url: 'https://signin.aws.amazon.com/switchrole?account=777788889999&roleName=deploy&displayName=deploy+%40+Prod+%26+Co',
      },
      extension: [
        '[Prod-Co/deploy]',
        'role_arn = arn:aws:iam::777788889999:role/deploy',
        'region = us-east-1',
        'color = b3261e',
        '',
      ].join('\n'),
    });
  });

  it('names the device of the user and the external ID that are asked for, and the role’s region', () => {
    const use = useOf(trust({ AWS: ANA }, asked({ ...MFA, ...EXTERNAL })), {
      RoleLastUsed: { LastUsedDate: '2026-11-20T10:00:00Z', Region: 'eu-west-1' },
    });
    expect(use).toEqual({
      profile: [
        '[profile Prod-Co/deploy]',
        'role_arn = arn:aws:iam::777788889999:role/deploy',
        'source_profile = <your profile>',
        'region = eu-west-1',
        'mfa_serial = arn:aws:iam::111122223333:mfa/ana',
        'external_id = acme-42',
        '',
      ].join('\n'),
      switchRole: {
        cause: 'the trust policy asks for an external ID, and that page cannot send one.',
      },
      extension: null,
    });
  });

  it.each([
    [
      'of several lines',
      { StringEquals: { 'sts:ExternalId': 'x\n[default]\nregion = a' } },
    ],
    ['that is a pattern', { StringLike: { 'sts:ExternalId': 'acme-*' } }],
  ])('writes no external ID %s', (_what, condition) => {
    const { profile } = useOf(trust({ AWS: ANA }, asked(condition))) ?? {};
    expect(profile?.split('\n').slice(-2)).toEqual(['external_id = <external ID>', '']);
    expect(profile).not.toContain('[default]');
  });

  it('takes no value for the external ID that it must not be', () => {
    const other = { StringNotEquals: { 'sts:ExternalId': 'acme-42' } };
    expect(useOf(trust({ AWS: ANA }, asked(other)))?.profile).not.toContain(
      'external_id',
    );
  });

  it('carries the endpoint of practice accounts, which have no page of AWS', () => {
    const use = ownUseOf(role(PROD, 'deploy', trust({ AWS: TOOLING })), {
      accountName: 'Prod',
      isProduction: false,
      endpointUrl: 'http://127.0.0.1:4566',
    });
    expect(use?.profile.split('\n')[0]).toBe('# practice account');
    expect(use?.profile).toContain('endpoint_url = http://127.0.0.1:4566\n');
    expect(use?.switchRole).toEqual({ cause: 'practice accounts have none.' });
  });

  it('goes the way that asks least', () => {
    const Action = 'sts:AssumeRole';
    const two = document(
      { Principal: { AWS: ANA }, Action, ...asked({ ...MFA, ...EXTERNAL }) },
      { Principal: { AWS: SSO }, Action },
    );
    expect(useOf(two)?.profile).not.toMatch(/mfa_serial|external_id/);
    expect(useOf(two)?.switchRole).toHaveProperty('url');
  });

  it('does not go by a statement that only lets people name themselves', () => {
    const Principal = { AWS: ANA };
    const two = document(
      { Principal, Action: 'sts:AssumeRole', ...asked({ ...MFA, ...EXTERNAL }) },
      { Principal, Action: ['sts:SetSourceIdentity', 'sts:TagSession'] },
    );
    const { profile, switchRole } = useOf(two) ?? {};
    expect(profile).toContain('mfa_serial = arn:aws:iam::111122223333:mfa/ana\n');
    expect(profile).toContain('external_id = acme-42\n');
    expect(switchRole).toHaveProperty('cause');
  });

  it('names the device where only the age of the sign-in by it is asked for', () => {
    const recent = { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } };
    expect(useOf(trust({ AWS: ANA }, asked(recent)))?.profile).toContain('mfa_serial');
  });

  it('keeps the path of the role, up to what the page takes', () => {
    const named = (Path: string) => useOf(trust({ AWS: TOOLING }), { Path })?.switchRole;
    expect(named('/team/')).toEqual({
      url: expect.stringContaining('roleName=team%2Fdeploy&'),
    });
    expect(named(`/${'x'.repeat(60)}/`)).toEqual({
      cause: 'path and name are longer than the 64 characters that page takes.',
    });
  });

  it.each([
    ['aws-us-gov', { url: expect.stringContaining('signin.amazonaws-us-gov.com/') }],
    ['aws-eusc', { cause: expect.stringContaining('has not published') }],
  ])('is at the sign-in of %s', (partition, switchRole) => {
    const Arn = `arn:${partition}:iam::${PROD}:role/deploy`;
    expect(useOf(trust({ AWS: TOOLING }), { Arn })).toMatchObject({ switchRole });
  });

  it.each<[who: string, trusted: PolicyDocument]>([
    ['a service', trust({ Service: 'ec2.amazonaws.com' })],
    ['another role', trust({ AWS: arnOf(TOOLING, 'role/ci') })],
    ['a provider', trust({ Federated: arnOf(PROD, 'saml-provider/x') })],
    ['nobody of a deleted user', trust({ AWS: 'AIDAEXAMPLEDELETED000' })],
    ['nobody', trust({ AWS: ANA }, { Effect: 'Deny' })],
  ])('is for no role that trusts %s', (_who, trusted) => {
    expect(useOf(trusted)).toBeNull();
  });
});
