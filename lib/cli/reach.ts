import { nameOfArn } from '@/lib/core/arn';
import { findCaller, isMissing } from '@/lib/iam/evaluate/caller';
import { sayList } from '@/lib/iam/explain/list-words';
import { type ReachedRole, reach } from '@/lib/iam/reach/reach';
import { askEstate, OPEN, readAsked } from './estate/ask-estate';
import type { Io } from './io';
import { principalOf } from './principal-of';
import { tableLines } from './print-table';

const USAGE = 'usage: drawbridge reach PRINCIPAL_ARN --from DIR|INDEX [--json]';

/** `drawbridge reach PRINCIPAL_ARN --from DIR`: every role it can take, at once or by others. */
export async function reachCommand(args: string[], io: Io): Promise<number> {
  const asked = readAsked(args, USAGE, io);
  if (!asked) return 2;
  const { subject, from, isJson } = asked;
  return askEstate(from, io, (index) => {
    const principal = principalOf(subject);
    if (isMissing(findCaller(index.world, principal))) {
      io.stderr(`${from}: has no user or role ${subject}`);
      return false;
    }
    const reachable = reach(index, { ...OPEN, from: principal });
    if (isJson) io.stdout(JSON.stringify({ principal: subject, reachable }));
    else for (const line of linesOf(reachable)) io.stdout(line);
    return true;
  });
}

function linesOf(reachable: ReachedRole[]): string[] {
  if (reachable.length === 0) return ['It can take no role.'];
  const rows = reachable.map((one) => [
    one.role,
    one.decision === 'allow' ? 'yes' : 'if',
    String(one.hops),
    one.path.slice(0, -1).map(nameOfArn).join(' > '),
    sayNeeds(one),
  ]);
  return tableLines(['ROLE', 'CAN', 'HOPS', 'BY WAY OF', 'HANGS ON'], rows);
}

function sayNeeds({ conditionKeys, requires }: ReachedRole): string {
  const needs = requires.map((one) => {
    if ('hop' in one) return `session name ${one.value} at hop ${one.hop}`;
    return one.kind === 'external-identity-allow' ? `account ${one.account}` : one.arn;
  });
  return sayList([...conditionKeys, ...new Set(needs)], 'and');
}
