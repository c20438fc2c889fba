import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderBucketStatements } from './bucket-policy';
import { NO_GUARD } from './guards/guard';
import { requireSessionName } from './guards/guards';
import { renderKeyStatement } from './key-policy';
import { mergeStatement } from './merge-statement';
import { policyOf, policyText, type RenderedStatement } from './policy-text';
import { removeStatement } from './remove-statement';
import { renderSamlTrust } from './saml-trust';
import { renderServiceTrust } from './service-trust';
import { renderTrust } from './trust-policy';

const ROLE = 'arn:aws:iam::111122223333:role/uploader';
const KEY = 'arn:aws:kms:eu-west-1:444455556666:key/1234';

function firstOf<T>(list: (T | null)[]): T {
  const [first] = list;
  if (!first) throw new Error('nothing was rendered');
  return first;
}

const bucketStatement = firstOf(
  renderBucketStatements({
    partition: 'aws',
    bucket: 'target',
    keys: null,
    principals: [ROLE],
    rights: ['write'],
    sid: 'Uploader',
    keyArn: null,
    guard: NO_GUARD,
  }),
);
const keyStatement = firstOf([
  renderKeyStatement({
    key: { arn: KEY, isOnlyThroughS3: false },
    principals: [ROLE],
    rights: ['write'],
    sid: 'UploaderUsesKey',
    guard: NO_GUARD,
  }),
]);
const serviceStatement = firstOf(
  renderServiceTrust({
    service: 'lambda.amazonaws.com',
    sources: { accountIds: [], arns: [] },
    furtherActions: [],
    guard: NO_GUARD,
  }).Statement,
);
const samlStatement = firstOf(
  renderSamlTrust({
    providerArns: ['arn:aws:iam::444455556666:saml-provider/corp'],
    audiences: ['https://signin.aws.amazon.com/saml'],
    guard: NO_GUARD,
  }).Statement,
);
const trustStatement = firstOf(
  renderTrust({ kind: 'principals', arns: [ROLE] }, NO_GUARD).Statement,
);

const ADMINISTRATORS = {
  Sid: 'Enable IAM User Permissions',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::444455556666:root' },
  Action: 'kms:*',
  Resource: '*',
};
const keyPolicy = JSON.stringify(
  { Version: '2012-10-17', Id: 'key-default-1', Statement: [ADMINISTRATORS] },
  null,
  4,
);

/** What merging and then removing makes of a document. */
function andBack(document: string, ...statements: RenderedStatement[]): string | null {
  const merged = statements.reduce<string | null>(
    (text, statement) => (text === null ? null : mergeStatement(text, statement)),
    document,
  );
  return statements.toReversed().reduce<string | null>((text, statement) => {
    const removal = text === null ? null : removeStatement(text, statement);
    return removal && 'document' in removal ? removal.document : null;
  }, merged);
}

describe('a statement that was merged and is removed again', () => {
  it.each<[string, string, RenderedStatement]>([
    ['a key policy', keyPolicy, keyStatement],
    [
      'a bucket policy in one line without a version',
      '{"Statement":[{"Sid":"A","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}',
      bucketStatement,
    ],
    [
      'a trust for a service, one statement without a list',
      '{\r\n\t"Statement": {\r\n\t\t"Effect": "Allow",\r\n\t\t"Principal": { "Service": "ec2.amazonaws.com" },\r\n\t\t"Action": "sts:AssumeRole"\r\n\t},\r\n\t"Version": "2012-10-17"\r\n}\r\n',
      serviceStatement,
    ],
    [
      'a trust for a provider, with members nobody knows',
      '{"Note":[1,true,null,{"a":"}"}],"Statement" : [ {"Principal":{"Federated":"x"}} , {"Effect":"Deny"} ] ,"Z":-1.5e3}',
      samlStatement,
    ],
    ['an empty list', '{"Statement": [\n ]}', bucketStatement],
    [
      'a trust with tabs',
      `{\n\t"Statement": [\n\t\t{\n\t\t\t"Sid": "A"\n\t\t}\n\t]\n}`,
      trustStatement,
    ],
  ])('leaves %s as it was, to the byte', (_what, document, statement) => {
    const merged = mergeStatement(document, statement);
    expect(merged).not.toBe(document);
    expect(JSON.parse(merged ?? '').Statement).toContainEqual(statement);
    expect(andBack(document, statement)).toBe(document);
  });

  it('leaves the document of one statement alone when two of ours come and go', () => {
    const document = '{ "Statement": { "Sid": "A" } }';
    const others = { ...bucketStatement, Sid: 'UploaderReadObjects' };
    expect(andBack(document, bucketStatement, others)).toBe(document);
    const both = mergeStatement(mergeStatement(document, bucketStatement), others) ?? '';
    const one = removeStatement(both, bucketStatement);
    const none = 'document' in one ? removeStatement(one.document, others) : one;
    expect(none).toEqual({ kind: 'removed', document });
  });

  it('writes in the manner of the document', () => {
    const document =
      '{\r\n\t"Statement": [\r\n\t\t{\r\n\t\t\t"Sid": "A"\r\n\t\t}\r\n\t]\r\n}';
    const merged = mergeStatement(document, serviceStatement) ?? '';
    expect(merged.replaceAll('\r\n', '')).not.toContain('\n');
    expect(merged).toContain(
      '\r\n\t\t{\r\n\t\t\t"Sid": "ServiceMayAssume",\r\n\t\t\t"Effect"',
    );
  });

  it('says that nothing is left when it was the only one', () => {
    const document = policyText(policyOf(bucketStatement));
    expect(removeStatement(document, bucketStatement)).toMatchObject({ kind: 'emptied' });
    const alone = JSON.stringify({ Statement: bucketStatement });
    expect(removeStatement(alone, bucketStatement)).toEqual({
      kind: 'emptied',
      document: '{"Statement":[]}',
    });
  });

  it('goes wherever others have put it meanwhile', () => {
    const other = { Sid: 'Z', Effect: 'Deny' };
    const first = JSON.stringify({ Statement: [bucketStatement, other] });
    const middle = JSON.stringify({ Statement: [other, bucketStatement, other] });
    const left = (text: string) => {
      const removal = removeStatement(text, bucketStatement);
      return 'document' in removal ? removal.document : removal.kind;
    };
    expect(left(first)).toBe(JSON.stringify({ Statement: [other] }));
    expect(left(middle)).toBe(JSON.stringify({ Statement: [other, other] }));
  });
});

describe('somebody else’s statement', () => {
  it('is not ours for a Sid in another letter case', () => {
    const foreign = { ...bucketStatement, Sid: bucketStatement.Sid.toUpperCase() };
    const document = JSON.stringify({ Statement: [foreign] });
    const merged = JSON.parse(mergeStatement(document, bucketStatement) ?? '');
    expect(merged.Statement).toEqual([foreign, bucketStatement]);
    expect(removeStatement(document, bucketStatement)).toEqual({ kind: 'absent' });
  });

  it.each<[string, object]>([
    ['denies', { Effect: 'Deny' }],
    ['is about another kind of principal', { Principal: { Service: 'x.amazonaws.com' } }],
    ['is about everybody', { Principal: '*' }],
    ['is about another service', { Action: 'kms:Decrypt' }],
    ['allows everything', { Action: '*' }],
    ['looks after the policy', { Action: ['s3:GetObject', 's3:put*'] }],
    ['takes the policy away', { Action: ['s3:GetObject', 's3:DeleteBucketPolicy'] }],
    ['has members we never write', { NotResource: 'x' }],
  ])('is neither replaced nor removed when it has our Sid and %s', (_how, change) => {
    const document = JSON.stringify({ Statement: [{ ...bucketStatement, ...change }] });
    expect(mergeStatement(document, bucketStatement)).toBeNull();
    expect(removeStatement(document, bucketStatement)).toEqual({ kind: 'refused' });
  });

  it('is never dropped from a key policy, whatever its Sid', () => {
    const named = { ...ADMINISTRATORS, Sid: keyStatement.Sid };
    const document = JSON.stringify({ Statement: [named] });
    expect(mergeStatement(document, keyStatement)).toBeNull();
    expect(removeStatement(document, keyStatement)).toEqual({ kind: 'refused' });
    const merged = JSON.parse(mergeStatement(keyPolicy, keyStatement) ?? '');
    expect(merged.Statement).toEqual([ADMINISTRATORS, keyStatement]);
  });

  it('of our Sid twice is left for a person to sort out', () => {
    const document = JSON.stringify({ Statement: [bucketStatement, bucketStatement] });
    expect(mergeStatement(document, bucketStatement)).toBeNull();
    expect(removeStatement(document, bucketStatement)).toEqual({ kind: 'refused' });
  });
});

describe('a document that AWS would not have', () => {
  it.each([
    '',
    '[]',
    '{"Version":"2012-10-17"}',
    '{"Statement":[],"Statement":[]}',
    '{"Statement":[1]}',
    '{"Statement":"all"}',
  ])('%s is not written over', (document) => {
    expect(mergeStatement(document, bucketStatement)).toBeNull();
    expect(removeStatement(document, bucketStatement)).toEqual({ kind: 'refused' });
  });

  it('of the old version takes no statement with variables', () => {
    const guard = requireSessionName([`\${aws:username}`]);
    const statement = firstOf(
      renderTrust({ kind: 'principals', arns: [ROLE] }, guard).Statement,
    );
    const document = (Version: string) => JSON.stringify({ Version, Statement: [] });
    expect(mergeStatement(document('2008-10-17'), statement)).toBeNull();
    expect(mergeStatement(document('2012-10-17'), statement)).not.toBeNull();
  });
});

/** JSON text of a value with any white space between its parts. */
const spaced = (value: unknown, space: () => string): string => {
  const gap = space();
  if (Array.isArray(value)) {
    return `[${gap}${value.map((one) => spaced(one, space)).join(`${space()},${space()}`)}${gap}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, one]) => `${JSON.stringify(key)}${space()}:${space()}${spaced(one, space)}`,
  );
  return `{${gap}${members.join(`${space()},${space()}`)}${gap}}`;
};

const text = fc.string({ maxLength: 6 });
const statement = fc.record(
  {
    Sid: fc.oneof(text, fc.constantFrom('uploaderWriteObjects', 'A')),
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: fc.oneof(fc.constant('*'), fc.dictionary(text, fc.array(text))),
    Action: fc.oneof(text, fc.array(text)),
    Condition: fc.dictionary(text, fc.dictionary(text, fc.jsonValue({ maxDepth: 1 }))),
  },
  { requiredKeys: [] },
);
const policy = fc.record(
  {
    Version: fc.constantFrom('2012-10-17', '2008-10-17'),
    Statement: fc.oneof(statement, fc.array(statement, { maxLength: 4 })),
    Extra: fc.jsonValue(),
  },
  { requiredKeys: ['Statement'] },
);
const spaces = fc.array(
  fc.constantFrom('', '', ' ', '\n', '\n  ', '\n\t\t', '\r\n    ', '  ', '\t'),
  { minLength: 1, maxLength: 40 },
);
const ours = fc.constantFrom(
  bucketStatement,
  keyStatement,
  serviceStatement,
  samlStatement,
  trustStatement,
);

it('comes and goes in any policy, in any spacing, without a trace', () => {
  fc.assert(
    fc.property(policy, spaces, ours, (given, gaps, own) => {
      let at = 0;
      const document = spaced(given, () => gaps[at++ % gaps.length] ?? '');
      const merged = mergeStatement(document, own) ?? '';
      const after = JSON.parse(merged);
      const before = JSON.parse(document);
      expect(after.Statement).toEqual([before.Statement, own].flat());
      expect({ ...after, Statement: null }).toEqual({ ...before, Statement: null });
      expect(mergeStatement(merged, own)).toBe(merged);
      expect(andBack(document, own)).toBe(document);
    }),
    { numRuns: 500 },
  );
});
