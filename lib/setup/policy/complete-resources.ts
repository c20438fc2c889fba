import { globMatches, wildcardGlob } from '@/lib/iam/parse/glob';
import type { ServiceWords } from '@/lib/ports';
import { type Completion, quoted } from './completion';

/** Something of the inventory that a policy can name. */
export type KnownArn = { arn: string; name: string; accountName: string };

/** The shapes of what the statement's actions work on, what is known of them, and everything. */
export function resourceOptions(
  actions: string[],
  known: ServiceWords[],
  inventory: KnownArn[],
): Completion[] {
  const types = known.flatMap((service) => typesOf(service, actions));
  return [
    ...inventory.flatMap((one) => namedOptions(one, actions)),
    ...types.map(shapeOption),
    quoted(
      { kind: 'value', label: '*', detail: 'everything', says: 'Every resource.' },
      '*',
    ),
  ];
}

type Type = ServiceWords['resources'][number];

function typesOf({ id, actions: all, resources }: ServiceWords, asked: string[]): Type[] {
  const globs = asked.map((text) => wildcardGlob(text.toLowerCase()));
  const names = all
    .filter(({ name }) =>
      globs.some((glob) => globMatches(glob, `${id}:${name}`.toLowerCase())),
    )
    .flatMap((action) => action.resources);
  return resources.filter(({ name }) => names.includes(name));
}

const PARTITION = /\$\{Partition\}/g;
const VARIABLE = /\$\{(\w+)\}/g;
const ARN_HEAD = /^(?:[^:]*:){5}/;

/** The ARN with `*` for each part that is open; the first of its own parts is selected. */
function shapeOption({ name, arn }: Type): Completion {
  const plain = arn.replaceAll(PARTITION, 'aws');
  const text = plain.replaceAll(VARIABLE, '*');
  const head = ARN_HEAD.exec(text)?.[0].length ?? 0;
  const open = text.indexOf('*', head);
  const start = 1 + (open < 0 ? text.length : open);
  return {
    kind: 'resource',
    label: plain.replaceAll(VARIABLE, '$1'),
    detail: name,
    says: '',
    insert: JSON.stringify(text),
    select: [start, open < 0 ? start : start + 1],
  };
}

/** A bucket is named twice: itself, and what is in it. */
function namedOptions(
  { arn, name, accountName }: KnownArn,
  actions: string[],
): Completion[] {
  const isBucket = arn.includes(':s3:::');
  const isAboutObjects = actions.some((action) => /object|\*/i.test(action));
  const arns = isBucket && isAboutObjects ? [`${arn}/*`, arn] : [arn];
  const says = `${name} in ${accountName}`;
  return arns.map((text) =>
    quoted({ kind: 'resource', label: text, detail: accountName, says }, text),
  );
}
