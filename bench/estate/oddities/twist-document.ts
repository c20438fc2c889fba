import type { PolicyDocument } from '@/lib/iam/world';
import type { Policy, Statement } from '../policy';
import { isOdd, type Scene } from '../scene';

type Twist = (document: Policy, scene: Scene) => PolicyDocument;

/** Other ways to write a document; the last ones AWS would refuse. */
const TWISTS: readonly (readonly [Twist, number])[] = [
  [asUrlText, 16],
  [(document) => JSON.stringify(document, null, 2), 8],
  [asSingleStatement, 16],
  [(document) => ({ ...document, Version: '2008-10-17' }), 12],
  [({ Statement }) => ({ Statement }), 6],
  [(document) => ({ ...document, Id: 'kept-by-hand' }), 4],
  [(document) => ({ ...document, Statement: [] }), 5],
  [withUnknownOperator, 7],
  [(document) => ({ ...document, Version: '2012-10-18' }), 5],
  [withDuplicateKey, 5],
  [(document) => JSON.stringify(document).slice(0, -1), 2],
  [withMember({ Effect: 'allow' }), 3],
  [withMember({ Comment: 'asked for by the team' }), 2],
  [withBothActions, 2],
  [withWrongPart, 3],
  [({ Version }) => ({ Version }), 2],
];

/** Share of twisted documents at full oddity. */
const TWISTED = 0.3;

/** The document as it is, or, in an odd estate, in another form or with a fault. */
export function twistDocument(scene: Scene, document: Policy): PolicyDocument {
  if (!isOdd(scene, TWISTED)) return document;
  return scene.random.weighted(TWISTS)(document, scene);
}

function asUrlText(document: Policy): string {
  return encodeURIComponent(JSON.stringify(document));
}

function asSingleStatement({ Version, Statement: [first] }: Policy) {
  return { Version, Statement: first ?? [] };
}

/** An operator IAM does not have switches off the statement it stands in. */
function withUnknownOperator({ Version, Statement }: Policy, { random }: Scene) {
  const chosen = random.below(Statement.length);
  const condition = { StringMatches: { 'aws:PrincipalTag/team': 'o.*' } };
  return {
    Version,
    Statement: Statement.map((statement, place) =>
      place === chosen
        ? { ...statement, Condition: { ...statement.Condition, ...condition } }
        : statement,
    ),
  };
}

function withDuplicateKey(document: Policy): string {
  return JSON.stringify(document).replace('"Effect":', '"Effect":"Deny","Effect":');
}

function withMember(member: Record<string, string>): Twist {
  return ({ Version, Statement: [first, ...more] }) => ({
    Version,
    Statement: [{ ...first, ...member }, ...more],
  });
}

function withBothActions({ Version, Statement: [first, ...more] }: Policy) {
  const both = { Action: first?.Action ?? '*', NotAction: first?.NotAction ?? 's3:*' };
  return { Version, Statement: [{ ...first, ...both }, ...more] };
}

/** A principal in an identity policy, or a resource in a trust policy. */
function withWrongPart({ Version, Statement: [first, ...more] }: Policy) {
  return { Version, Statement: [{ ...first, ...wrongPart(first) }, ...more] };
}

const wrongPart = (statement?: Statement) =>
  statement?.Principal || statement?.NotPrincipal
    ? { Resource: '*', NotResource: 'arn:aws:s3:::orders-reports' }
    : { Principal: '*' };
