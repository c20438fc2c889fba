import { parseArn } from '@/lib/core/arn';
import type { ParsedStatement } from '../../parse/policy';
import type { Principal, Question } from '../../question';
import { conditionsOn } from '../conditions';
import type { Place } from '../rule';

/** Somebody whom nobody here knows, with what that person cannot choose about a request. */
export type Stranger = Required<Pick<Question, 'principal' | 'context' | 'absentKeys'>>;

/** Keys that a caller cannot set at will; every other one is taken to suit the caller. */
const NOT_CHOSEN = {
  org: ['aws:PrincipalOrgID', 'aws:PrincipalOrgPaths'],
  network: [
    'aws:SourceVpc',
    'aws:SourceVpcArn',
    'aws:SourceVpce',
    'aws:VpceAccount',
    'aws:VpceOrgID',
    'aws:VpceOrgPaths',
  ],
  absent: [
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths',
    's3:DataAccessPointAccount',
    's3:DataAccessPointArn',
    'ec2:SourceInstanceArn',
    'aws:Ec2InstanceSourceVpc',
    'lambda:SourceFunctionArn',
  ],
};

/**
 * Addresses from all over the world. A range as wide as 0.0.0.0/1 holds some of them, one as
 * narrow as a company's holds none.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
const ADDRESSES = [
  '3.66.7.1',
  '37.120.9.1',
  '66.98.7.1',
  '99.44.7.1',
  '131.77.9.1',
  '163.55.3.1',
  '181.33.7.1',
  '217.99.5.1',
  '2600:7777::1',
  '2a7f:3::1',
];

/** An account id that neither the world nor the document knows. */
function strangeAccount({ world, policy }: Place): string {
  const text = JSON.stringify(policy.document) ?? '';
  let id = 990_000_000_001;
  while (world.accounts.has(String(id)) || text.includes(String(id))) id += 1;
  return String(id);
}

/** Strangers with AWS credentials of their own, in the shapes that the document looks at. */
export function strangersFor(place: Place): Stranger[] {
  const accountId = strangeAccount(place);
  const partition = parseArn(place.subject)?.partition ?? 'aws';
  return namesFor(place).flatMap((name) =>
    circumstances(place, accountId).map(({ context, absentKeys }) => ({
      principal: { AWS: `arn:${partition}:iam::${accountId}:${name}` },
      context: {
        'aws:userid': /^user/.test(name) ? 'AIDASTRANGER' : 'AROASTRANGER:stranger',
        'kms:CallerAccount': accountId,
        ...context,
      },
      absentKeys,
    })),
  );
}

/** A stranger without credentials. */
export const anonymousFor = (place: Place): Stranger[] =>
  circumstances(place, strangeAccount(place)).map(({ context, absentKeys }) => ({
    principal: '*',
    context: without(context, NOT_CHOSEN.org),
    absentKeys: [...absentKeys, 'kms:CallerAccount'],
  }));

type Circumstance = Pick<Stranger, 'context' | 'absentKeys'>;

/** In no organization and no network of note, and in ones of the stranger's own. */
function circumstances({ policy }: Place, accountId: string): Circumstance[] {
  const own = {
    'aws:PrincipalOrgID': 'o-stranger00',
    'aws:PrincipalOrgPaths': ['o-stranger00/r-strange/'],
    'aws:SourceVpc': 'vpc-0000000stranger',
    'aws:SourceVpce': 'vpce-0000000stranger',
    'aws:VpceAccount': accountId,
    'aws:VpceOrgID': 'o-stranger00',
    'aws:VpceOrgPaths': ['o-stranger00/r-strange/'],
  };
  const { org, network, absent } = NOT_CHOSEN;
  const asksAddress = policy.statements.some(
    (one) => conditionsOn(one, 'aws:SourceIp').length > 0,
  );
  const addresses = asksAddress ? ADDRESSES : ADDRESSES.slice(0, 1);
  return addresses.flatMap((address) => [
    { context: { 'aws:SourceIp': address }, absentKeys: [...org, ...network, ...absent] },
    { context: { 'aws:SourceIp': address, ...own }, absentKeys: absent },
  ]);
}

/** A stranger names users and roles at will, so also as a condition asks for it. */
export function namesFor({ policy }: Place): string[] {
  const asked = policy.statements.flatMap((statement) => [
    ...valuesOf(statement, 'aws:PrincipalArn').map(
      (raw) => /(?:user|role)\/[^:]*$/.exec(raw)?.[0] ?? '',
    ),
    ...valuesOf(statement, 'aws:username').map((raw) => `user/${raw}`),
  ]);
  const names = asked.filter(Boolean).map((name) => name.replace(/[*?]/g, 'x'));
  return [...new Set(['user/stranger', 'role/stranger', ...names])];
}

const valuesOf = (statement: ParsedStatement, key: string): string[] =>
  conditionsOn(statement, key).flatMap(({ values }) => values.map(({ raw }) => raw));

const without = (
  context: Stranger['context'],
  names: string[],
): Record<string, string | string[]> =>
  Object.fromEntries(Object.entries(context).filter(([key]) => !names.includes(key)));

/** A stranger who signed in with a provider that everybody can use. */
export const socialStranger = (statement: ParsedStatement): Stranger => ({
  principal: { Federated: 'accounts.google.com' } satisfies Principal,
  context: {},
  // Claims of a token are its issuer's to make.
  absentKeys: [
    ...NOT_CHOSEN.absent,
    ...statement.conditions
      .map(({ key }) => key)
      .filter((key) => /^[^:/]+\.[^:]*:|^saml:/i.test(key)),
  ],
});
