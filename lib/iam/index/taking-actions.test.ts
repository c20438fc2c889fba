import { expect, it } from 'vitest';
import { matchAction } from '../match/match-action';
import { parsePolicy } from '../parse/parse-policy';
import { takingActionsOf } from './taking-actions';

const ALL = takingActionsOf({ Action: '*' });
const PATTERNS = [
  '*',
  'sts:*',
  'STS:assumerole',
  'sts:AssumeRole?*',
  'sts:A?sumeRol?',
  'sts:TagSession',
  's3:*',
  'S*:*',
  '?ts:tag*',
  '*:AssumeRole',
  'sts:Set*',
];

it('knows every action that taking a role can need', () => {
  expect(ALL).toEqual([
    'sts:AssumeRole',
    'sts:AssumeRoleWithSAML',
    'sts:AssumeRoleWithWebIdentity',
    'sts:TagSession',
    'sts:SetSourceIdentity',
  ]);
});

it.each(
  PATTERNS.flatMap((first) =>
    PATTERNS.map((second): [string, string] => [first, second]),
  ),
)(
  'lists what %s and %s cover as the evaluator sees it, listed or left out',
  (...patterns) => {
    for (const element of ['Action', 'NotAction']) {
      const statement = { Effect: 'Allow', Resource: '*', [element]: patterns };
      const [parsed] = parsePolicy({ Statement: statement }, 'identity').statements;
      const covered = ALL.filter(
        (action) => parsed && matchAction(parsed.action, action.toLowerCase()),
      );
      expect(takingActionsOf(statement)).toEqual(covered);
    }
  },
);
