import { parseArn } from '@/lib/core/arn';
import type { PrincipalKind } from '@/lib/ports';
import { PLAN_TAG } from '../plan/plan-steps';
import { liveHashes } from './live-hashes';
import type { AccountSource, MadeStep, MadeWrite, PlanSource } from './plan-source';

/** How a script tells where a step stands before it writes. */
type Stand =
  | { kind: 'role'; roleName: string; planId: string }
  | { kind: 'document'; read: string[]; before: string[]; after: string[] };

/** One write as calls of the aws command, without any shell's quoting. */
export type CliStep = {
  number: number;
  title: string;
  /** What stands is compared before anything is written; impossible on a role still to be made. */
  isCheckedFirst: boolean;
  stand: Stand;
  write: string[];
  /** The option that takes the document, and the document. */
  documentOption: string;
  document: string;
  /**
   * Further parameters as JSON. The command takes text that starts with `file://` or `https://`
   * for a file to be sent, but not inside of this.
   */
  request: string | null;
  waitFor: string[] | null;
};

/** The calls that write one account's half, in order. */
export function cliSteps(source: PlanSource, { steps }: AccountSource): CliStep[] {
  const isRoleNew = steps.some(({ write }) => write.kind === 'create-role');
  return steps.map((step) => {
    const isOnNewRole = isRoleNew && step.side === 'trusting';
    return {
      number: step.number,
      title: step.title,
      isCheckedFirst: !isOnNewRole || step.write.kind === 'create-role',
      stand: standOf(source, step),
      ...callOf(step.write),
    };
  });
}

function standOf({ planId, roleArn }: PlanSource, step: MadeStep): Stand {
  const { write } = step;
  if (write.kind === 'create-role')
    return { kind: 'role', roleName: write.roleName, planId };
  const partition = parseArn(roleArn)?.partition ?? 'aws';
  return {
    kind: 'document',
    read: readOf(write),
    before: liveHashes(step.before, partition),
    after: liveHashes(step.after, partition),
  };
}

function readOf(write: Exclude<MadeWrite, { kind: 'create-role' }>): string[] {
  if (write.kind === 'put-trust')
    return [
      'get-role',
      nameOption('role', write.roleName),
      '--query=Role.AssumeRolePolicyDocument',
    ];
  return [
    `get-${write.principal}-policy`,
    nameOption(write.principal, write.principalName),
    `--policy-name=${write.policyName}`,
    '--query=PolicyDocument',
  ];
}

type Call = Pick<
  CliStep,
  'write' | 'documentOption' | 'document' | 'request' | 'waitFor'
>;

function callOf(write: MadeWrite): Call {
  switch (write.kind) {
    case 'create-role':
      return {
        write: ['create-role'],
        documentOption: '--assume-role-policy-document',
        document: write.trust,
        request: JSON.stringify(requestOf(write), null, 2),
        waitFor: ['role-exists', nameOption('role', write.roleName)],
      };
    case 'put-trust':
      return {
        write: ['update-assume-role-policy', nameOption('role', write.roleName)],
        documentOption: '--policy-document',
        document: write.document,
        request: null,
        waitFor: null,
      };
    case 'put-inline-policy':
      return {
        write: [
          `put-${write.principal}-policy`,
          nameOption(write.principal, write.principalName),
          `--policy-name=${write.policyName}`,
        ],
        documentOption: '--policy-document',
        document: write.document,
        request: null,
        waitFor: null,
      };
    default:
      return write satisfies never;
  }
}

/** Joined by `=`: a name may start with a dash. */
const nameOption = (kind: PrincipalKind, name: string): string =>
  `--${kind}-name=${name}`;

const requestOf = (write: Extract<MadeWrite, { kind: 'create-role' }>) => ({
  RoleName: write.roleName,
  Path: write.path,
  ...(write.description !== '' && { Description: write.description }),
  MaxSessionDuration: write.maxSessionSeconds,
  Tags: Object.entries(write.tags).map(([Key, Value]) => ({ Key, Value })),
});

export const PLAN_TAG_QUERY = `Role.Tags[?Key=='${PLAN_TAG}'].Value | [0]`;
