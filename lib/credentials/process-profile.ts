type ProfiledRole = { accountId: string; roleName: string; region: string };

/** How `creds` is asked: both parts are of letters that no shell reads as anything else. */
export const wishOf = ({
  accountId,
  roleName,
}: Pick<ProfiledRole, 'accountId' | 'roleName'>): string => `${accountId}/${roleName}`;

const REGION = /^[a-z\d-]+$/;

/**
 * The profile of a role in `~/.aws/config`, line by line. AWS clients take credentials by
 * running `command`.
 *
 * @param how.command `drawbridge`, as a shell finds it
 * @param how.endpointUrl where practice accounts are reached; null for a real one
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
export const processProfile = (
  name: string,
  role: ProfiledRole,
  how: { command: string; endpointUrl: string | null },
): string[] => [
  `[profile ${name}]`,
  `credential_process = ${how.command} creds ${wishOf(role)} --format process`,
  ...(REGION.test(role.region) ? [`region = ${role.region}`] : []),
  ...(how.endpointUrl ? [`endpoint_url = ${how.endpointUrl}`] : []),
];
