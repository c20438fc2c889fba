import { parseArn } from '@/lib/core/ids';
import { findAccount, type WorldFacts } from '../facts/world-facts';
import { finding } from './finding';
import { isGuardedBy } from './guards';
import { covers, type TrustRule } from './trust-context';

export const danglingPrincipal: TrustRule = ({ world, role }, { principal }) =>
  (principal?.aws ?? [])
    .filter((entry) => /^A(?:IDA|ROA)[A-Z0-9]+$/.test(entry) && !isKnownId(world, entry))
    .map((entry) =>
      finding(
        'trust-dangling-principal',
        role.Arn,
        `${entry} is what is left of a deleted user or role: remove it from the trust policy.`,
      ),
    );

const isKnownId = ({ accounts }: WorldFacts, id: string): boolean =>
  [...accounts.values()].some(
    ({ usersByArn, rolesByArn }) =>
      [...usersByArn.values()].some(({ UserId }) => UserId === id) ||
      [...rolesByArn.values()].some(({ RoleId }) => RoleId === id),
  );

export const missingPrincipal: TrustRule = ({ world, role }, { principal }) =>
  (principal?.aws ?? [])
    .filter((entry) => isMissing(world, entry))
    .map((entry) =>
      finding(
        'trust-missing-principal',
        role.Arn,
        `${entry} does not exist: whoever creates it gets in. Remove it or create it yourself.`,
      ),
    );

function isMissing(world: WorldFacts, entry: string): boolean {
  const parts = entry.includes('*') ? null : parseArn(entry);
  const account = parts && findAccount(world, parts.accountId, parts.partition);
  if (!account || !parts) return false;
  if (parts.resource.startsWith('user/')) return !account.usersByArn.has(entry);
  if (parts.resource.startsWith('role/')) return !account.rolesByArn.has(entry);
  const [, roleName] = /^assumed-role\/([^/]+)\//.exec(parts.resource) ?? [];
  return roleName !== undefined && !account.rolesByName.has(roleName);
}

export const principalWildcard: TrustRule = ({ role }, { principal }) =>
  (principal?.aws ?? [])
    .filter((entry) => entry !== '*' && /[*?]/.test(entry))
    .map((entry) =>
      finding(
        'invalid-principal-wildcard',
        role.Arn,
        `${entry} matches nobody: a principal takes no wildcard. Use "*" with a condition on aws:PrincipalArn.`,
      ),
    );

/** Services that act for many customers and say for whom. */
const SERVICES_WITH_SOURCE = new Set(
  [
    'access-analyzer',
    'apigateway',
    'appflow',
    'backup',
    'bedrock',
    'cloudtrail',
    'cloudwatch',
    'codebuild',
    'codepipeline',
    'config',
    'datasync',
    'delivery.logs',
    'dms',
    'ecs-tasks',
    'events',
    'firehose',
    'glue',
    'iot',
    'kinesisanalytics',
    'logs',
    'pipes',
    's3',
    'sagemaker',
    'scheduler',
    'ses',
    'sns',
    'ssm',
    'states',
    'transfer',
    'vpc-flow-logs',
  ].map((name) => `${name}.amazonaws.com`),
);

export const serviceWithoutSource: TrustRule = ({ role }, statement) => {
  const service = statement.principal?.services.find((name) =>
    SERVICES_WITH_SOURCE.has(name),
  );
  const isAllow = statement.effect === 'Allow' && covers(statement, 'sts:AssumeRole');
  const isGuarded = isGuardedBy(statement, /^aws:Source(?:Account|Arn|OrgID|OrgPaths)$/i);
  if (!service || !isAllow || isGuarded) return [];
  return [
    finding(
      'service-trust-no-source-guard',
      role.Arn,
      `${service} may use this role for another customer: demand aws:SourceAccount or aws:SourceArn.`,
    ),
  ];
};
