import { parseArn } from '@/lib/core/arn';
import type { ParsedStatement } from '../parse/policy';
import type { Place } from './place';
import { OTHER, overlapSamples, samplesOf } from './samples';

/**
 * Resources worth asking about: the one that has the policy, or those that identity policies
 * name, with some that fit their wildcards and one of each usual kind that nobody named.
 */
export function resourcesWorthAsking(
  statements: ParsedStatement[],
  place: Place,
  home: { accountId: string; partition: string },
): string[] {
  if (place.kind === 'trust') return [place.roleArn];
  if (place.kind === 'key') return [place.keyArn];
  const patterns = statements.flatMap(({ resource }) => resource?.patterns ?? []);
  const raws = patterns.map(({ raw }) => raw);
  const named = [...patterns.flatMap(samplesOf), ...overlapSamples(raws)].filter((text) =>
    parseArn(text),
  );
  if (place.kind === 'bucket') {
    const bucket = `arn:${home.partition}:s3:::${place.bucketName}`;
    const own = named.filter((arn) => arn === bucket || arn.startsWith(`${bucket}/`));
    return [...new Set([bucket, `${bucket}/${OTHER}`, ...own])];
  }
  const { accountId, partition } = home;
  const usual = [
    `arn:${partition}:s3:::${OTHER}`,
    `arn:${partition}:s3:::${OTHER}/${OTHER}`,
    `arn:${partition}:iam::${accountId}:role/${OTHER}`,
    `arn:${partition}:kms:${OTHER}:${accountId}:key/${OTHER}`,
  ];
  return [
    ...new Set([
      ...named.flatMap((arn) => withAccounts(arn, home)),
      ...withAny(usual, place, () => ownOf(statements, home)),
    ]),
  ];
}

/**
 * With what is asked of nothing in particular: first, since most documents say all of it; for a
 * boundary last, since only a resource can show that it denies what it does not allow anyway;
 * for a resource control policy never, and one of each service it names instead.
 */
function withAny(usual: string[], { kind }: Place, own: () => string[]): string[] {
  if (kind === 'rcp') return [...usual, ...own()];
  return kind === 'boundary' ? [...usual, '*'] : ['*', ...usual];
}

const ownOf = (
  statements: ParsedStatement[],
  { accountId, partition }: { accountId: string; partition: string },
): string[] =>
  statements
    .flatMap(({ action }) => action.patterns.map(({ text }) => text.split(':')[0] ?? ''))
    .filter(
      (service) => /^[a-z0-9-]+$/.test(service) && !/^(?:s3|sts|kms)$/.test(service),
    )
    .map((service) => `arn:${partition}:${service}:${OTHER}:${accountId}:${OTHER}`);

/**
 * A wildcard in the place of a partition gets the own one; in the place of an account, two: an
 * account has twelve digits.
 */
const withAccounts = (
  text: string,
  { accountId: home, partition }: { accountId: string; partition: string },
): string[] => {
  const arn = text.replace(/^arn:(?:any|awsany):/, `arn:${partition}:`);
  const [head, own, service, region, account = '', ...rest] = arn.split(':');
  if (account === '' || account === 'aws' || /^\d{12}$/.test(account)) return [arn];
  return [home, '999999999999'].map((id) =>
    [head, own, service, region, id, ...rest].join(':'),
  );
};
