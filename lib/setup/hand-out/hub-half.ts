import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { Answer } from '@/lib/iam/answer';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { AssumeParams } from '@/lib/iam/question';
import { assumePolicyName, assumeStatement } from '@/lib/iam/render/assume-policy';
import { CONSOLE_SESSION } from '@/lib/iam/render/hand-out';
import type { RenderedStatement } from '@/lib/iam/render/policy-text';
import type { Piece } from '../recipes/piece';

/** The console, as it signs in, and a role that trusts it. */
export type HandOut = { consoleArn: string; roleArn: string };

/** What keeps the console out of a role that trusts it, by evaluation. */
export type HubLack =
  /** No policy of its own identity lets it ask. */
  | { kind: 'own'; statement: RenderedStatement }
  /** Something else denies it, or was not read, in words. */
  | { kind: 'other'; sentence: string };

/**
 * What the console still lacks to take a role for a person: both sides have to allow it, and
 * that it says for whom. Null where nothing does.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function hubLack(
  after: WorldFacts,
  handOut: HandOut,
  ask: AskConsole = askForSomebody,
): HubLack | null {
  const answer = ask(after, handOut);
  const { decision, reason, requires } = answer;
  if (OWN_LACKS.includes(reason))
    return { kind: 'own', statement: ownStatement(handOut) };
  if (decision === 'deny')
    return {
      kind: 'other',
      sentence: `Even then this console cannot take it: ${sayDenial(answer)}`,
    };
  return requires.length > 0
    ? { kind: 'other', sentence: `${UNKNOWN} The proof will tell.` }
    : null;
}

const OWN_LACKS: string[] = [
  'implicit-deny-identity',
  'source-identity-denied-identity',
  'tag-session-denied-identity',
];

/** How the console asks for a role. */
export type AskConsole = (facts: WorldFacts, handOut: HandOut) => Answer;

/** A session of the console, and for whom it is. */
export const UNNAMED: AssumeParams = { RoleSessionName: 'db-somebody-aaaaaaaa' };
export const NAMED: AssumeParams = { ...UNNAMED, SourceIdentity: 'db-somebody' };

/** The console asks for the role, and says for whom, as it does for everybody. */
export const askForSomebody = (
  facts: WorldFacts,
  { consoleArn, roleArn }: HandOut,
  params: AssumeParams = NAMED,
): Answer =>
  evaluate(facts, {
    action: 'sts:AssumeRole',
    principal: { AWS: consoleArn },
    resource: roleArn,
    context: {},
    params,
    unknownKeys: 'assume-unknown',
  });

const UNKNOWN =
  'Not everything that decides whether this console may take the role was read, so that is not known.';

const sayDenial = ({ layers, reason }: Answer): string =>
  layers.find(({ verdict }) => verdict === 'denies')?.sentence ?? `${reason}.`;

/** Roles of one name in several accounts are all handed out by one identity. */
export function ownStatement({ roleArn }: HandOut): RenderedStatement {
  const statement = assumeStatement(roleArn, CONSOLE_SESSION);
  return { ...statement, Sid: `${statement.Sid}In${parseArn(roleArn)?.accountId}` };
}

/** The statement as a policy of its own on whoever the console signs in as. */
export function hubPiece(
  { consoleArn, roleArn }: HandOut,
  statement: RenderedStatement,
): Piece {
  const { accountId = '', resource = '' } = parseArn(consoleArn) ?? {};
  const principal = resource.startsWith('user/') ? 'user' : 'role';
  const principalName = nameOfArn(consoleArn);
  const policyName = `${assumePolicyName(nameOfArn(roleArn))}-${parseArn(roleArn)?.accountId}`;
  return {
    side: 'trusted',
    accountId,
    title: `${policyName} on ${principal} ${principalName}, as which this console signs in`,
    target: { kind: 'inline-policy', principal, principalName, policyName },
    field: 'handsOut',
    content: { kind: 'merged', statements: [statement], placeholder: null },
  };
}

/** Why the console does not write it itself, and what has to be added by hand. */
export const sayHubLack = (
  { consoleArn }: Pick<HandOut, 'consoleArn'>,
  lack: HubLack,
): string =>
  lack.kind === 'other'
    ? lack.sentence
    : `By the latest reading no policy of ${nameOfArn(consoleArn)}, as which this console signs in, lets it take the role, and this plan does not write one. Until somebody adds this statement to its policy the plan is not proven, and nobody is given the role: ${JSON.stringify(lack.statement)}`;
