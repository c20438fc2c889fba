import { describe, expect, it } from 'vitest';
import { evaluate } from '../evaluate/evaluate';
import type { Question } from '../question';
import { explainAnswer } from './explain-answer';
import { renderExplanation } from './render-explanation';
import { ALICE, DEPLOY, grants, HOME, smallWorld, trusts } from './small-world';

/** All that is said of alice taking the role deploy. */
function said(
  parts: Parameters<typeof smallWorld>[0],
  context: Question['context'] = {},
): string {
  const world = smallWorld(parts);
  const question: Question = {
    action: 'sts:AssumeRole',
    principal: { AWS: ALICE },
    resource: DEPLOY,
    context,
    unknownKeys: 'assume-absent',
  };
  const layers = evaluate(world, question).layers.map(({ sentence }) => sentence);
  return [...layers, ...renderExplanation(explainAnswer(world, question))].join('\n');
}

const UNKNOWN = { Condition: { StringMatches: { 'aws:RequestedRegion': 'eu-*' } } };

describe('an operator that IAM does not have is named', () => {
  it('where it spoils the grant it stands in', () => {
    expect(said({ trust: [trusts(ALICE, UNKNOWN)] })).toContain(
      'No statement of the trust policy of deploy allows sts:AssumeRole; statement 1 would, but it uses StringMatches, an operator that IAM does not have.',
    );
  });

  it('where it spoils another grant of the document', () => {
    const identity = [grants('sts:*'), grants('s3:*', UNKNOWN)];
    expect(said({ trust: [trusts(HOME)], identity })).toContain(
      'No statement of the policies of alice allows sts:AssumeRole; statement 1 of policy own would, but statement 2 of its document uses StringMatches, an operator that IAM does not have.',
    );
  });

  it('where its statement denies all the same', () => {
    const trust = [trusts(ALICE), trusts('*', { Effect: 'Deny', ...UNKNOWN })];
    expect(said({ trust })).toContain(
      'Statement 2 applies: it denies this whatever StringMatches, an operator that IAM does not have, would say.',
    );
  });
});

describe.each(['IpAddress', 'NotIpAddress'])('%s with a range that is none', (name) => {
  const Condition = { [name]: { 'aws:SourceIp': ['10.0.0.1', '10.0.0.0/33'] } };
  const context = { 'aws:SourceIp': '10.0.0.1' };
  const what = `${name} with "10.0.0.0/33", no IP address or range`;

  it('is named where it spoils the grant it stands in', () => {
    expect(said({ trust: [trusts(ALICE, { Condition })] }, context)).toContain(
      `No statement of the trust policy of deploy allows sts:AssumeRole; statement 1 would, but it uses ${what}.`,
    );
  });

  it('is named where it spoils another grant of the document', () => {
    const identity = [grants('sts:*'), grants('s3:*', { Condition })];
    expect(said({ trust: [trusts(HOME)], identity }, context)).toContain(
      `statement 1 of policy own would, but statement 2 of its document uses ${what}.`,
    );
  });

  it('is named where its statement denies all the same', () => {
    const trust = [trusts(ALICE), trusts('*', { Effect: 'Deny', Condition })];
    expect(said({ trust }, context)).toContain(
      `it denies this whatever ${what}, would say.`,
    );
  });
});

it('says of a resource control policy that names somebody that it denies everybody', () => {
  const denial = grants('sts:*', { Effect: 'Deny', Principal: { AWS: HOME } });
  const text = said({ trust: [trusts(ALICE)], rcp: [denial] });
  expect(text).toContain(
    'it denies everybody, because a resource control policy can name nobody else',
  );
  expect(text).toContain('Set Principal to "*" and narrow the statement by a Condition');
});

describe('a value that its operator cannot read is named', () => {
  it.each([
    ['DateLessThan', 'aws:CurrentTime', 'soon', '2026-01-01T00:00:00Z', 'date'],
    ['NumericLessThan', 'aws:MultiFactorAuthAge', 'an hour', '30', 'number'],
    ['Bool', 'aws:SecureTransport', 'yes', 'true', 'truth value'],
    ['ArnLike', 'aws:SourceArn', 'role/x', 'arn:aws:s3:::logs', 'ARN of six parts'],
    ['BinaryEquals', 'aws:Seal', '%%%', 'QQ==', 'base64 text'],
  ])('by %s on %s', (operator, key, value, got, noun) => {
    const Condition = { [operator]: { [key]: value } };
    const text = said({ trust: [trusts(ALICE, { Condition })] }, { [key]: got });
    expect(text).toContain(
      `the request has ${got}, and "${value}" is no ${noun}, so it fails.`,
    );
    expect(text).toMatch(/; statement 1 would, but only if .* is no /);
  });

  it('where it makes a negated test hold', () => {
    const Condition = { NumericNotEquals: { 'aws:MultiFactorAuthAge': 'an hour' } };
    const text = said(
      { trust: [trusts(ALICE, { Condition })] },
      { 'aws:MultiFactorAuthAge': '30' },
    );
    expect(text).toContain('"an hour" is no number, so it holds.');
  });

  it('where the request has it', () => {
    const Condition = { NumericLessThan: { 'aws:MultiFactorAuthAge': '60' } };
    const context = { 'aws:MultiFactorAuthAge': 'long' };
    expect(said({ trust: [trusts(ALICE, { Condition })] }, context)).toContain(
      'the request has long, and "long" is no number, so it fails.',
    );
  });
});
