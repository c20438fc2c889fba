import { nameOfArn, parseArn } from '@/lib/core/arn';
import { sayList } from '@/lib/iam/explain/list-words';
import { OPEN } from '@/lib/iam/index/judge-taking';
import { principalOfText } from '@/lib/iam/principal-of-text';
import { type ReachedRole, reach } from '@/lib/iam/reach/reach';
import { askEstate } from './estate/ask-estate';
import { openIndex } from './estate/open-index';
import { sayMissingPrincipal } from './estate/say-missing';
import type { Io } from './io';
import { readAsked } from './read-asked';
import { wrap } from './wrap';

const USAGE = 'usage: drawbridge reach PRINCIPAL --from DIR|FILE|INDEX [--json]';

/** `drawbridge reach PRINCIPAL --from DIR`: every role it can take, at once or by others. */
export async function reachCommand(args: string[], io: Io): Promise<number> {
  const asked = readAsked(args, { usage: USAGE, subjectsTotal: 1 }, io);
  if (typeof asked === 'number') return asked;
  const { subjects, from, isJson } = asked;
  const [subject = ''] = subjects;
  return askEstate(from, io, openIndex, (index) => {
    const principal = principalOfText(subject);
    const missing = sayMissingPrincipal(index.world, subject, principal);
    if (missing !== null || !principal) return { missing: `${from}: ${missing}` };
    const reachable = reach(index, { ...OPEN, from: principal });
    return isJson
      ? [JSON.stringify({ principal: subject, reachable })]
      : pageOf(subject, reachable);
  });
}

/** Roles under the number of hops to them, each with its way and what it depends on. */
function pageOf(subject: string, reachable: ReachedRole[]): string[] {
  if (reachable.length === 0) return [`${subject} can take no role that was collected.`];
  const sure = reachable.filter(({ decision }) => decision === 'allow').length;
  const levels = [...new Set(reachable.map(({ hops }) => hops))].sort((a, b) => a - b);
  return [
    sayCount(subject, sure, reachable.length - sure),
    ...levels.flatMap((level) => [
      '',
      level === 1 ? 'At once:' : `In ${level} hops:`,
      ...reachable.filter(({ hops }) => hops === level).flatMap(linesOf),
    ]),
  ];
}

function sayCount(subject: string, sure: number, open: number): string {
  if (sure === 0) return `${subject} may take ${open}.`;
  return `${subject} can take ${sure}${open > 0 ? `, and may take ${open} more` : ''}.`;
}

const INDENT = ' '.repeat('  yes  '.length);

function linesOf(one: ReachedRole): string[] {
  const way = one.path.slice(0, -1).map(placeOf);
  const needs = sayNeeds(one);
  return [
    `  ${one.decision === 'allow' ? 'yes' : 'if '}  ${one.role}`,
    ...(way.length > 0 ? wrap(`by way of ${way.join(' > ')}`, INDENT) : []),
    ...(needs === '' ? [] : wrap(`depends on ${needs}`, INDENT)),
  ];
}

/** `111122223333/ci`: roles of many accounts share a name. */
const placeOf = (arn: string): string => `${parseArn(arn)?.accountId}/${nameOfArn(arn)}`;

function sayNeeds({ conditionKeys, requires }: ReachedRole): string {
  const needs = requires.map((one) => {
    if ('hop' in one) return `session name ${one.value} at hop ${one.hop}`;
    return one.kind === 'external-identity-allow'
      ? `account ${one.account}, which was not read`
      : `${one.arn}, which was not read`;
  });
  return sayList([...conditionKeys, ...new Set(needs)], 'and');
}
