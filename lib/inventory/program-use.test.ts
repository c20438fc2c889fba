import { describe, expect, it } from 'vitest';
import type { PolicyDocument, RoleDetail } from '@/lib/iam/world';
import { programUseOf } from './program-use';
import { arnOf, PROD, role, TOOLING, trust } from './test-estate';

const CI = arnOf(TOOLING, 'role/ci');
const asked = (Condition: object) => ({ Condition });

const useOf = (trusted: PolicyDocument, more: Partial<RoleDetail> = {}) =>
  programUseOf(role(PROD, 'deploy', trusted, null, more), { endpointUrl: null });

describe('1.6: taking a role in a program', () => {
  it('is a few lines of JavaScript and of Python, with the external ID that is asked for', () => {
    const trusted = trust(
      { AWS: CI },
      asked({ StringEquals: { 'sts:ExternalId': 'acme-42' } }),
    );
    const use = useOf(trusted);
    if (!use || 'cause' in use) throw new Error(use?.cause ?? 'nothing');
    expect(use.javascript.split('\n')).toEqual([
      'import { S3Client } from "@aws-sdk/client-s3";',
      'import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";',
      '',
      '// Takes the role when it is needed, and again before the hour is over.',
      'const credentials = fromTemporaryCredentials({',
      '  clientConfig: { region: "us-east-1" },',
      '  params: {',
      '    RoleArn: "arn:aws:iam::777788889999:role/deploy",',
      '    RoleSessionName: "my-program",',
      '    ExternalId: "acme-42",',
      '  },',
      '});',
      'const s3 = new S3Client({ region: "us-east-1", credentials });',
      '',
    ]);
    expect(use.python).toContain('    ExternalId="acme-42",\n');
  });

  it('writes nothing that a policy could break out of the text with', () => {
    const trusted = trust(
      { AWS: CI },
      asked({ StringEquals: { 'sts:ExternalId': 'x"}); evil(); ({"a":"' } }),
    );
    expect(JSON.stringify(useOf(trusted))).not.toContain('evil');
  });

  it('is not to be had where a second factor is asked for', () => {
    const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    expect(useOf(trust({ AWS: CI }, asked(mfa)))).toEqual({
      cause: expect.stringContaining('asks for a second factor'),
    });
  });

  it.each<[who: string, trusted: PolicyDocument]>([
    ['a service', trust({ Service: 'ec2.amazonaws.com' })],
    ['a provider', trust({ Federated: arnOf(PROD, 'saml-provider/x') })],
    ['somebody who was deleted', trust({ AWS: 'AROAEXAMPLEDELETED000' })],
    ['nobody', trust({ AWS: CI }, { Effect: 'Deny' })],
  ])('is for no role that trusts %s', (_who, trusted) => {
    expect(useOf(trusted)).toBeNull();
  });
});
