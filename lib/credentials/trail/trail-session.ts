import { nameOfArn, parseArn } from '@/lib/core/arn';
import { sha256 } from '@/lib/core/sha256';
import type {
  GivenSession,
  StoredAccount,
  StoredRevocation,
  TrailEvent,
} from '@/lib/ports';
import { whyNotRevoke } from '../revoke/why-not-revoke';
import type { TrailSession } from './schema';

/** A call that gave a session of a role. */
export type Taking = TrailEvent & {
  roleArn: string;
  sessionName: string;
  given: GivenSession;
};

export type Scene = {
  accounts: Map<string, StoredAccount>;
  revocations: StoredRevocation[];
  now: Date;
};

export const accountIdOf = (arn: string): string => parseArn(arn)?.accountId ?? '';

export const isTaking = (event: TrailEvent): event is Taking =>
  event.errorCode === null &&
  event.given !== null &&
  event.roleArn !== null &&
  event.sessionName !== null;

/** A session as its taking tells it, and what is known here of its role and its denials. */
export function sessionOf(taking: Taking, scene: Scene): TrailSession {
  const { roleArn, sessionName, given, at } = taking;
  const accountId = accountIdOf(roleArn);
  const account = scene.accounts.get(accountId);
  return {
    id: sha256(given.accessKeyId ?? taking.id).slice(0, 24),
    roleArn,
    roleName: nameOfArn(roleArn),
    accountId,
    accountName: account?.name ?? accountId,
    isProduction: account?.isProduction ?? false,
    sessionName,
    sourceIdentity: given.sourceIdentity,
    ...callerOf(taking),
    isByService: taking.isByService,
    how: taking.name,
    program: taking.program,
    sourceIp: taking.sourceIp,
    takenAt: at.toISOString(),
    endsAt: given.endsAt.toISOString(),
    state: stateOf(taking, scene),
    whyNot: account?.connection
      ? whyNotRevoke(roleArn, account.connection)
      : 'This console has no way into the account.',
  };
}

/** A session is named by the role behind it as well: its ARN has both. */
function callerOf({ callerArn, callerName, callerAccountId }: Taking) {
  const name = callerArn ?? callerName;
  return { caller: name ?? callerAccountId ?? 'unknown', isCallerNamed: name !== null };
}

function stateOf(taking: Taking, { revocations, now }: Scene): TrailSession['state'] {
  if (taking.given.endsAt <= now) return 'ended';
  return revocations.some((denial) => isMet(taking, denial)) ? 'revoked' : 'live';
}

/** That of a recorded session meets its name whenever it was taken; the others meet older ones. */
const isMet = ({ roleArn, sessionName, at }: Taking, denial: StoredRevocation): boolean =>
  denial.state !== 'writing' && // not at the role yet
  denial.roleArn === roleArn &&
  (denial.sessionName === null || denial.sessionName === sessionName) &&
  (denial.userId !== null || at < denial.cutOffAt);
