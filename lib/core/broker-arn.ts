import { parseArn } from './arn';

/** The role that the least policies name for handing out, in the hub account. */
const HUB_BROKER = 'role/drawbridge/drawbridge-hub-broker';

type Hub = { kind: string; accountId: string; partition: string };
type Reached = { id: string; connection: { callerArn: string | null } | null };
type Reading = { RoleDetailList: { RoleName: string; Arn: string }[] };

/**
 * As whom the console takes a role that trusts no token, as a trust policy names it: whoever
 * its hub connection signs in as, a session by the role behind it.
 */
export function brokerArnOf(
  hub: Hub,
  accounts: Reached[],
  reading: Reading | undefined,
): string {
  const account = accounts.find(({ id }) => id === hub.accountId);
  const callerArn = account?.connection?.callerArn ?? null;
  if (callerArn === null || hub.kind === 'practice')
    return `arn:${hub.partition}:iam::${hub.accountId}:${HUB_BROKER}`;
  const parts = parseArn(callerArn);
  const [kind, roleName] = parts?.resource.split('/') ?? [];
  if (!parts || kind !== 'assumed-role' || !roleName) return callerArn;
  // A session's ARN has no path; the reading knows the role's.
  const role = reading?.RoleDetailList.find((known) => known.RoleName === roleName);
  return role?.Arn ?? `arn:${parts.partition}:iam::${parts.accountId}:role/${roleName}`;
}
