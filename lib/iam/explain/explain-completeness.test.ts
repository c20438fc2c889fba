import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../evaluate/evaluate';
import type { WorldFacts } from '../facts/world-facts';
import type { Question } from '../question';
import { explainAnswer } from './explain-answer';
import type { AnswerNode, ExplanationNode, StatementNode } from './explanation-node';
import { renderExplanation } from './render-explanation';
import { ALICE, AWAY, BOB, DEPLOY, HOME, HOPPER, smallWorld } from './small-world';

const conditions = fc.dictionary(
  fc.constantFrom(
    'StringEquals',
    'StringNotEquals',
    'StringLikeIfExists',
    'ForAllValues:StringEquals',
    'Null',
    'StringMatches',
  ),
  fc.dictionary(
    fc.constantFrom('sts:ExternalId', 'aws:TagKeys', 'aws:RequestedRegion'),
    fc.constantFrom('a', ['b', 'a*'], 'true', [], `\${aws:RequestedRegion}`),
    { minKeys: 1, maxKeys: 2 },
  ),
  { maxKeys: 2 },
);
const effect = fc.oneof(
  { weight: 8, arbitrary: fc.constant('Allow') },
  { weight: 2, arbitrary: fc.constant('Deny') },
  { weight: 1, arbitrary: fc.constant('allow') },
);
const own = fc.record(
  {
    Sid: fc.constantFrom('One', 'Two'),
    Effect: effect,
    Action: fc.constantFrom('sts:AssumeRole', 'sts:*', '*', 's3:*'),
    Resource: fc.constantFrom('*', DEPLOY, 'arn:aws:s3:::logs/*', `\${aws:username}`),
    Condition: conditions,
  },
  { requiredKeys: ['Effect', 'Action', 'Resource'] },
);
const gate = fc.record(
  {
    Effect: effect,
    Principal: fc.constantFrom(
      '*',
      { AWS: HOME },
      { AWS: AWAY },
      { AWS: ALICE },
      { AWS: BOB },
    ),
    Action: fc.constantFrom('sts:AssumeRole', 'sts:*'),
    Condition: conditions,
  },
  { requiredKeys: ['Effect', 'Principal', 'Action'] },
);
const bucketGate = fc
  .tuple(gate, fc.constantFrom('*', 'arn:aws:s3:::logs/*'))
  .map(([statement, Resource]) => ({ ...statement, Action: 's3:*', Resource }));

const some = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { maxLength: 3 });
const worlds = fc.record({
  trust: some(gate),
  identity: some(own),
  attached: some(fc.constant(`arn:aws:iam::${HOME}:policy/gone`)),
  boundary: fc.option(some(own)),
  bucket: fc.option(some(bucketGate)),
  scp: fc.oneof(
    some(own),
    fc.constant([{ Effect: 'Allow', Action: '*', Resource: '*' }]),
  ),
  rcp: some(bucketGate),
});
const questions = fc.record<Question>(
  {
    action: fc.constantFrom('sts:AssumeRole', 'sts:AssumeRole', 's3:GetObject'),
    principal: fc.constantFrom(
      { AWS: ALICE },
      { AWS: BOB },
      { AWS: HOPPER },
      { AWS: `arn:aws:iam::${HOME}:root` },
      { AWS: 'arn:aws:iam::777788889999:user/eve' },
      { AWS: 'nobody' },
      { Service: 'ec2.amazonaws.com' },
      '*' as const,
    ),
    resource: fc.constantFrom(DEPLOY, 'arn:aws:s3:::logs/a', 'arn:aws:s3:::nowhere/a'),
    context: fc.dictionary(
      fc.constantFrom('sts:ExternalId', 'aws:RequestedRegion'),
      fc.constantFrom('a', 'b'),
    ),
    params: fc.record(
      {
        DurationSeconds: fc.constantFrom(60, 3600, 7200),
        Tags: fc.constant({ team: 'red' }),
        SourceIdentity: fc.constant('alice'),
      },
      { requiredKeys: [] },
    ),
    session: fc.constantFrom({}, { policies: [{ Statement: [] }], policyArns: ['x'] }),
    unknownKeys: fc.constantFrom('assume-absent', 'assume-unknown'),
  },
  { requiredKeys: ['action', 'principal', 'resource', 'context', 'unknownKeys'] },
);

const nodesOf = (node: ExplanationNode): ExplanationNode[] => [
  node,
  ...node.children.flatMap(nodesOf),
];

/** Checks something about the tree of every question about every world. */
const always = (check: (tree: AnswerNode, world: WorldFacts, asked: Question) => void) =>
  fc.assert(
    fc.property(worlds, questions, (parts, question) => {
      // Read from JSON, as documents are.
      const world = smallWorld(JSON.parse(JSON.stringify(parts)));
      check(explainAnswer(world, question), world, question);
    }),
    { numRuns: 150 },
  );

describe('every explanation', () => {
  it('gives the answer of the engine', () => {
    always((tree, world, question) => {
      const { decision, reason, conditionKeys, requires } = evaluate(world, question);
      expect(tree.verdict).toBe(decision);
      expect(tree.detail).toMatchObject({ reason, conditionKeys, requires });
    });
  });

  it('follows from its parts', () => {
    always(({ verdict, detail, children: [request, ...permissions] }) => {
      const verdicts = permissions.map((permission) => permission.verdict);
      const isRefused = request?.verdict === 'refused' || verdicts.includes('deny');
      if (isRefused) expect(verdict).toBe('deny');
      else if (verdicts.every((one) => one === 'allow')) expect(verdict).toBe('allow');
      else if (detail.reason !== 'unsatisfiable') expect(verdict).toBe('conditional');
    });
  });

  it('rests on nodes whose own verdict says so', () => {
    always((tree) => {
      const deciding = nodesOf(tree).filter(({ isDeciding }) => isDeciding);
      expect(deciding.length).toBeGreaterThan(1);
      const layers = deciding.filter(({ kind }) => kind === 'layer');
      const verdicts = layers.map(({ verdict }) => verdict);
      const { reason } = tree.detail;
      if (reason.startsWith('explicit-deny')) expect(verdicts).toEqual(['denies']);
      if (reason.startsWith('implicit-deny')) expect(verdicts).toEqual(['silent']);
      if (tree.verdict === 'allow') {
        expect(verdicts).not.toContain('denies');
        expect(verdicts).not.toContain('silent');
      }
    });
  });

  it('has for each statement a verdict that follows from its conditions', () => {
    always((tree) => {
      const statements = nodesOf(tree).filter(
        (node): node is StatementNode => node.kind === 'statement',
      );
      for (const { verdict, children } of statements) {
        const verdicts = new Set(children.map((condition) => condition.verdict));
        expect(possibleOf(verdicts)).toContain(verdict);
      }
    });
  });

  it('holds every statement that the layers of the answer name', () => {
    always((tree, world, question) => {
      const main = tree.children.find(({ kind }) => kind === 'permission');
      if (!main) return;
      const shown = nodesOf(main).flatMap((node) =>
        node.kind === 'statement' ? [keyOf(node.detail)] : [],
      );
      const named = evaluate(world, question).layers.flatMap(
        ({ statements, nearMisses = [] }) => [...statements, ...nearMisses].map(keyOf),
      );
      expect(shown).toEqual(expect.arrayContaining(named));
    });
  });

  it('has a sentence and an id of its own on every node, and reads back from JSON', () => {
    always((tree) => {
      const nodes = nodesOf(tree);
      for (const { sentence } of nodes) {
        expect(sentence).toMatch(/^[^a-z\s].*[^.]\.$/);
        expect(sentence).not.toMatch(/undefined|null|NaN| {2}|,\.| \./);
      }
      expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
      expect(JSON.parse(JSON.stringify(tree))).toStrictEqual(tree);
      expect(renderExplanation(tree)).toHaveLength(nodes.length);
    });
  });
});

/** What conditions of these verdicts leave a statement; its scope may still fail. */
function possibleOf(conditions: Set<string>): string[] {
  if (conditions.has('fails')) return ['does-not-apply'];
  // A variable in Resource may be open although every condition holds.
  return conditions.has('unknown')
    ? ['applies-if', 'does-not-apply']
    : ['applies', 'applies-if', 'does-not-apply'];
}

const keyOf = ({
  policy,
  statementIndex,
}: Pick<StatementNode['detail'], 'policy' | 'statementIndex'>): string =>
  JSON.stringify([policy.kind, policy.name, policy.owner, statementIndex]);
