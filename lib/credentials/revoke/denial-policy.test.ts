import { expect, it } from 'vitest';
import { withoutStatement } from './denial-policy';

it('gives back a text of somebody else as it was, in whatever form AWS shows it by then', () => {
  const actions = ['s3:DeleteObject', 's3:PutObject'];
  const theirs = (Action: unknown, Resource: unknown) => ({
    Sid: 'Theirs',
    Effect: 'Deny',
    Action,
    Resource,
  });
  const Version = '2012-10-17';
  const text = JSON.stringify({ Version, Statement: theirs(actions, ['*']) }, null, 2);
  const ours = { Sid: 'Revoked1', Effect: 'Deny', Action: '*', Resource: '*' };
  const shown = JSON.stringify({
    Version,
    Statement: [theirs(actions.toReversed(), '*'), ours],
  });
  expect(withoutStatement(shown, 'Revoked1', [text])).toEqual({ ok: true, value: text });
  const other = text.replace('s3:PutObject', 's3:GetObject');
  expect(withoutStatement(shown, 'Revoked1', [other])).not.toMatchObject({
    value: other,
  });
});
