import { parseArn } from '@/lib/core/arn';
import { matchAction } from '../match/match-action';
import { matchResource } from '../match/match-resource';
import type { ParsedStatement } from '../parse/policy';

type Pair = {
  action: string;
  resource: string;
  /** For each statement, whether it covers the pair or may cover it. */
  covers: boolean[];
};

/**
 * Actions with the resources they are asked of, one for each set of statements that covers
 * such a pair: two that the same statements cover get the same answer. The ways to take a role
 * are kept apart, since who may go one at all differs.
 */
export function pairsWorthAsking(
  statements: ParsedStatement[],
  actions: string[],
  resources: string[],
): Pair[] {
  const byResource = resources.map(
    (resource) => [resource, statements.map((one) => coverOf(one, resource))] as const,
  );
  const together = new Set(statements.flatMap(writtenTogether));
  const isPair = (action: string, resource: string): boolean =>
    isOfService(action, resource) ||
    together.has(`${serviceOf(action)} ${parseArn(resource)?.service}`);
  const pairs = new Map<string, Pair>();
  for (const action of actions) {
    const isCovered = statements.map((one) =>
      matchAction(one.action, action.toLowerCase()),
    );
    for (const [resource, covers] of byResource) {
      const both = covers.map((cover, at) => (isCovered[at] ? cover : ''));
      const key = `${kindOf(action)} ${both.join()}`;
      const isWorth = both.some((cover) => cover !== '') && isPair(action, resource);
      if (!isWorth || pairs.has(key)) continue;
      pairs.set(key, { action, resource, covers: both.map((cover) => cover !== '') });
    }
  }
  return [...pairs.values()];
}

/** Whether a statement covers a resource: empty for no, the resource itself for perhaps. */
function coverOf({ resource }: ParsedStatement, name: string): string {
  const cover = matchResource(resource, name, () => 'unknown');
  return cover === true ? 'yes' : cover === false ? '' : name;
}

const serviceOf = (action: string): string => action.split(':')[0]?.toLowerCase() ?? '';

const kindOf = (action: string): string =>
  /^sts:assumerole/i.test(action) ? action : serviceOf(action);

/** Services of actions with those of resources, as a statement writes them: `ssm ec2`. */
function writtenTogether({ action, resource }: ParsedStatement): string[] {
  const services = new Set(action.patterns.map(({ text }) => serviceOf(text)));
  const owners = new Set(
    (resource?.patterns ?? []).flatMap(({ raw }) => parseArn(raw)?.service ?? []),
  );
  return [...services].flatMap((one) => [...owners].map((owner) => `${one} ${owner}`));
}

/** Whether a resource is of the action's service, or none in particular. */
function isOfService(action: string, resource: string): boolean {
  const service = serviceOf(action);
  const owner = parseArn(resource)?.service;
  return (
    owner === undefined || owner === service || (service === 'sts' && owner === 'iam')
  );
}
