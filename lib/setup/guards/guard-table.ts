import { ends } from './end-date';
import { externalId } from './external-id';
import type { GuardKind } from './guard-kind';
import type { GuardName } from './guard-names';
import { sourceIp, vpc } from './location';
import { mfa, mfaAge } from './mfa';
import { sessionName, sourceIdentity } from './names';
import { organization } from './organization';
import { principalTags, sessionTags } from './session-tags';

/** Every guard, in the order in which they are asked for. */
export const GUARDS: Record<GuardName, GuardKind> = {
  mfa,
  mfaAge,
  externalId,
  organization,
  sourceIp,
  vpc,
  ends,
  sessionName,
  sourceIdentity,
  sessionTags,
  principalTags,
};
