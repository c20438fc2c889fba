import { parseArn } from '@/lib/core/arn';
import { Partition } from '@/lib/core/ids';
import { PARTITIONS } from '@/lib/core/partition';
import { profileName } from '@/lib/core/profile-name';
import { conditionsOn } from '@/lib/iam/findings/conditions';
import { isAssumeAllow } from '@/lib/iam/findings/principals';
import type { ParsedStatement } from '@/lib/iam/parse/policy';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import { validateField } from '@/lib/iam/validate/validate-field';
import type { RoleDetail } from '@/lib/iam/world';
import type { OwnUse } from './role-schema';

/** Whom a trust entry lets in: their account, and their user's name where it names one. */
type Person = { accountId: string | null; userName: string | null };

const USER = /^user\/(?:.*\/)?([^/]+)$/;
const IDENTITY_CENTER = /^role\/aws-reserved\/sso\.amazonaws\.com\//;
const ACCOUNT = /^\d{12}$/;
const WHOLE_NAME_MAX = 64;

/** The people of an entry: a user, everybody of an account, or of Identity Center; null for a workload. */
function personOf(entry: string): Person | null {
  if (entry === '*') return { accountId: null, userName: null };
  if (ACCOUNT.test(entry)) return { accountId: entry, userName: null };
  const { accountId = '', resource = '' } = parseArn(entry) ?? {};
  const userName = USER.exec(resource)?.[1] ?? null;
  const isOfPeople = userName || resource === 'root' || IDENTITY_CENTER.test(resource);
  return isOfPeople ? { accountId, userName } : null;
}

/** Others may let the same people name themselves or set tags: by those alone nobody gets in. */
function personIn(statement: ParsedStatement): Person | null {
  const { principal, isUsable } = statement;
  if (!isAssumeAllow(statement) || !isUsable || !principal || principal.isNegated)
    return null;
  const people = principal.aws.flatMap((entry) => personOf(entry) ?? []);
  return people[0] ?? (principal.isEveryone ? personOf('*') : null);
}

/** What a statement asks a key to be, whichever way it compares. */
const askedOf = (statement: ParsedStatement, key: string): string[] =>
  conditionsOn(statement, key)
    .filter(({ operator }) => operator.compare && !operator.isNegated)
    .flatMap(({ values }) => values.map(({ raw }) => raw));

const isMfaAsked = (statement: ParsedStatement): boolean =>
  askedOf(statement, 'aws:MultiFactorAuthPresent').includes('true') ||
  askedOf(statement, 'aws:MultiFactorAuthAge').length > 0;

type Way = { person: Person; externalId: string | null; isMfaAsked: boolean };

function wayOf(statement: ParsedStatement): Way | null {
  const person = personIn(statement);
  return (
    person && {
      person,
      externalId: askedOf(statement, 'sts:ExternalId')[0] ?? null,
      isMfaAsked: isMfaAsked(statement),
    }
  );
}

const STAND_INS = { ExternalId: '<external ID>', UserName: '<your device>' };

/** A policy may hold what is no such value, line ends among it: that is not written into a profile. */
const writable = (field: keyof typeof STAND_INS, value: string): string =>
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
  const { statements } = rememberPolicy(role.AssumeRolePolicyDocument, 'trust');
  const ways = statements.flatMap((statement) => wayOf(statement) ?? []);
  const demands = (way: Way) => Number(way.externalId !== null) + Number(way.isMfaAsked);
  const [way] = ways.sort((a, b) => demands(a) - demands(b));
  if (!way) return null;
  const partition = Partition.safeParse(parseArn(role.Arn)?.partition);
  const usual = PARTITIONS[partition.data ?? 'aws'].defaultRegion;
  const place = { ...where, region: role.RoleLastUsed?.Region ?? usual };
  const profile = `${linesOf(role, way, place).join('\n')}\n`;
  const switchRole = switchRoleOf(role, way, place);
  const extension = 'url' in switchRole ? extensionOf(role, place) : null;
  return { profile, switchRole, extension };
}
