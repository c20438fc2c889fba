import { operationOf } from '@/lib/core/operation-of';
import { addFurther } from './add-further';
import { partSteps } from './not-here';
import { notInFile } from './not-here-in';
import type { AccountSource, ExportStep, PlanSource } from './plan-source';
import { literalTerraform, oneLine } from './quote';
import { type PolicyResource, type RoleResource, resourcesOf } from './resources';
import {
  type Block,
  type Parts,
  providerName,
  put,
  roleName,
  roleReference,
} from './terraform-parts';

/** What a role that stands already keeps: the plan says nothing about it. */
const KEPT = ['description', 'max_session_duration', 'permissions_boundary', 'tags'];

/**
 * The accounts' halves in Terraform's JSON syntax, each by a provider of its own. What stands
 * already is imported; a trust policy is read again first, and another than the planned one
 * stops the run.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 * @see https://developer.hashicorp.com/terraform/language/block/import
 */
export function renderTerraform(source: PlanSource, accounts: AccountSource[]): string {
  const parts: Parts = { resources: {}, data: {}, locals: {}, imports: [] };
  for (const account of accounts) addAccount(parts, source, account);
  const { resources, data, locals, imports } = parts;
  const configuration = {
    '//': [...commentsOf(source, accounts), ...(imports.length > 0 ? [READ_FIRST] : [])],
    terraform: {
      required_version: '>= 1.5.0',
      required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.0' } },
    },
    variable: Object.fromEntries(accounts.map(variableOf)),
    provider: { aws: accounts.map((account) => providerOf(source, account)) },
    ...(Object.keys(locals).length > 0 && { locals, data }),
    resource: resources,
    ...(imports.length > 0 && { import: imports }),
  };
  return `${JSON.stringify(configuration, null, 2)}\n`;
}

const READ_FIRST =
  'What is imported stands already. Trust policies are compared with what the plan was made from; of other policies Terraform shows the difference, so read it before you apply.';

const commentsOf = (
  { hash, title, practiceUrl }: PlanSource,
  accounts: AccountSource[],
): string[] => [
  ...(practiceUrl === null ? [] : ['practice account']),
  `Plan ${hash}: ${oneLine(title)}`,
  ...accounts.map(({ accountId, accountName }) =>
    oneLine(`${accountId}: ${accountName}`),
  ),
  ...accounts.flatMap(({ accountId, steps }) => {
    const { notHere } = partSteps('Terraform', steps);
    return notHere === null ? [] : [notInFile(accountId, notHere)];
  }),
];

const variableOf = ({ accountId }: AccountSource): [string, Block] => [
  `profile_${accountId}`,
  {
    type: 'string',
    default: null,
    description: `Profile of the aws command with rights to write IAM in ${accountId}.`,
  },
];

const providerOf = (
  { practiceUrl }: PlanSource,
  { accountId, region, steps }: AccountSource,
): Block => ({
  alias: `account_${accountId}`,
  region: literalTerraform(region),
  profile: `\${var.profile_${accountId}}`,
  allowed_account_ids: [accountId],
  ...(practiceUrl !== null && {
    endpoints: [
      Object.fromEntries(
        servicesOf(steps).map((service) => [service, literalTerraform(practiceUrl)]),
      ),
    ],
    ...(servicesOf(steps).includes('s3') && { s3_use_path_style: true }),
  }),
});

const servicesOf = (steps: ExportStep[]): string[] => {
  const written = steps.map(({ write }) => operationOf(write).split(':')[0] ?? '');
  return [...new Set(['iam', 'sts', ...written])];
};

function addAccount(parts: Parts, source: PlanSource, account: AccountSource): void {
  const { held } = partSteps('Terraform', account.steps);
  const resources = resourcesOf(source.roleArn, held);
  const { role, policies } = resources;
  if (role) addRole(parts, role, account);
  for (const policy of policies) addPolicy(parts, policy, role, account);
  addFurther(parts, resources, account);
}

function addRole(parts: Parts, role: RoleResource, account: AccountSource): void {
  const name = roleName(account);
  put(parts.resources, 'aws_iam_role', name, {
    provider: providerName(account),
    name: literalTerraform(role.roleName),
    path: literalTerraform(role.path),
    ...(role.made && madeArguments(role.made)),
    assume_role_policy: literalTerraform(role.trust),
    ...(role.made === null && {
      depends_on: [`data.aws_iam_role.${name}`],
      lifecycle: { ignore_changes: KEPT },
    }),
  });
  if (role.made || role.live === null) return;
  parts.imports.push({
    to: `aws_iam_role.${name}`,
    id: literalTerraform(role.roleName),
  });
  guardTrust(parts, role, role.live, account);
}

const madeArguments = (made: NonNullable<RoleResource['made']>): Block => ({
  ...(made.description !== '' && { description: literalTerraform(made.description) }),
  max_session_duration: made.maxSessionSeconds,
  ...(made.boundaryArn && { permissions_boundary: literalTerraform(made.boundaryArn) }),
  tags: Object.fromEntries(
    Object.entries(made.tags).map((tag) => tag.map(literalTerraform)),
  ),
});

/** Compared as values: AWS and the provider keep neither spaces nor the order of names. */
function guardTrust(
  { data, locals }: Parts,
  role: RoleResource,
  live: string,
  account: AccountSource,
): void {
  const name = roleName(account);
  locals[`live_${name}`] = literalTerraform(live);
  locals[`planned_${name}`] = literalTerraform(role.trust);
  const known = ['live', 'planned'].map(
    (when) => `jsonencode(jsondecode(local.${when}_${name}))`,
  );
  put(data, 'aws_iam_role', name, {
    provider: providerName(account),
    name: literalTerraform(role.roleName),
    lifecycle: {
      postcondition: [
        {
          condition: `\${contains([${known.join(', ')}], jsonencode(jsondecode(self.assume_role_policy)))}`,
          error_message: `The trust policy of ${literalTerraform(role.roleName)} was changed since the plan was made. Make a new plan.`,
        },
      ],
    },
  });
}

function addPolicy(
  { resources, imports }: Parts,
  policy: PolicyResource,
  role: RoleResource | null,
  account: AccountSource,
): void {
  const { number, principal, principalName, policyName, live, document } = policy;
  const type = `aws_iam_${principal}_policy`;
  const name = `policy_${number}`;
  put(resources, type, name, {
    provider: providerName(account),
    name: literalTerraform(policyName),
    [principal]:
      principal === 'role'
        ? roleReference(principalName, role, account)
        : literalTerraform(principalName),
    policy: literalTerraform(document),
  });
  if (live === null) return;
  const id = literalTerraform(`${principalName}:${policyName}`);
  imports.push({ to: `${type}.${name}`, id });
}
