import { isRemoval } from '@/lib/core/is-removal';
import type { RemovingWrite } from '@/lib/ports';
import { cliCall } from '../export/cli-call';
import { nameOption } from '../export/cli-options';
import { cliStand } from '../export/cli-stand';
import { pastedScript } from '../export/pasted';
import type { AccountSource, MadeStep, PlanSource } from '../export/plan-source';
import { deleteIdle, makeRoom } from '../export/policy-versions';
import { oneLine, quoteBash } from '../export/quote';
import { writeOf } from '../plan/write-of';
import { practiceLines } from './practice-lines';
import { takeOutCommands } from './take-out-commands';

/**
 * Calls of the aws command that take one account's half back, newest first. What is no longer
 * as the half wrote it is somebody else's by now, and is left but for the statements of the half.
 */
export const undoCommands = (
  source: PlanSource,
  { accountId, steps }: AccountSource,
): string =>
  pastedScript([
    ...practiceLines(source),
    `# With keys of account ${accountId}.`,
    ...[...steps]
      .reverse()
      .flatMap((step) => [`# ${oneLine(step.title)}`, ...guarded(source, step)]),
  ]);

function guarded(source: PlanSource, step: MadeStep): string[] {
  const { read, after, sumOf } = liveOf(source, step);
  return [
    `live=$(${aws(read)})`,
    `seen=${sumOf === null ? '$live' : `$(${sumOf} | ${SUM})`}`,
    `case ${quoteBash(` ${after.join(' ')} `)} in`,
    `  *" $seen "*) ${commandOf(step)} ;;`,
    `  *) ${takeOutCommands(step).join('\n     ')} ;;`,
    'esac',
  ];
}

/** What reads a step's place, and what that prints where the step alone has written it. */
type Live = { read: string[]; after: string[]; sumOf: string | null };

const SUM = "{ sha256sum 2> /dev/null || shasum -a 256; } | cut -d ' ' -f 1";

function liveOf(source: PlanSource, step: MadeStep): Live {
  // It is deleted only while its text is the one that it was made with.
  if (step.target.kind === 'managed-policy')
    return liveOf(source, {
      ...step,
      target: { ...step.target, kind: 'policy-document' },
    });
  const stand = cliStand(source, step);
  switch (stand.kind) {
    case 'role': {
      // It is deleted only while its trust is the one that it was made with.
      const target = { kind: 'trust', roleName: stand.roleName } as const;
      return liveOf(source, { ...step, target });
    }
    case 'document':
      return {
        read: ['iam', ...stand.read, '--output=json'],
        after: stand.after,
        sumOf: `printf '%s' "$live"`,
      };
    case 'text':
      return {
        read: [...stand.read, '--output=text'],
        after: stand.after,
        sumOf: `printf '%s' "$live" | tr -d '[:space:]'`,
      };
    case 'value':
      return {
        read: ['iam', ...stand.read, '--output=text'],
        after: stand.after,
        sumOf: null,
      };
    default:
      return stand satisfies never;
  }
}

function commandOf({ target, before }: MadeStep): string {
  const write = writeOf(target, before);
  if (isRemoval(write)) {
    const call = aws(removal(write));
    return write.kind === 'delete-policy'
      ? `${deleteIdle(write.policyArn)}; ${call}`
      : call;
  }
  const { service, write: words, document, request, roomIn } = cliCall(write);
  const call = aws([
    service,
    ...words,
    ...(request === null ? [] : [`--cli-input-json=${request}`]),
    ...(document === null ? [] : [`${document.option}=${document.text}`]),
  ]);
  return [...(roomIn === null ? [] : makeRoom(roomIn)), call].join('; ');
}

/** A call of the aws command, quoted. */
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
    case 'detach-from':
      return [
        'iam',
        `detach-${write.principal}-policy`,
        nameOption(write.principal, write.principalName),
        `--policy-arn=${write.policyArn}`,
      ];
    case 'delete-policy':
      return ['iam', 'delete-policy', `--policy-arn=${write.policyArn}`];
    case 'untag-role': {
      const role = nameOption('role', write.roleName);
      const request = JSON.stringify({ TagKeys: [write.key] });
      return ['iam', 'untag-role', role, `--cli-input-json=${request}`];
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
