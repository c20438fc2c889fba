import { cliCall } from './cli-call';
import { quoteBash } from './quote';
import type { TagResource } from './resources';

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
