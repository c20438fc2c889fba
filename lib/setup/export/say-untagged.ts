import { awsLine } from './cli-line';
import type { OwnPolicyResource } from './resources';

/** Why a later plan of the console would refuse what a template has made, and what to do; null without a policy. */
export function sayUntagged(policies: OwnPolicyResource[]): string | null {
  if (policies.length === 0) return null;
  const commands = policies.map(({ policyArn, tags }) => {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const request = `--cli-input-json=${JSON.stringify({ Tags })}`;
    return awsLine(['iam', 'tag-policy', `--policy-arn=${policyArn}`, request]);
  });
  return `This template makes a managed policy without the tag that names its plan. A later plan of the console takes such a policy for somebody else’s and refuses it. Once the stack stands, run: ${commands.join(' && ')}`;
}
