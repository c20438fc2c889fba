import { pushTo } from '@/lib/core/push-to';
import type { Verdict } from '@/lib/iam/evaluate/decide-question';
import { startUpper } from '@/lib/iam/explain/list-words';
import { sayConditions } from '@/lib/iam/explain/say-conditions';
import { sayReason } from '@/lib/iam/explain/say-reason';
import { OPEN } from '@/lib/iam/index/judge-taking';
import { type Taker, takerAnswer, takersOf } from '@/lib/iam/index/takers';
import { whoCan } from '@/lib/iam/index/who-can';
import { askEstate } from './estate/ask-estate';
import { openIndex } from './estate/open-index';
import { sayMissingRole } from './estate/say-missing';
import type { Io } from './io';
import { readAsked } from './read-asked';
import { wrap } from './wrap';

const USAGE = 'usage: drawbridge who-can ROLE_ARN --from DIR|FILE|INDEX [--json]';

/** `drawbridge who-can ROLE_ARN --from DIR`: everybody who can take a role, or may. */
export async function whoCanCommand(args: string[], io: Io): Promise<number> {
  const asked = readAsked(args, { usage: USAGE, subjectsTotal: 1 }, io);
  if (typeof asked === 'number') return asked;
  const { subjects, from, isJson } = asked;
  const [role = ''] = subjects;
  return askEstate(from, io, openIndex, (index) => {
    const missing = sayMissingRole(index.world, role);
    const found = missing === null ? whoCan(index, role, OPEN) : null;
    if (!found)
      return { missing: `${from}: ${missing ?? `nothing is known of ${role}`}` };
    const rows = takersOf(found);
    const notCollected = found.notCollected();
    return isJson ? [jsonOf(role, rows, notCollected)] : pageOf(role, rows, notCollected);
  });
}

const jsonOf = (role: string, rows: Taker[], notCollected: string[]): string =>
  JSON.stringify({
    role,
    answers: rows.map(takerAnswer),
    ...(notCollected.length > 0 && { notCollected }),
  });

const isSure = ({ verdict }: Taker): boolean => verdict.decision === 'allow';

/** Principals under what lets them in: those who surely can first. */
function pageOf(role: string, rows: Taker[], notCollected: string[]): string[] {
  const [sure, open] = [rows.filter(isSure), rows.filter((row) => !isSure(row))];
  const paragraphs = [...sectionsOf([...sure, ...open])].map(([title, principals]) => [
    '',
    ...wrap(`${title}:`),
    ...principals.map((principal) => `  ${principal}`),
  ]);
  const others = notCollected.map((one) => `  ${one === '*' ? 'everyone' : one}`);
  return [
    sayCount(role, sure.length, open.length),
    ...paragraphs.flat(),
    ...(others.length > 0
      ? ['', 'The trust policy also names, and nobody collected:', ...others]
      : []),
  ];
}

function sayCount(role: string, sure: number, open: number): string {
  if (sure + open === 0) return `Nobody who was collected can take ${role}.`;
  if (sure === 0) return `${open} may take ${role}.`;
  return `${sure} can take ${role}${open > 0 ? `, ${open} more may` : ''}.`;
}

function sectionsOf(rows: Taker[]): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  for (const { principal, verdict } of rows) {
    pushTo(sections, titleOf(verdict), principal);
  }
  return sections;
}

function titleOf(verdict: Verdict): string {
  switch (verdict.reason) {
    case 'allow-both':
      return 'Yes, by the trust policy and their own policies';
    case 'allow-resource':
      return 'Yes, by the trust policy alone';
    default:
      return startUpper(sayConditions(verdict) || sayReason(verdict.reason));
  }
}
