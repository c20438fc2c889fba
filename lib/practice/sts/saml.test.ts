import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MintSamlInput } from '../saml/mint-saml-response';
import { allow, documentOf, roleArn } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { ACCOUNT, clientsWith, makeRole, practice } from './test-federation';
import {
  assume,
  CORP,
  OTHER,
  responseOf,
  SIGN_IN,
  startSaml,
  trustsSaml,
} from './test-sign-in-by-saml';

beforeAll(startSaml);
afterAll(() => practice.stop());

describe('a SAML response', () => {
  it('gives a session of the role, and tells who signed in', async () => {
    const taken = await assume(await responseOf(), { DurationSeconds: 7200 });
    expect(taken).toMatchObject({
      Subject: 'anna@acme.example',
      SubjectType: 'persistent',
      Audience: SIGN_IN,
      Issuer: expect.stringMatching(/^https:\/\/idp\..*\/saml\/[A-Z2-7]{4}$/),
      NameQualifier: expect.stringMatching(/^[A-Za-z0-9+/]{27}=$/),
      AssumedRoleUser: {
        Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/desk/anna@acme.example`,
      },
    });
    const who = await clientsWith(taken).sts.send(new GetCallerIdentityCommand({}));
    expect(who.Arn).toBe(taken.AssumedRoleUser?.Arn);
  });

  it('is refused where the trust asks for another subject', async () => {
    await makeRole('bosses', trustsSaml({ 'saml:sub': 'boss@acme.example' }));
    const RoleArn = roleArn(ACCOUNT, 'bosses');
    const refused = assume(await responseOf({ roles: `${RoleArn},${CORP}` }), {
      RoleArn,
    });
    await expect(refused).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Not authorized to perform sts:AssumeRoleWithSAML',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('is refused for a role that it does not name, or that does not exist', async () => {
    const RoleArn = roleArn(ACCOUNT, 'prod-read');
    expect(await codeOf(assume(await responseOf(), { RoleArn }))).toBe('AccessDenied');
    const none = roleArn(ACCOUNT, 'none');
    const named = await responseOf({ roles: [`${CORP},${none}`] });
    expect(await codeOf(assume(named, { RoleArn: none }))).toBe('AccessDenied');
  });

  it('is refused for a provider that is not there, or is of somebody else', async () => {
    const gone = `arn:aws:iam::${ACCOUNT}:saml-provider/Gone`;
    await expect(
      assume(await responseOf(), { PrincipalArn: gone }),
    ).rejects.toMatchObject({
      name: 'InvalidIdentityTokenException',
      message: "Specified provider doesn't exist",
    });
    expect(await messageOf(assume(await responseOf(), { PrincipalArn: OTHER }))).toBe(
      'Issuer not present in specified provider',
    );
  });

  it('is good for five minutes', async () => {
    expect(await codeOf(assume(await responseOf({ ageSeconds: 290 })))).toBe('ok');
    await expect(assume(await responseOf({ ageSeconds: 301 }))).rejects.toMatchObject({
      name: 'ExpiredTokenException',
      message: 'Token must be redeemed within 5 minutes of issuance',
    });
    expect(await codeOf(assume(await responseOf({ ageSeconds: -60 })))).toBe(
      'InvalidIdentityTokenException',
    );
  });

  it.each([
    [
      { audience: 'https://example.com' },
      'Response does not contain the required audience.',
    ],
    [{ sessionName: undefined }, 'RoleSessionName is required in AuthnResponse'],
    [
      { sessionName: 'anna b' },
      'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}',
    ],
    [
      { attributes: { SourceIdentity: 'aws:anna' } },
      'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
    ],
  ] as [Partial<MintSamlInput>, string][])('of %j is refused', async (more, message) => {
    await expect(assume(await responseOf(more))).rejects.toMatchObject({
      name: 'InvalidIdentityTokenException',
      message,
    });
  });
});

describe('the session of a SAML response', () => {
  const endOf = ({ Credentials }: Awaited<ReturnType<typeof assume>>) =>
    ((Credentials?.Expiration?.getTime() ?? 0) - Date.now()) / 1000;

  it('lasts as asked, else as the provider says, never longer than either allows', async () => {
    const attributes = { SessionDuration: '1800' };
    expect(endOf(await assume(await responseOf({ attributes })))).toBeLessThan(1801);
    const asked = await assume(await responseOf({ attributes }), {
      DurationSeconds: 3600,
    });
    expect(endOf(asked)).toBeGreaterThan(1801);
    expect(endOf(await assume(await responseOf({ sessionSeconds: 1200 })))).toBeLessThan(
      1201,
    );
    expect(await messageOf(assume(await responseOf(), { DurationSeconds: 7201 }))).toBe(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  });

  it('carries tags, source identity and what the provider said', async () => {
    const tagged = await makeRole(
      'tagged-desk',
      trustsSaml(
        { 'saml:aud': SIGN_IN },
        {
          Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity'],
        },
      ),
    );
    const { iam } = await practice.admin(ACCOUNT);
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'tagged-desk',
        PolicyName: 'p',
        PolicyDocument: documentOf(
          allow('s3:ListAllMyBuckets', '*', {
            Condition: {
              StringEquals: {
                'aws:PrincipalTag/team': 'RD 1',
                'aws:SourceIdentity': 'anna',
                'aws:FederatedProvider': CORP,
                'saml:sub': 'anna@acme.example',
              },
            },
          }),
        ),
      }),
    );
    const attributes = { 'PrincipalTag:team': 'RD 1', SourceIdentity: 'anna' };
    const more = { roles: `${tagged},${CORP}`, attributes };
    const taken = await assume(await responseOf(more), { RoleArn: tagged });
    expect(taken.SourceIdentity).toBe('anna');
    const list = new ListBucketsCommand({});
    expect(await codeOf(clientsWith(taken).s3.send(list))).toBe('ok');
    const desk = { attributes: { 'PrincipalTag:team': 'RD 1' } };
    expect(await messageOf(assume(await responseOf(desk)))).toBe(
      'Not authorized to perform sts:TagSession',
    );
  });
});
