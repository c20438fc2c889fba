import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeLookup } from '../context/make-lookup';
import { describeStatement } from '../explain/describe-statement';
import { sayConditions } from '../explain/say-conditions';
import { statementLines } from '../explain/statement-lines';
import { collectFacts } from '../facts/world-facts';
import { lint } from '../findings/lint';
import { expressionHolds } from '../formula/expression-holds';
import { cleanPastedJson } from '../parse/clean-pasted';
import type { Question } from '../question';
import { validatePolicyDocument } from '../validate/validate-policy-document';
import type { CollectedWorld } from '../world';
import { evaluate } from './evaluate';
import { makeRequest } from './request';

const HOME = '111122223333';
const AWAY = '444455556666';
const ROLE = `arn:aws:iam::${HOME}:role/Target`;
const alice = `arn:aws:iam::${HOME}:user/alice`;
const bob = `arn:aws:iam::${AWAY}:user/bob`;

const conditions = fc.dictionary(
  fc.constantFrom(
    'StringEquals',
    'StringNotEquals',
    'StringLikeIfExists',
    'StringNotLike',
    'StringEqualsIgnoreCase',
    'BoolIfExists',
    'ForAnyValue:StringEquals',
    'ForAllValues:StringLike',
    'Null',
  ),
  fc.dictionary(
    fc.constantFrom('sts:ExternalId', 'aws:RequestTag/team', 'aws:RequestedRegion'),
    fc.constantFrom('a', 'b', 'a*', 'true', 'false', `\${aws:RequestedRegion}`),
    { minKeys: 1, maxKeys: 2 },
  ),
  { maxKeys: 2 },
);
const effect = fc.constantFrom('Allow', 'Allow', 'Allow', 'Allow', 'Deny');
const identityStatement = fc.record({
  Effect: effect,
  Action: fc.constantFrom('sts:AssumeRole', 'sts:*', '*', 's3:*'),
  Resource: fc.constantFrom('*', ROLE, `arn:aws:iam::${HOME}:role/Other`),
  Condition: conditions,
});
const trustStatement = fc.record({
  Effect: effect,
  Principal: fc.constantFrom(
    '*',
    { AWS: HOME },
    { AWS: AWAY },
    { AWS: alice },
    { AWS: bob },
  ),
  Action: fc.constantFrom('sts:AssumeRole', 'sts:*'),
  Condition: conditions,
});
const context = fc.dictionary(
  fc.constantFrom('sts:ExternalId', 'aws:RequestTag/team', 'aws:RequestedRegion'),
  fc.constantFrom('a', 'b', 'A', 'ab', 'true'),
);

const policy = (Statement: unknown[]) => ({ Version: '2012-10-17', Statement });

type Parts = { identity: unknown[]; boundary: unknown[] | null; trust: unknown[] };
const parts = fc.record<Parts>({
  identity: fc.array(identityStatement, { minLength: 1, maxLength: 3 }),
  boundary: fc.option(fc.array(identityStatement, { maxLength: 2 }), { freq: 1 }),
  trust: fc.array(trustStatement, { minLength: 1, maxLength: 3 }),
});

function world({ identity, boundary, trust }: Parts): CollectedWorld {
  const user = (accountId: string, name: string) => ({
    Path: '/',
    UserName: name,
    UserId: `AIDA${name.toUpperCase()}`,
    Arn: `arn:aws:iam::${accountId}:user/${name}`,
    UserPolicyList: [{ PolicyName: 'own', PolicyDocument: policy(identity) }],
    ...(boundary
      ? {
          PermissionsBoundary: {
            PermissionsBoundaryType: 'Policy',
            PermissionsBoundaryArn: `arn:aws:iam::${accountId}:policy/edge`,
          },
        }
      : {}),
  });
  const account = (accountId: string, name: string) => ({
    UserDetailList: [user(accountId, name)],
    GroupDetailList: [],
    RoleDetailList: [],
    Policies: [
      {
        PolicyName: 'edge',
        Arn: `arn:aws:iam::${accountId}:policy/edge`,
        DefaultVersionId: 'v1',
        PolicyVersionList: [
          { VersionId: 'v1', IsDefaultVersion: true, Document: policy(boundary ?? []) },
        ],
      },
    ],
  });
  const role = {
    Path: '/',
    RoleName: 'Target',
    RoleId: 'AROATARGET',
    Arn: ROLE,
    AssumeRolePolicyDocument: policy(trust),
  };
  return {
    accounts: {
      [HOME]: { ...account(HOME, 'alice'), RoleDetailList: [role] },
      [AWAY]: account(AWAY, 'bob'),
    },
  };
}

const ask = (
  principal: string,
  given: Question['context'],
  unknownKeys: Question['unknownKeys'],
): Question => ({
  action: 'sts:AssumeRole',
  principal: { AWS: principal },
  resource: ROLE,
  context: given,
  unknownKeys,
});

const who = fc.constantFrom(alice, bob);
const RANK = { deny: 0, conditional: 1, allow: 2 };

describe('whatever the policies say', () => {
  it('one more denial never lets anybody in', () => {
    fc.assert(
      fc.property(
        parts,
        identityStatement,
        trustStatement,
        who,
        context,
        (given, own, gate, by, with_) => {
          const question = ask(by, with_, 'assume-absent');
          const before = evaluate(collectFacts(world(given)), question).decision;
          const stricter = {
            ...given,
            identity: [...given.identity, { ...own, Effect: 'Deny' }],
            trust: [...given.trust, { ...gate, Effect: 'Deny' }],
          };
          const after = evaluate(collectFacts(world(stricter)), question).decision;
          expect(RANK[after]).toBeLessThanOrEqual(RANK[before]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('a conditional answer foretells every request', () => {
    fc.assert(
      fc.property(parts, who, context, (given, by, with_) => {
        const facts = collectFacts(world(given));
        const open = evaluate(facts, ask(by, {}, 'assume-unknown'));
        const closed = ask(by, with_, 'assume-absent');
        const { decision } = evaluate(facts, closed);
        if (open.decision !== 'conditional') expect(decision).toBe(open.decision);
        else if (open.expression) {
          const lookup = makeLookup(makeRequest(facts, closed));
          expect(expressionHolds(open.expression, lookup)).toBe(decision === 'allow');
        }
      }),
      { numRuns: 600 },
    );
  });

  it('a closed question never gets a conditional answer', () => {
    fc.assert(
      fc.property(parts, who, context, (given, by, with_) => {
        const { decision } = evaluate(
          collectFacts(world(given)),
          ask(by, with_, 'assume-absent'),
        );
        expect(decision).not.toBe('conditional');
      }),
    );
  });
});

describe('whatever is pasted', () => {
  const json = fc.jsonValue();
  it('no document makes the engine throw', () => {
    fc.assert(
      fc.property(json, json, json, (identity, boundary, trust) => {
        const given = {
          identity: [identity],
          boundary: [boundary],
          trust: [trust],
        };
        const facts = collectFacts(world(given));
        const answer = evaluate(facts, ask(alice, {}, 'assume-unknown'));
        expect(['allow', 'deny', 'conditional']).toContain(answer.decision);
        expect(typeof sayConditions(answer)).toBe('string');
        expect(Array.isArray(lint(facts))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('a document of any shape is refused, not trusted', () => {
    fc.assert(
      fc.property(json, (document) => {
        const text = JSON.stringify(document);
        expect(validatePolicyDocument(text, 'identity').length).toBeGreaterThan(0);
        expect(typeof describeStatement(document)).toBe('string');
      }),
    );
  });

  it('lines of a document are its pretty-printed text', () => {
    fc.assert(
      fc.property(
        fc.oneof(json, fc.record({ Statement: fc.array(json) })),
        (document) => {
          const lines = statementLines(document, 0).map(({ text }) => text);
          expect(lines.join('\n')).toBe(JSON.stringify(document, null, 2));
        },
      ),
    );
  });

  it('text of any kind comes back as text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cleaned = cleanPastedJson(text);
        expect(cleanPastedJson(cleaned.text).text).toBe(cleaned.text);
        expect(Array.isArray(validatePolicyDocument(text, 'trust'))).toBe(true);
      }),
    );
  });
});
