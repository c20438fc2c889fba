import { describe, expect, it } from 'vitest';
import type { DocumentKind } from './document-kind';
import { validatePolicyDocument } from './validate-policy-document';

const check = (statement: unknown, kind: DocumentKind, Version = '2012-10-17') =>
  validatePolicyDocument(JSON.stringify({ Version, Statement: statement }), kind);
const codesOf = (problems: { code: string }[]) => problems.map(({ code }) => code);

const ROLE = 'arn:aws:iam::111122223333:role/app';
const allow = {
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::logs/*',
};
const trust = { Effect: 'Allow', Action: 'sts:AssumeRole' };
const trustRole = { ...trust, Principal: { AWS: ROLE } };
const guard = { ...allow, Effect: 'Deny', Principal: '*' };
const when = (Condition: unknown) => ({ ...allow, Condition });

describe('a document is taken where AWS would take it', () => {
  it.each<[string, DocumentKind, unknown]>([
    ['an identity policy', 'identity', allow],
    ['everything', 'identity', { Effect: 'Allow', Action: '*', Resource: '*' }],
    ['all but', 'boundary', { Effect: 'Allow', NotAction: 'iam:*', NotResource: ROLE }],
    ['wildcards in a name', 'identity', { ...allow, Action: ['s3:Get*', 'S3:?ut*'] }],
    ['an ARN with an open end', 'identity', { ...allow, Resource: 'arn:aws:s3:*' }],
    [
      'a variable',
      'identity',
      { ...allow, Resource: `arn:aws:s3:::home/\${aws:userid}` },
    ],
    ['a session policy', 'session', { ...allow, Resource: '*' }],
    ['an account', 'trust', { ...trust, Principal: { AWS: '111122223333' } }],
    [
      'a deleted role',
      'trust',
      { ...trust, Principal: { AWS: 'AROAEXAMPLEDELETED000' } },
    ],
    ['a service', 'trust', { ...trust, Principal: { Service: 'ec2.amazonaws.com' } }],
    [
      'a provider',
      'trust',
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: {
          Federated: 'arn:aws:iam::111122223333:oidc-provider/ci.example/id/A1',
        },
        Condition: { StringEquals: { 'ci.example/id/A1:sub': 'main' } },
      },
    ],
    [
      'a built-in provider',
      'trust',
      { ...trust, Principal: { Federated: 'accounts.google.com' } },
    ],
    ['a bucket with free Sid', 'bucket', { ...allow, Principal: '*', Sid: 'any text' }],
    [
      'an origin access identity',
      'bucket',
      {
        ...allow,
        Principal: {
          AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1',
        },
      },
    ],
    ['all but one', 'bucket', { ...allow, Effect: 'Deny', NotPrincipal: { AWS: ROLE } }],
    [
      'a canonical user',
      'bucket',
      { ...allow, Principal: { CanonicalUser: 'a1'.repeat(32) } },
    ],
    [
      'a key without Resource',
      'key',
      { Effect: 'Allow', Action: 'kms:*', Principal: '*' },
    ],
    [
      'a service control policy',
      'scp',
      { ...allow, Condition: { Null: { 'aws:x': true } } },
    ],
    ['a resource control policy', 'rcp', guard],
  ])('%s', (_, kind, statement) => {
    expect(check(statement, kind)).toEqual([]);
  });

  it.each([
    [
      'a number',
      when({ NumericLessThan: { 'aws:MultiFactorAuthAge': ['3600', 1e3, -1.5] } }),
    ],
    ['a date', when({ DateLessThan: { 'aws:CurrentTime': '2026-11-24T12:00:00Z' } })],
    ['epoch seconds', when({ DateLessThan: { 'aws:EpochTime': 1795521600 } })],
    ['a boolean', when({ BoolIfExists: { 'aws:SecureTransport': [true, 'False'] } })],
    ['an address', when({ NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '::1'] } })],
    ['base64', when({ BinaryEquals: { 'kms:Hash': 'QmluYXJ5' } })],
    [
      'an ARN',
      when({ ArnLike: { 'aws:PrincipalArn': ['*', 'arn:aws:iam::*:role/a*'] } }),
    ],
    ['a variable', when({ ArnEquals: { 'aws:SourceArn': `\${aws:PrincipalArn}` } })],
    ['a tag with a space', when({ StringLike: { 'aws:PrincipalTag/cost centre': '*' } })],
    ['no condition', when({})],
  ])('a condition on %s', (_, statement) => {
    expect(check(statement, 'identity')).toEqual([]);
  });

  it('a variable in a document of 2008, which is plain text there', () => {
    const home = { ...allow, Resource: `arn:aws:s3:::home/\${aws:userid}` };
    expect(check(home, 'identity', '2008-10-17')).toEqual([]);
  });
});

describe('a statement is refused', () => {
  it.each<[string, DocumentKind, unknown]>([
    ['invalid-effect', 'identity', { ...allow, Effect: 'allow' }],
    ['unknown-element', 'identity', { ...allow, Actions: 's3:*' }],
    ['unknown-element', 'identity', JSON.parse('{"__proto__":1}')],
    ['statement-not-an-object', 'identity', [null]],
    ['statement-not-an-object', 'identity', [[allow]]],
    ['missing-action', 'identity', { Effect: 'Allow', Resource: '*' }],
    ['missing-action', 'identity', { ...allow, Action: [] }],
    ['missing-action', 'identity', { Effect: 'Allow', NotAction: [], Resource: '*' }],
    ['exclusive-elements', 'identity', { ...allow, NotAction: 's3:*' }],
    ['exclusive-elements', 'identity', { ...allow, NotResource: null }],
    ['exclusive-elements', 'bucket', { ...guard, NotPrincipal: { AWS: ROLE } }],
    ['invalid-action', 'identity', { ...allow, Action: 'GetObject' }],
    ['invalid-action', 'identity', { ...allow, Action: '' }],
    ['invalid-action', 'identity', { ...allow, Action: 's3:Get Object' }],
    ['invalid-action', 'identity', { ...allow, Action: 's3:' }],
    ['invalid-action', 'identity', { ...allow, Action: [1] }],
    ['wildcard-service', 'identity', { ...allow, Action: 's?:Get*' }],
    ['missing-resource', 'identity', { Effect: 'Allow', Action: '*' }],
    ['missing-resource', 'identity', { ...allow, Resource: [] }],
    ['invalid-resource', 'identity', { ...allow, Resource: 'logs/*' }],
    ['invalid-resource', 'identity', { ...allow, Resource: '' }],
    ['invalid-resource', 'identity', { ...allow, Resource: 'arn:aws:s3' }],
    ['invalid-resource', 'identity', { ...allow, Resource: '*/logs' }],
    ['invalid-resource', 'identity', { ...allow, Resource: null }],
    ['prohibited-resource', 'trust', { ...trustRole, Resource: '*' }],
    ['prohibited-resource', 'trust', { ...trustRole, Resource: null }],
    ['prohibited-principal', 'identity', { ...allow, Principal: '*' }],
    ['prohibited-principal', 'boundary', { ...allow, NotPrincipal: null }],
    ['prohibited-principal', 'session', { ...allow, Principal: '*' }],
    ['prohibited-principal', 'scp', { ...allow, Principal: '*' }],
    ['prohibited-not-principal', 'trust', { ...trust, NotPrincipal: { AWS: ROLE } }],
    ['missing-principal', 'trust', trust],
    ['missing-principal', 'bucket', allow],
    ['missing-principal', 'key', { Effect: 'Allow', Action: 'kms:*' }],
    ['missing-principal', 'rcp', { ...allow, Effect: 'Deny' }],
    ['missing-principal', 'bucket', { ...allow, NotPrincipal: {} }],
    ['missing-principal', 'bucket', { ...allow, NotPrincipal: { AWS: [] } }],
    ['invalid-principal', 'trust', { ...trust, Principal: ROLE }],
    ['invalid-principal', 'trust', { ...trust, Principal: { Aws: ROLE } }],
    ['invalid-principal', 'trust', { ...trust, Principal: { AWS: 111122223333 } }],
    ['invalid-principal', 'trust', { ...trust, Principal: { AWS: 'alice' } }],
    ['invalid-principal', 'trust', { ...trust, Principal: { AWS: '' } }],
    ['invalid-principal', 'trust', { ...trust, Principal: { Service: '*' } }],
    ['invalid-principal', 'trust', { ...trust, Principal: { Service: 'ec2' } }],
    ['invalid-principal', 'trust', { ...trust, Principal: { Federated: '*' } }],
    [
      'invalid-principal',
      'trust',
      { ...trust, Principal: { CanonicalUser: 'a1'.repeat(32) } },
    ],
    ['invalid-principal-wildcard', 'trust', { ...trust, Principal: { AWS: `${ROLE}*` } }],
    [
      'group-as-principal',
      'trust',
      { ...trust, Principal: { AWS: 'arn:aws:iam::111122223333:group/a' } },
    ],
    ['not-an-sts-action', 'trust', { ...trustRole, Action: 's3:*' }],
    ['not-an-s3-action', 'bucket', { ...guard, Action: 'sqs:SendMessage' }],
    ['invalid-sid', 'identity', { ...allow, Sid: 'not allowed' }],
    ['invalid-sid', 'bucket', { ...guard, Sid: 1 }],
    ['invalid-characters', 'bucket', { ...guard, Sid: 'Ключ' }],
    ['prohibited-allow', 'rcp', { ...guard, Effect: 'Allow' }],
    ['wildcard-service', 'rcp', { ...guard, Action: '*' }],
    ['wildcard-service', 'rcp', { ...guard, Action: ['s3:*', '*:*'] }],
    ['principal-not-everyone', 'rcp', { ...guard, Principal: { AWS: ROLE } }],
    [
      'prohibited-not-action',
      'rcp',
      { Effect: 'Deny', Principal: '*', NotAction: 's3:*', Resource: '*' },
    ],
    ['missing-statement', 'identity', []],
  ])('as %s of a %s policy: %j', (code, kind, statement) => {
    expect(codesOf(check(statement, kind))).toContain(code);
  });

  it.each<[string, unknown]>([
    ['invalid-condition', 'x'],
    ['invalid-condition', { StringEquals: 'x' }],
    ['invalid-condition', { StringEquals: { 'aws:x': null } }],
    ['invalid-condition', { StringEquals: { 'aws:x': [['x']] } }],
    ['unknown-operator', { Matches: { 'aws:x': 'v' } }],
    ['unknown-operator', { NullIfExists: { 'aws:x': 'true' } }],
    ['invalid-condition-key', { StringEquals: { ExternalId: 'x' } }],
    ['invalid-condition-key', { StringEquals: { '': 'x' } }],
    ['invalid-number', { NumericEquals: { 'aws:x': 'ten' } }],
    ['invalid-number', { 'ForAnyValue:NumericEqualsIfExists': { 'aws:x': '' } }],
    ['invalid-date', { DateGreaterThan: { 'aws:CurrentTime': 'tomorrow' } }],
    ['invalid-date', { DateGreaterThan: { 'aws:CurrentTime': '2026-13-40' } }],
    ['invalid-boolean', { Bool: { 'aws:SecureTransport': 'yes' } }],
    ['invalid-boolean', { Null: { 'aws:x': 1 } }],
    ['invalid-binary', { BinaryEquals: { 'kms:x': '%%%' } }],
    ['invalid-address', { IpAddress: { 'aws:SourceIp': '10.0.0.0/33' } }],
    ['invalid-address', { NotIpAddressIfExists: { 'aws:SourceIp': '10.0.0' } }],
    ['invalid-arn', { ArnLike: { 'aws:SourceArn': 'role/app' } }],
  ])('as %s for the condition %j', (code, condition) => {
    expect(codesOf(check(when(condition), 'identity'))).toContain(code);
  });

  it('says where the mistake is', () => {
    const [problem] = check([allow, { ...allow, Effect: 'allow' }], 'identity');
    expect(problem).toMatchObject({
      code: 'invalid-effect',
      statementIndex: 1,
      element: 'Effect',
    });
  });

  it('names each mistake of each statement', () => {
    const wrong = { ...allow, Action: ['GetObject', 's3'], Effect: 'Maybe' };
    expect(codesOf(check([wrong, trust], 'identity'))).toEqual([
      'invalid-effect',
      'invalid-action',
      'invalid-action',
      'missing-resource',
    ]);
  });
});

describe('a document is refused', () => {
  const textOf = (document: unknown) => JSON.stringify(document);
  it.each([
    ['invalid-json', '{"Version":"2012-10-17"'],
    ['invalid-json', '{"Statement":[],"Statement":[]}'],
    ['not-an-object', textOf([allow])],
    ['not-an-object', 'null'],
    ['unknown-element', textOf({ Statement: allow, Statements: [] })],
    ['unknown-version', textOf({ Version: '2012-10-18', Statement: allow })],
    ['unknown-version', textOf({ Version: ['2012-10-17'], Statement: allow })],
    ['unknown-version', textOf({ Version: null, Statement: allow })],
    ['invalid-id', textOf({ Id: 7, Statement: allow })],
    ['missing-statement', textOf({ Version: '2012-10-17' })],
    ['statement-not-an-object', textOf({ Statement: null })],
    ['duplicate-sid', textOf({ Statement: [1, 2].map(() => ({ ...allow, Sid: 'A' })) })],
  ])('as %s: %s', (code, text) => {
    expect(codesOf(validatePolicyDocument(text, 'identity'))).toContain(code);
  });

  it('as missing-version when Organizations does not find the newer one', () => {
    const text = JSON.stringify({ Statement: guard });
    expect(codesOf(validatePolicyDocument(text, 'rcp'))).toEqual(['missing-version']);
    expect(validatePolicyDocument(text, 'bucket')).toEqual([]);
  });
});

describe('the length of a document', () => {
  const Action: Record<string, string> = { trust: 'sts:AssumeRole', rcp: 's3:*' };
  /** A document of exactly so many characters, padded in a value. */
  function sized(kind: DocumentKind, length: number, letter = 'v'): string {
    const hasPrincipal = ['trust', 'bucket', 'key', 'rcp'].includes(kind);
    const statement = {
      Effect: kind === 'rcp' ? 'Deny' : 'Allow',
      ...(hasPrincipal && { Principal: '*' }),
      Action: Action[kind] ?? '*',
      ...(kind !== 'trust' && { Resource: '*' }),
      Condition: { StringEquals: { 'aws:x': '' } },
    };
    const text = JSON.stringify({ Version: '2012-10-17', Statement: statement });
    return text.replace('""', `"${letter.repeat(length - text.length)}"`);
  }

  it.each<[DocumentKind, number]>([
    ['trust', 2048],
    ['identity', 10_240],
    ['boundary', 6144],
    ['session', 2048],
    ['scp', 10_240],
    ['rcp', 5120],
    ['bucket', 20_480],
    ['key', 32_768],
  ])('of a %s policy is at most %i', (kind, max) => {
    expect(validatePolicyDocument(sized(kind, max), kind)).toEqual([]);
    expect(codesOf(validatePolicyDocument(sized(kind, max + 1), kind))).toEqual([
      'too-long',
    ]);
  });

  it.each<[DocumentKind, number, string[]]>([
    ['trust', 2048, []],
    ['identity', 10_240, []],
    ['session', 2048, ['too-long']],
    ['scp', 10_240, ['too-long']],
    ['bucket', 20_480, ['too-long']],
  ])('of a %s policy with %i characters and white space', (kind, length, codes) => {
    const text = `${sized(kind, length)} \n\t`;
    expect(codesOf(validatePolicyDocument(text, kind))).toEqual(codes);
  });

  it('of a bucket policy is counted in bytes', () => {
    expect(
      codesOf(validatePolicyDocument(sized('bucket', 10_500, 'ü'), 'bucket')),
    ).toEqual(['too-long']);
  });

  it('says how much it has, and how far AWS raises the limit', () => {
    expect(validatePolicyDocument(sized('trust', 2100), 'trust')).toMatchObject([
      {
        message:
          'Shorten the trust policy to 2,048 characters, or ask AWS to raise the quota (to 8,192). It has 2,100.',
      },
    ]);
  });
});
