import { expect, it } from 'vitest';
import { rolePieces } from './role-pieces';

const HUB = 'arn:aws:iam::111122223333:role/drawbridge/drawbridge-hub-broker';
const WHO = 'arn:aws:iam::444455556666:role/ci';
const END = '2026-12-31T23:00:00Z';

it('the end of an access holds for the hand-out too, its other guards do not', () => {
  const pieces = rolePieces(
    {
      partition: 'aws',
      who: null,
      trustingAccountId: '111122223333',
      roleName: 'x-data',
      guards: [
        { name: 'mfa', values: [] },
        { name: 'ends', values: [END] },
      ],
      trusted: { kind: 'principals', arns: [WHO] },
      askers: [WHO],
      description: '',
      sessionSeconds: 3600,
      consoleArn: HUB,
    },
    { name: 'may', text: '{}' },
  );
  const content = pieces.at(-1)?.content;
  const [named, handedOut, ...more] =
    content?.kind === 'merged' ? content.statements : [];
  expect(named?.Condition).toEqual({
    Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    DateLessThan: { 'aws:CurrentTime': END },
  });
  expect(handedOut).toEqual({
    Sid: 'ConsoleMayHandOut',
    Effect: 'Allow',
    Principal: { AWS: HUB },
    Action: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
    Condition: {
      DateLessThan: { 'aws:CurrentTime': END },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['db-request', 'db-ticket'] },
      StringLike: { 'sts:SourceIdentity': 'db-*' },
    },
  });
  expect(more).toEqual([]);
});
