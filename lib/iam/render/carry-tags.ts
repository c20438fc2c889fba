import { conditionOf } from './guards/guard';
import { CONSOLE_SESSION } from './hand-out';
import { oneOrMany, type RenderedCondition, type RenderedStatement } from './policy-text';

/** What the statement is called by which sessions that are let in already say why they are. */
export const CARRY_SID = 'ConsoleMaySayWhy';

const KEYS: Record<string, string> = {
  'sts:SetSourceIdentity': 'sts:SourceIdentity',
  'sts:TagSession': 'aws:TagKeys',
};

/**
 * Lets the console give its sessions a source identity, or tags, of its own kind. It lets nobody
 * take the role: that is for another statement to say, with whatever it demands.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export const carryStatement = (
  consoleArn: string,
  actions: string[],
): RenderedStatement => ({
  Sid: CARRY_SID,
  Effect: 'Allow',
  Principal: { AWS: consoleArn },
  Action: oneOrMany(actions),
  ...demandsOf(actions),
});

/**
 * The same for those who get in by a token of the console's issuer: for no other token than one
 * that meets what the statement by which they get in asks for.
 *
 * @param entering the condition of that statement
 */
export function carryByTokenStatement(
  providerArn: string,
  actions: string[],
  entering: RenderedCondition,
): RenderedStatement {
  const own = demandsOf(actions).Condition ?? {};
  const operators = new Set([...Object.keys(entering), ...Object.keys(own)]);
  return {
    Sid: CARRY_SID,
    Effect: 'Allow',
    Principal: { Federated: providerArn },
    Action: oneOrMany(actions),
    Condition: Object.fromEntries(
      [...operators].map((name) => [name, { ...own[name], ...entering[name] }]),
    ),
  };
}

const demandsOf = (actions: string[]): { Condition?: RenderedCondition } =>
  conditionOf([], {
    demands: CONSOLE_SESSION.demands.filter(({ key }) =>
      actions.some((action) => KEYS[action] === key),
    ),
    actions: [],
  });
