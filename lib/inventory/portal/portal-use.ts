import { parseArn } from '@/lib/core/arn';
import { Partition } from '@/lib/core/ids';
import { PARTITIONS } from '@/lib/core/partition';
import { profileName } from '@/lib/core/profile-name';
import type { Portal } from '@/lib/ports';
import type { PortalUse } from './schema';

/** A role that Identity Center made: its name has the permission set's, and a suffix. */
const RESERVED =
  /^role\/aws-reserved\/sso\.amazonaws\.com\/(?:[^/]+\/)?AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

const NO_PORTAL =
  'the address of the access portal is not set. An administrator sets it in Settings.';

type Place = { accountName: string; isPractice: boolean };

/**
 * How people take a role of IAM Identity Center: by its page in their access portal, or by a
 * profile that signs in there; null for any other role.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/createshortcutlink.html
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html
 */
export function portalUseOf(
  roleArn: string,
  portal: Portal | null,
  { accountName, isPractice }: Place,
): PortalUse | null {
  const { accountId = '', partition = '', resource = '' } = parseArn(roleArn) ?? {};
  const [, permissionSet] = RESERVED.exec(resource) ?? [];
  if (!permissionSet) return null;
  if (isPractice)
    return { permissionSet, way: { cause: 'practice accounts have no access portal.' } };
  if (!portal) return { permissionSet, way: { cause: NO_PORTAL } };
  const known = Partition.safeParse(partition);
  const host = known.success ? PARTITIONS[known.data].consoleHost : null;
  const query = new URLSearchParams({
    account_id: accountId,
    role_name: permissionSet,
    ...(host ? { destination: `https://${host}/` } : {}),
  });
  const profile = [
    '[sso-session identity-center]',
    `sso_start_url = ${portal.startUrl}`,
    `sso_region = ${portal.region}`,
    'sso_registration_scopes = sso:account:access',
    '',
    `[profile ${profileName({ accountName, accountId }, permissionSet)}]`,
    'sso_session = identity-center',
    `sso_account_id = ${accountId}`,
    `sso_role_name = ${permissionSet}`,
    `region = ${portal.region}`,
    '',
  ].join('\n');
  const url = `${portal.startUrl}/#/console?${query}`;
  return { permissionSet, way: { url, profile } };
}
