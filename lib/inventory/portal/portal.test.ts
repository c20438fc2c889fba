import { describe, expect, it } from 'vitest';
import type { ActivityEntry, Portal } from '@/lib/ports';
import { account, PROD, role } from '../test-estate';
import { DEPLOY, ec2, workspaceOf } from '../test-workspace';
import { getPortal, setPortal } from './portal-setting';
import { portalUseOf } from './portal-use';
import { PortalInput } from './schema';

const ADMIN = `arn:aws:iam::${PROD}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_Access_0123456789abcdef`;
const portal = { startUrl: 'https://acme.awsapps.com/start', region: 'eu-west-1' };
const place = { accountName: 'Prod & Co', isPractice: false };

describe('a role of Identity Center', () => {
  it('has its page in the access portal and a profile that signs in there', () => {
    expect(portalUseOf(ADMIN, portal, place)).toEqual({
      permissionSet: 'Admin_Access',
      way: {
        url: 'https://acme.awsapps.com/start/#/console?account_id=777788889999&role_name=Admin_Access&destination=https%3A%2F%2Fconsole.aws.amazon.com%2F',
        profile: [
          '[sso-session identity-center]',
          'sso_start_url = https://acme.awsapps.com/start',
          'sso_region = eu-west-1',
          'sso_registration_scopes = sso:account:access',
          '',
          '[profile Prod-Co/Admin_Access]',
          'sso_session = identity-center',
          'sso_account_id = 777788889999',
          'sso_role_name = Admin_Access',
          'region = eu-west-1',
          '',
        ].join('\n'),
      },
    });
  });

  it.each([
    [
      'in GovCloud',
      'aws-us-gov',
      'destination=https%3A%2F%2Fconsole.amazonaws-us-gov.com',
    ],
    ['whose console is not published', 'aws-eusc', 'role_name=Admin_Access'],
  ])('lands %s where that partition’s console is', (_, partition, expected) => {
    const use = portalUseOf(
      ADMIN.replace('arn:aws:', `arn:${partition}:`),
      portal,
      place,
    );
    expect(use?.way).toMatchObject({ url: expect.stringMatching(expected) });
  });

  it('says why it has none', () => {
    expect(portalUseOf(ADMIN, null, place)?.way).toMatchObject({
      cause: expect.stringContaining('is not set'),
    });
    const practice = { ...place, isPractice: true };
    expect(portalUseOf(ADMIN, portal, practice)?.way).toMatchObject({
      cause: 'practice accounts have no access portal.',
    });
  });

  it.each([
    DEPLOY,
    `arn:aws:iam::${PROD}:role/AWSReservedSSO_Admin_0123456789abcdef`,
    `arn:aws:iam::${PROD}:role/aws-reserved/sso.amazonaws.com/Other`,
  ])('is not %s', (arn) => {
    expect(portalUseOf(arn, portal, place)).toBeNull();
  });
});

describe('the address of the access portal', () => {
  it.each([
    ['https://acme.awsapps.com/start/#/', 'https://acme.awsapps.com/start'],
    ['https://acme.awsapps.com/start/#/?tab=accounts', 'https://acme.awsapps.com/start'],
    [' https://d-9067.awsapps.com/start/ ', 'https://d-9067.awsapps.com/start'],
    [
      'https://ssoins-1.portal.eu-west-1.app.aws',
      'https://ssoins-1.portal.eu-west-1.app.aws',
    ],
    [
      'https://start.us-gov-home.awsapps.com/directory/d-9067',
      'https://start.us-gov-home.awsapps.com/directory/d-9067',
    ],
    ['', ''],
  ])('may be %s', (startUrl, expected) => {
    expect(PortalInput.parse({ startUrl, region: 'eu-west-1' }).startUrl).toBe(expected);
  });

  it('may be in the European Sovereign Cloud', () => {
    const there = { startUrl: '', region: 'eusc-de-east-1' };
    expect(PortalInput.safeParse(there).success).toBe(true);
    expect(PortalInput.safeParse({ ...there, region: 'eu west 1' }).success).toBe(false);
  });

  it.each([
    'http://acme.awsapps.com/start',
    'https://acme.awsapps.com.evil.example/start',
    'https://evil.example/acme.awsapps.com/start',
    'https://acme.awsapps.com/start?next=https://evil.example',
    'https://user@acme.awsapps.com/start',
    'https://acme.awsapps.com/start\n[default]',
    'https://acme.awsapps.com/start#/\n[default]',
    'https://evil.example/#https://acme.awsapps.com/start',
    'javascript:alert(1)',
  ])('is never %s', (startUrl) => {
    expect(PortalInput.safeParse({ startUrl, region: 'eu-west-1' }).success).toBe(false);
  });

  it('is set by an administrator, with its region, and told', async () => {
    const kept: { portal: Portal | null } = { portal: null };
    const told: ActivityEntry[] = [];
    const deps = {
      workspaces: {
        portalOf: async () => kept.portal,
        setPortal: async (_: unknown, portal: Portal | null) =>
          void Object.assign(kept, { portal }),
      },
      activity: { append: async (entry: ActivityEntry) => void told.push(entry) },
    };
    const { actor } = workspaceOf({ [PROD]: account([role(PROD, 'deploy', ec2)]) });
    const admin = { ...actor, role: 'admin' } as const;
    const viewer = { ...actor, role: 'viewer' } as const;
    expect(await setPortal(deps, viewer, portal)).toMatchObject({
      error: { kind: 'forbidden' },
    });
    expect(await setPortal(deps, admin, { ...portal, region: '' })).toMatchObject({
      error: { kind: 'invalid_input' },
    });
    expect(told).toEqual([]);
    expect(await setPortal(deps, admin, portal)).toMatchObject({ ok: true });
    expect(told[0]?.sentence).toContain('acme.awsapps.com/start in eu-west-1');
    expect(await getPortal(deps, viewer)).toMatchObject({
      value: { ...portal, mayChange: false },
    });
    await setPortal(deps, admin, { startUrl: '', region: '' });
    expect(kept.portal).toBeNull();
  });
});
