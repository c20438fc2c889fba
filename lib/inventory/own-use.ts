import { parseArn } from '@/lib/core/arn';
import { Partition } from '@/lib/core/ids';
import { PARTITIONS } from '@/lib/core/partition';
import { profileName } from '@/lib/core/profile-name';
import { validateField } from '@/lib/iam/validate/validate-field';
import type { RoleDetail } from '@/lib/iam/world';
import type { OwnUse } from './role-schema';
import { easiestWay, personOf, type Way } from './trust-ways';

const WHOLE_NAME_MAX = 64;

const STAND_INS = { ExternalId: '<external ID>', UserName: '<your device>' };

/** A policy may hold what is no such value, line ends among it: that is not written anywhere. */
export const writable = (field: keyof typeof STAND_INS, value: string): string =>
  validateField(field, value).valid ? value : STAND_INS[field];

type Place = {
  accountName: string;
  region: string;
  endpointUrl: string | null;
  isProduction: boolean;
};

function linesOf(role: RoleDetail, way: Way, place: Place): string[] {
  const { person, externalId, isMfaAsked } = way;
  const accountId = parseArn(role.Arn)?.accountId ?? '';
  const name = profileName({ ...place, accountId }, role.RoleName);
  const partition = parseArn(role.Arn)?.partition ?? 'aws';
  const device = `arn:${partition}:iam::${person.accountId ?? '<your account>'}:mfa/${writable('UserName', person.userName ?? '')}`;
  return [
    ...(place.endpointUrl ? ['# practice account'] : []),
    `[profile ${name}]`,
    `role_arn = ${role.Arn}`,
    'source_profile = <your profile>',
    `region = ${place.region}`,
    ...(place.endpointUrl ? [`endpoint_url = ${place.endpointUrl}`] : []),
    ...(isMfaAsked ? [`mfa_serial = ${device}`] : []),
    ...(externalId ? [`external_id = ${writable('ExternalId', externalId)}`] : []),
  ];
}

/** The page that switches to a role, or why there is none for it. */
function switchRoleOf(
  role: RoleDetail,
  way: Way,
  { accountName, endpointUrl }: Place,
): OwnUse['switchRole'] {
  if (endpointUrl) return { cause: 'practice accounts have none.' };
  const { partition = '', accountId = '' } = parseArn(role.Arn) ?? {};
  const known = Partition.safeParse(partition);
  const host = known.success ? PARTITIONS[known.data].signinHost : null;
  const roleName = `${role.Path}${role.RoleName}`.slice(1);
  if (way.externalId)
    return {
      cause: 'the trust policy asks for an external ID, and that page cannot send one.',
    };
  if (roleName.length > WHOLE_NAME_MAX)
    return {
      cause: `path and name are longer than the ${WHOLE_NAME_MAX} characters that page takes.`,
    };
  if (!host)
    return { cause: `AWS has not published the sign-in of the partition ${partition}.` };
  const displayName = `${role.RoleName} @ ${accountName}`.slice(0, WHOLE_NAME_MAX);
  const query = new URLSearchParams({ account: accountId, roleName, displayName });
  return { url: `https://${host}/switchrole?${query}` };
}

/** Red, as hexadecimal digits. */
const PRODUCTION_COLOR = 'b3261e';

/**
 * The same for the browser extension AWS Extend Switch Roles, which uses that page too.
 *
 * @see https://github.com/tilfinltd/aws-extend-switch-roles#configuration
 */
const extensionOf = (role: RoleDetail, { accountName, region, isProduction }: Place) => {
  const accountId = parseArn(role.Arn)?.accountId ?? '';
  return [
    `[${profileName({ accountName, accountId }, role.RoleName)}]`,
    `role_arn = ${role.Arn}`,
    `region = ${region}`,
    ...(isProduction ? [`color = ${PRODUCTION_COLOR}`] : []),
    '',
  ].join('\n');
};

/**
 * How people whom a role trusts take it by their own sign-in, without this console; null when it
 * trusts only workloads, services and providers. Of several ways the one that asks least.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
 */
export function ownUseOf(role: RoleDetail, where: Omit<Place, 'region'>): OwnUse | null {
  const way = easiestWay(role, personOf);
  if (!way) return null;
  const partition = Partition.safeParse(parseArn(role.Arn)?.partition);
  const usual = PARTITIONS[partition.data ?? 'aws'].defaultRegion;
  const place = { ...where, region: role.RoleLastUsed?.Region ?? usual };
  const profile = `${linesOf(role, way, place).join('\n')}\n`;
  const switchRole = switchRoleOf(role, way, place);
  const extension = 'url' in switchRole ? extensionOf(role, place) : null;
  return { profile, switchRole, extension };
}
