import type { AdminStepUp } from './admin-step-up';
import { sayDuration } from './duration';
import { sayTime } from './say-time';
import { CONFIRM_FIRST, type StepUp } from './step-up';

/** One field of a form and what to do about it. */
export type FieldErrors = Record<string, string>;

/** Every failure a person can act on. Plain data: it crosses the server-action wire. */
export type AppError =
  | { kind: 'signed_out' }
  | { kind: 'forbidden'; permission: string }
  | { kind: 'bad_origin' }
  | { kind: 'not_found'; what: string }
  | { kind: 'invalid_input'; message: string; fields?: FieldErrors }
  | { kind: 'not_permitted'; roleArn: string }
  /** `endedAt`: ISO 8601, UTC. `byName` when a person ended it before its end. */
  | { kind: 'grant_ended'; roleArn: string; endedAt: string; byName: string | null }
  | { kind: 'ask_first'; roleArn: string }
  /** `subject` is a role's ARN, or what else is to be done. */
  | {
      kind: 'step_up_required';
      subject: string;
      stepUp: Exclude<StepUp | AdminStepUp, 'never'>;
      isProgram: boolean;
    }
  | { kind: 'role_gone'; roleArn: string; accountName: string }
  /** `message` is AWS's own; `why` names the statement and who can mend it. */
  | { kind: 'trust_refused'; roleArn: string; message: string | null; why: string }
  | { kind: 'duration_too_long'; maxSeconds: number; cause: string }
  /** `message` when it was not AWS that asked us to wait. */
  | { kind: 'throttled'; retryAfterSeconds: number; message?: string }
  | {
      kind: 'aws_refused';
      operation: string;
      code: string;
      message: string;
      accountId: string;
    }
  | { kind: 'aws_unreachable'; message: string; accountId: string }
  | { kind: 'no_connection'; accountId: string }
  | { kind: 'conflict'; message: string }
  | { kind: 'already_so'; message: string }
  | { kind: 'unavailable'; message: string };

/** The sentence a person reads: what happened and what to do next. */
export function describeError(error: AppError): string {
  switch (error.kind) {
    case 'signed_out':
      return 'You are signed out. Sign in and try again.';
    case 'forbidden':
      return `Your role in this workspace does not include ${error.permission}. Ask an administrator.`;
    case 'bad_origin':
      return 'This request did not come from the console. Reload the page and try again.';
    case 'not_found':
      return `${error.what} does not exist here. It may have been removed.`;
    case 'invalid_input':
      return error.message;
    case 'not_permitted':
      return `You have no grant for ${error.roleArn}. Ask an administrator for one.`;
    case 'grant_ended':
      return sayEnded(error);
    case 'ask_first':
      return `${error.roleArn} has to be asked for, and no request of yours for it is open. Ask on the page Requests of the console.`;
    case 'step_up_required':
      return sayStepUp(error);
    case 'role_gone':
      return `${error.roleArn} does not exist in ${error.accountName} any more: it was deleted at AWS. Your grant gives nothing until a role of this name is made again.`;
    case 'trust_refused':
      return sayRefused(error);
    case 'duration_too_long':
      return `The longest session here is ${sayDuration(error.maxSeconds)}: ${error.cause}`;
    case 'throttled':
      return error.message ?? sayThrottled(error.retryAfterSeconds);
    case 'aws_refused':
      return `AWS refused ${error.operation} in ${error.accountId}: ${error.code}. ${error.message}`;
    case 'aws_unreachable':
      return `AWS could not be reached for ${error.accountId}: ${error.message}`;
    case 'no_connection':
      return `This console has no connection to ${error.accountId}. Connect the account in Settings, Accounts.`;
    case 'conflict':
    case 'already_so':
    case 'unavailable':
      return error.message;
    default:
      return error satisfies never; // a new kind without words does not compile
  }
}

const sayThrottled = (seconds: number): string =>
  `AWS asked us to slow down. Try again in ${seconds} s.`;

function sayStepUp({
  subject,
  stepUp,
  isProgram,
}: Extract<AppError, { kind: 'step_up_required' }>): string {
  if (!isProgram) return `${CONFIRM_FIRST} ${subject}.`;
  if (stepUp === 'every-hour' || stepUp === 'every-10-min')
    return `You last confirmed that it is you too long ago for ${subject}. Open the page Settings of the console, choose Confirm now, and run this again.`;
  return stepUp === 'each-time'
    ? `${subject} is confirmed each time it is taken, which no program can do. Take it on the console’s own page.`
    : `${subject} has to be confirmed every 12 hours. Open the page Settings of the console, choose Confirm now, and run this again.`;
}

type Refused = Extract<AppError, { kind: 'trust_refused' }>;

const sayRefused = ({ roleArn, why, message }: Refused): string =>
  [
    `${roleArn} does not trust this console now.`,
    why,
    ...(message ? [`AWS said: ${message}`] : []),
  ].join(' ');

function sayEnded({
  roleArn,
  endedAt,
  byName,
}: Extract<AppError, { kind: 'grant_ended' }>): string {
  const at = sayTime(endedAt);
  const how = byName ? `was ended by ${byName} on ${at}` : `ended on ${at}`;
  return `Your grant for ${roleArn} ${how}. Ask an administrator for a new one.`;
}
