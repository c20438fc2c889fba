import { describe, expect, it } from 'vitest';
import type { DocumentKind } from './document-kind';
import { validatePolicyDocument } from './validate-policy-document';

describe('a policy document to be saved', () => {
  const check = (statement: unknown, kind: DocumentKind) =>
    validatePolicyDocument(
      JSON.stringify({ Version: '2012-10-17', Statement: statement }),
      kind,
    );
  const allow = {
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::logs/*',
  };
  const trust = { Effect: 'Allow', Action: 'sts:AssumeRole' };

  it.each<[DocumentKind, unknown]>([
    ['identity', allow],
    ['trust', { ...trust, Principal: { AWS: '111122223333' } }],
    ['bucket', { ...allow, Principal: '*', Sid: 'any text' }],
    ['session', { ...allow, Resource: '*' }],
  ])('is taken as a %s policy when AWS would take it', (kind, statement) => {
    expect(check(statement, kind)).toEqual([]);
  });

  it.each<[string, DocumentKind, unknown]>([
    ['not-an-sts-action', 'trust', { ...trust, Action: 's3:*', Principal: '*' }],
    [
      'invalid-principal-wildcard',
      'trust',
      { ...trust, Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } },
    ],
    [
      'group-as-principal',
      'trust',
      { ...trust, Principal: { AWS: 'arn:aws:iam::111122223333:group/a' } },
    ],
    ['invalid-principal', 'trust', { ...trust, Principal: { AWS: 'alice' } }],
    ['missing-principal', 'trust', trust],
    ['invalid-action', 'identity', { ...allow, Action: 'GetObject' }],
    ['invalid-resource', 'identity', { ...allow, Resource: 'logs/*' }],
    ['unknown-operator', 'identity', { ...allow, Condition: { Matches: { k: 'v' } } }],
    [
      'invalid-address',
      'identity',
      { ...allow, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/33' } } },
    ],
    [
      'duplicate-sid',
      'identity',
      [
        { ...allow, Sid: 'A' },
        { ...allow, Sid: 'A' },
      ],
    ],
    ['invalid-sid', 'identity', { ...allow, Sid: 'not allowed' }],
    ['invalid-characters', 'identity', { ...allow, Sid: 'Ключ' }],
    ['missing-statement', 'identity', []],
    [
      'too-long',
      'trust',
      { ...trust, Principal: '*', Condition: { StringEquals: { k: 'v'.repeat(2100) } } },
    ],
  ])('is refused as %s', (code, kind, statement) => {
    expect(check(statement, kind).map((problem) => problem.code)).toContain(code);
  });

  it('says where the mistake is', () => {
    const [problem] = check([allow, { ...allow, Effect: 'allow' }], 'identity');
    expect(problem).toMatchObject({ code: 'invalid-effect', statementIndex: 1 });
  });
});
