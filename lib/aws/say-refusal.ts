import { sayDuration } from '@/lib/core/duration';

/** What of a refusal tells its cause. `date` is AWS's own clock, where the answer has it. */
type Refusal = { code: string; message: string; operation: string; date: string | null };

/** AWS accepts a signature that is this much early or late. */
const ACCEPTED_SECONDS = 5 * 60;
const SKEWED = new Set([
  'RequestExpired',
  'RequestTimeTooSkewed',
  'RequestInTheFuture',
  'AuthFailure.RequestExpired',
]);
const UNSIGNED = new Set(['SignatureDoesNotMatch', 'InvalidSignatureException']);
const BY_TIME = /^Signature (?:expired|not yet current)/;
const BY_TOKEN = 'sts:AssumeRoleWithWebIdentity';

const OWN_CONNECTION_ENDED =
  'The credentials of the console’s own connection have ended. Whoever runs the console renews them there (its profile or role), then try again.';
const REGION_OFF =
  'STS is switched off in the region of this connection. An administrator of the AWS account switches it on (IAM, Account settings, Security Token Service), or the connection is set to a region that is on; us-east-1, which the global endpoint stands for, is always on.';
// The service's text for this code repeats the signed headers, the session token among them.
const SIGNATURE =
  'The signature of the request was not accepted: the secret key of the console’s own connection is wrong or was changed. Whoever runs the console sets it again.';

/** The cause and who mends it, where AWS's own text says neither. */
export function sayRefusal(refusal: Refusal, now: Date): string | null {
  const { code, operation } = refusal;
  if (code === 'RegionDisabledException') return REGION_OFF;
  const isTokenLate = code === 'ExpiredTokenException' && operation === BY_TOKEN;
  if (isTokenLate || isByClock(refusal, now)) return sayClock(refusal, now);
  if (code === 'ExpiredToken' || code === 'ExpiredTokenException')
    return OWN_CONNECTION_ENDED;
  return UNSIGNED.has(code) ? SIGNATURE : null;
}

function isByClock(refusal: Refusal, now: Date): boolean {
  if (SKEWED.has(refusal.code)) return true;
  if (!UNSIGNED.has(refusal.code)) return false;
  return BY_TIME.test(refusal.message) || isOff(secondsAhead(refusal, now));
}

/** How much the clock here is ahead of AWS's; less than none when it is behind. */
function secondsAhead({ date }: Refusal, now: Date): number | null {
  const theirs = Date.parse(date ?? '');
  return Number.isNaN(theirs) ? null : Math.round((now.getTime() - theirs) / 1000);
}

const isOff = (ahead: number | null): ahead is number =>
  ahead !== null && Math.abs(ahead) >= ACCEPTED_SECONDS;

function sayClock(refusal: Refusal, now: Date): string {
  const ahead = secondsAhead(refusal, now);
  const by = isOff(ahead)
    ? `is ${sayDuration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} AWS’s`
    : 'does not agree with AWS’s';
  return `The clock of the computer that the console runs on ${by}. Whoever runs the console sets it right (by NTP), then try again.`;
}
