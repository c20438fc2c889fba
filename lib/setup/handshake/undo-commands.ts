import type { RemovingWrite } from '@/lib/ports';
import { cliCall } from '../export/cli-call';
import { nameOption } from '../export/cli-options';
import type {
  AccountSource,
  MadeStep,
  MadeWrite,
  PlanSource,
} from '../export/plan-source';
import { oneLine, quoteBash } from '../export/quote';
import { writeOf } from '../plan/write-of';
import { practiceLines } from './practice-lines';

/** Calls of the aws command that take one account's half back, newest first. */
export const undoCommands = (
  source: PlanSource,
  { accountId, steps }: AccountSource,
): string =>
  [
    ...practiceLines(source),
    `# With keys of account ${accountId}.`,
    ...[...steps]
      .reverse()
      .flatMap((step) => [`# ${oneLine(step.title)}`, commandOf(step)]),
  ].join('\n');

function commandOf({ target, before }: MadeStep): string {
  const write = writeOf(target, before);
  if (isRemoving(write)) return aws(removal(write));
  const { service, write: words, document } = cliCall(write);
  return aws([
    service,
    ...words,
    ...(document === null ? [] : [`${document.option}=${document.text}`]),
  ]);
}

const isRemoving = (write: MadeWrite | RemovingWrite): write is RemovingWrite =>
  /^(?:delete|detach|remove)-/.test(write.kind);

const aws = (words: string[]): string => `aws ${words.map(quoteBash).join(' ')}`;

function removal(write: RemovingWrite): string[] {
  switch (write.kind) {
    case 'delete-role':
      return ['iam', 'delete-role', nameOption('role', write.roleName)];
    case 'delete-inline-policy':
      return [
        'iam',
        `delete-${write.principal}-policy`,
        nameOption(write.principal, write.principalName),
        `--policy-name=${write.policyName}`,
      ];
    case 'delete-bucket-policy':
      return [
        's3api',
        'delete-bucket-policy',
        `--bucket=${write.bucket}`,
        `--region=${write.region}`,
      ];
    default:
      return furtherRemoval(write);
  }
}

type Further = Exclude<
  RemovingWrite,
  { kind: 'delete-role' | 'delete-inline-policy' | 'delete-bucket-policy' }
>;

function furtherRemoval(write: Further): string[] {
  switch (write.kind) {
    case 'detach-policy': {
      const role = nameOption('role', write.roleName);
      return ['iam', 'detach-role-policy', role, `--policy-arn=${write.policyArn}`];
    }
    case 'remove-role-from-profile':
      return [
        'iam',
        'remove-role-from-instance-profile',
        `--instance-profile-name=${write.profileName}`,
        nameOption('role', write.roleName),
      ];
    case 'delete-instance-profile':
      return [
        'iam',
        'delete-instance-profile',
        `--instance-profile-name=${write.profileName}`,
      ];
    case 'delete-oidc-provider':
      return [
        'iam',
        'delete-open-id-connect-provider',
        `--open-id-connect-provider-arn=${write.providerArn}`,
      ];
    case 'delete-saml-provider':
      return ['iam', 'delete-saml-provider', `--saml-provider-arn=${write.providerArn}`];
    default:
      return write satisfies never;
  }
}
