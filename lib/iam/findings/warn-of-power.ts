import { saySome } from '../explain/list-words';
import { matchAction } from '../match/match-action';
import type { ParsedStatement } from '../parse/policy';

export type PowerWarning = { statementIndex: number; message: string };

type Power = { actions: string[]; message: (actions: string) => string };

/** With one of these on everything its holder makes itself an administrator. */
export const GIVES_ITSELF_ALL = [
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:AttachGroupPolicy',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:PutGroupPolicy',
  'iam:AddUserToGroup',
];

/** What one can do with it is more than its name says. */
const POWERS: Power[] = [
  {
    actions: GIVES_ITSELF_ALL,
    message: (actions) =>
      `With ${actions} on everything, the holder can give itself administrator access. Name the resources, or leave it out.`,
  },
  {
    actions: ['iam:PassRole'],
    message: (actions) =>
      `With ${actions} on everything, the holder can hand the most powerful role of the account to a service and act through it. Name the roles it may pass.`,
  },
  {
    actions: ['iam:UpdateAssumeRolePolicy'],
    message: (actions) =>
      `With ${actions} on everything, the holder decides who takes each role of the account. Name the roles.`,
  },
  {
    actions: ['iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:UpdateLoginProfile'],
    message: (actions) =>
      `With ${actions} on everything, the holder can sign in as any user of the account. Name the users.`,
  },
  {
    actions: ['s3:PutBucketPolicy', 'kms:PutKeyPolicy', 'kms:CreateGrant'],
    message: (actions) =>
      `With ${actions} on everything, the holder can open every bucket or key to others. Name the resources.`,
  },
];
const NAMED_MAX = 3;

/** Everything may be done with everything. */
export const isAdministrator = (statement: ParsedStatement): boolean =>
  statement.effect === 'Allow' &&
  (statement.action.isNegated ||
    statement.action.patterns.some(({ text }) => /^(?:\*|\*:\*)$/.test(text))) &&
  isOnEverything(statement);

export const isOnEverything = ({ resource }: ParsedStatement): boolean =>
  resource !== null &&
  (resource.isNegated || resource.patterns.some(({ raw }) => raw === '*'));

/**
 * Grants that are worth more than they read: administrator access, and actions that lead to it
 * when they are allowed on everything.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand.html
 */
export function warnOfPower(statements: ParsedStatement[]): PowerWarning[] {
  return statements.flatMap((statement) => {
    const { index: statementIndex } = statement;
    if (isAdministrator(statement)) {
      const message = 'This is administrator access to the whole account.';
      return [{ statementIndex, message }];
    }
    if (statement.effect === 'Deny' || !isOnEverything(statement)) return [];
    return POWERS.flatMap(({ actions, message }) => {
      const held = actions.filter((name) =>
        matchAction(statement.action, name.toLowerCase()),
      );
      const words = message(saySome(held, NAMED_MAX, 'and'));
      return held.length > 0 ? [{ statementIndex, message: words }] : [];
    });
  });
}
