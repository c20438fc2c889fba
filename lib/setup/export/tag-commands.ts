import { cliCall } from './cli-call';
import { quoteBash } from './quote';
import type { OwnPolicyResource, TagResource } from './resources';

/** Calls of the aws command for tags that a format cannot write: the other tags of a role stay. */
const tagCommands = (tags: TagResource[]): string[] =>
  tags.map((tag) => {
    const { service, write, request } = cliCall({ ...tag, kind: 'tag-role' });
    const words = [service, ...write, `--cli-input-json=${request}`];
    return `aws ${words.map(quoteBash).join(' ')}`;
  });

/** Why a format has no tags of a role that stands, and what to do. */
export const sayNoTags = (format: string, tags: TagResource[]): string =>
  `${format} cannot tag a role that stands already without taking its other tags away. Export a script of the AWS CLI, or run: ${tagCommands(tags).join(' && ')}`;

/** Why a later plan of the console would refuse what a template has made, and what to do; null without a policy. */
export function sayUntagged(policies: OwnPolicyResource[]): string | null {
  if (policies.length === 0) return null;
  const commands = policies.map(({ policyArn, tags }) => {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const request = `--cli-input-json=${JSON.stringify({ Tags })}`;
    const words = ['iam', 'tag-policy', `--policy-arn=${policyArn}`, request];
    return `aws ${words.map(quoteBash).join(' ')}`;
  });
  return `This template makes a managed policy without the tag that names its plan. A later plan of the console takes such a policy for somebody else’s and refuses it. Once the stack stands, run: ${commands.join(' && ')}`;
}
