import type { AccountSource, MadeStep, PlanSource } from '../export/plan-source';
import { oneLine, quoteBash } from '../export/quote';

/** Calls of the aws command that take one account's half back, newest first. */
export function undoCommands(
  { practiceUrl }: PlanSource,
  { accountId, steps }: AccountSource,
): string {
  return [
    ...(practiceUrl === null
      ? []
      : ['# practice account', `export AWS_ENDPOINT_URL=${quoteBash(practiceUrl)}`]),
    `# With keys of account ${accountId}.`,
    ...[...steps]
      .reverse()
      .flatMap((step) => [`# ${oneLine(step.title)}`, commandOf(step)]),
  ].join('\n');
}

function commandOf({ write, before }: MadeStep): string {
  switch (write.kind) {
    case 'create-role':
      return iam('delete-role', `--role-name=${write.roleName}`);
    case 'put-trust':
      return iam(
        'update-assume-role-policy',
        `--role-name=${write.roleName}`,
        `--policy-document=${before ?? ''}`,
      );
    case 'put-inline-policy': {
      const { principal, principalName, policyName } = write;
      const place = [
        `--${principal}-name=${principalName}`,
        `--policy-name=${policyName}`,
      ];
      return before === null
        ? iam(`delete-${principal}-policy`, ...place)
        : iam(`put-${principal}-policy`, ...place, `--policy-document=${before}`);
    }
    default:
      return write satisfies never;
  }
}

const iam = (...words: string[]): string => `aws iam ${words.map(quoteBash).join(' ')}`;
