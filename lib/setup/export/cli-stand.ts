import { parseArn } from '@/lib/core/arn';
import { audiencesIn } from '@/lib/core/provider-text';
import { tagOfText } from '@/lib/core/role-tag';
import type { AwsTarget } from '@/lib/ports';
import { PLAN_TAG } from '../plan/plan-steps';
import { keyOptions, nameOption } from './cli-options';
import { liveHashes, textHashes } from './live-hashes';
import type { ExportStep, PlanSource } from './plan-source';

/** How a script tells where a step stands before it writes. */
export type CliStand =
  | { kind: 'role'; roleName: string; planId: string }
  /** A document of IAM, which the command prints as JSON: by SHA-256 sums of its forms. */
  | { kind: 'document'; read: string[]; before: string[]; after: string[] }
  /** A document of another service, which it prints as text: by sums without white space. */
  | { kind: 'text'; read: string[]; before: string[]; after: string[] }
  /** One value: of a tag that names the plan, or of what is tied to something. */
  | { kind: 'value'; read: string[]; before: string[]; after: string[] }
  /** One value that is taken away: nothing at all is after it. */
  | { kind: 'gone'; read: string[]; before: string[] };

/** What the command prints for a value that is not there, where its holder is. */
export const NONE = 'None';

export function cliStand({ planId, roleArn }: PlanSource, step: ExportStep): CliStand {
  const { target } = step;
  if (target.kind === 'role') return { kind: 'role', roleName: target.roleName, planId };
  if (target.kind === 'role-tag') return tagStand(step, target);
  if (target.kind === 'provider-audience') return audienceStand(step, target);
  const { kind, read } = readOf(target);
  const partition = parseArn(roleArn)?.partition ?? 'aws';
  switch (kind) {
    case 'document':
      return {
        kind,
        read,
        before: liveHashes(step.before, partition),
        after: liveHashes(step.after, partition),
      };
    case 'text':
      return {
        kind,
        read,
        before: textHashes(step.before, partition),
        after: textHashes(step.after, partition),
      };
    case 'tag':
      return { kind: 'value', read, before: [], after: [planId] };
    case 'bond':
      return step.after === null
        ? { kind: 'gone', read, before: [bondOf(target)] }
        : { kind: 'value', read, before: [NONE], after: [bondOf(target)] };
    default:
      return kind satisfies never;
  }
}

/** Its key may stand spelled otherwise, and the command prints `null` where there is none. */
function tagStand(
  { before, after }: ExportStep,
  { roleName, key }: Extract<AwsTarget, { kind: 'role-tag' }>,
): CliStand {
  const spelled = [before, after].flatMap((text) => (text ? tagOfText(text).key : []));
  const keys = [...new Set([key, ...spelled])].map((one) => `Key==${raw(one)}`);
  return {
    kind: 'document',
    read: [
      'get-role',
      nameOption('role', roleName),
      `--query=Role.Tags[?${keys.join(' || ')}] | [0]`,
    ],
    before: liveHashes(before ?? 'null', 'aws'),
    after: liveHashes(after ?? 'null', 'aws'),
  };
}

/** All audiences that the provider takes, in one order: with another list it is another provider. */
const audienceStand = (
  { before, after }: ExportStep,
  { providerArn }: { providerArn: string },
): CliStand => ({
  kind: 'document',
  read: [
    'get-open-id-connect-provider',
    `--open-id-connect-provider-arn=${providerArn}`,
    '--query=sort(ClientIDList)',
  ],
  before: liveHashes(listIn(before), 'aws'),
  after: liveHashes(listIn(after), 'aws'),
});

const listIn = (text: string | null): string | null => {
  const audiences = text === null ? null : audiencesIn(text);
  return audiences && JSON.stringify([...audiences].sort());
};

type Reading = { kind: 'document' | 'text' | 'tag' | 'bond'; read: string[] };

const bondOf = (target: AwsTarget): string => {
  if ('policyArn' in target) return target.policyArn;
  return target.kind === 'role-in-profile' ? target.roleName : '';
};

const tagIn = (holder: string): string =>
  `--query=${holder}Tags[?Key=='${PLAN_TAG}'].Value | [0]`;

/** A JMESPath string: a quote of a name stays inside of it. */
const raw = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;

function readOf(
  target: Exclude<AwsTarget, { kind: 'role' | 'role-tag' | 'provider-audience' }>,
): Reading {
  switch (target.kind) {
    case 'trust':
      return {
        kind: 'document',
        read: [
          'get-role',
          nameOption('role', target.roleName),
          '--query=Role.AssumeRolePolicyDocument',
        ],
      };
    case 'inline-policy':
      return {
        kind: 'document',
        read: [
          `get-${target.principal}-policy`,
          nameOption(target.principal, target.principalName),
          `--policy-name=${target.policyName}`,
          '--query=PolicyDocument',
        ],
      };
    case 'policy-document':
      return { kind: 'document', read: readHolding(target.policyArn) };
    case 'bucket-policy':
      return {
        kind: 'text',
        read: [
          's3api',
          'get-bucket-policy',
          `--bucket=${target.bucket}`,
          `--region=${target.region}`,
          '--query=Policy',
        ],
      };
    case 'key-policy':
      return {
        kind: 'text',
        read: ['kms', 'get-key-policy', ...keyOptions(target.keyArn), '--query=Policy'],
      };
    default:
      return readValue(target);
  }
}

/** The version that holds is known by no name: one call tells it with its text. */
const readHolding = (policyArn: string): string[] => [
  'get-account-authorization-details',
  '--filter=LocalManagedPolicy',
  `--query=Policies[?Arn==${raw(policyArn)}] | [0].PolicyVersionList[?IsDefaultVersion] | [0].Document`,
];

type ValueTarget = Extract<
  AwsTarget,
  {
    kind:
      | 'managed-attachment'
      | 'principal-attachment'
      | 'managed-policy'
      | 'instance-profile'
      | 'role-in-profile'
      | 'oidc-provider'
      | 'saml-provider';
  }
>;

function readValue(target: ValueTarget): Reading {
  switch (target.kind) {
    case 'managed-attachment': {
      const query = `--query=AttachedPolicies[?PolicyArn==${raw(target.policyArn)}].PolicyArn | [0]`;
      const role = nameOption('role', target.roleName);
      return { kind: 'bond', read: ['list-attached-role-policies', role, query] };
    }
    case 'principal-attachment': {
      const { principal, principalName, policyArn } = target;
      const query = `--query=AttachedPolicies[?PolicyArn==${raw(policyArn)}].PolicyArn | [0]`;
      const holder = nameOption(principal, principalName);
      return {
        kind: 'bond',
        read: [`list-attached-${principal}-policies`, holder, query],
      };
    }
    case 'managed-policy': {
      const arn = `--policy-arn=${target.policyArn}`;
      return { kind: 'tag', read: ['get-policy', arn, tagIn('Policy.')] };
    }
    case 'role-in-profile': {
      const query = `--query=InstanceProfile.Roles[?RoleName==${raw(target.roleName)}].RoleName | [0]`;
      return { kind: 'bond', read: [...profileCall(target), query] };
    }
    case 'instance-profile':
      return { kind: 'tag', read: [...profileCall(target), tagIn('InstanceProfile.')] };
    case 'oidc-provider': {
      const arn = `--open-id-connect-provider-arn=${target.providerArn}`;
      return { kind: 'tag', read: ['get-open-id-connect-provider', arn, tagIn('')] };
    }
    case 'saml-provider': {
      const arn = `--saml-provider-arn=${target.providerArn}`;
      return { kind: 'tag', read: ['get-saml-provider', arn, tagIn('')] };
    }
    default:
      return target satisfies never;
  }
}

const profileCall = ({ profileName }: { profileName: string }): string[] => [
  'get-instance-profile',
  `--instance-profile-name=${profileName}`,
];
