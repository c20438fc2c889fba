import type { Verdict } from '@/lib/iam/evaluate/decide-question';
import { sayConditions } from '@/lib/iam/explain/say-conditions';
import { sayReason } from '@/lib/iam/explain/say-reason';
import { type WhoCan, whoCan } from '@/lib/iam/index/who-can';
import { askEstate, OPEN, readAsked } from './estate/ask-estate';
import type { Io } from './io';
import { tableLines } from './print-table';

const USAGE = 'usage: drawbridge who-can ROLE_ARN --from DIR|INDEX [--json]';

type Row = { principal: string; verdict: Verdict };

/** `drawbridge who-can ROLE_ARN --from DIR`: everybody who can take a role, or may. */
export async function whoCanCommand(args: string[], io: Io): Promise<number> {
  const asked = readAsked(args, USAGE, io);
  if (!asked) return 2;
  const { subject: role, from, isJson } = asked;
  return askEstate(from, io, (index) => {
    const found = whoCan(index, role, OPEN);
    if (!found) {
      io.stderr(`${from}: has no role ${role}`);
      return false;
    }
    const rows = rowsOf(found);
    const notCollected = found.notCollected();
    if (isJson) io.stdout(JSON.stringify(jsonOf(role, rows, notCollected)));
    else for (const line of linesOf(rows, notCollected)) io.stdout(line);
    return true;
  });
}

function rowsOf({ groups, outsiders }: WhoCan): Row[] {
  const collected = groups.flatMap(({ verdict, members }) =>
    members.flatMap(({ principals }) =>
      principals.map(({ arn }) => ({ principal: arn, verdict })),
    ),
  );
  const others = outsiders().map(({ principal, verdict }) => ({
    principal: 'Service' in principal ? principal.Service : principal.Federated,
    verdict,
  }));
  return [...collected, ...others].sort((a, b) => (a.principal < b.principal ? -1 : 1));
}

const jsonOf = (role: string, rows: Row[], notCollected: string[]) => ({
  role,
  answers: rows.map(({ principal, verdict: { decision, reason, conditionKeys } }) => ({
    principal,
    decision,
    ...(conditionKeys.length > 0 && { conditionKeys }),
    reason,
  })),
  ...(notCollected.length > 0 && { notCollected }),
});

function linesOf(rows: Row[], notCollected: string[]): string[] {
  const table = rows.map(({ principal, verdict }) => {
    const isSure = verdict.decision === 'allow';
    const why = isSure ? sayReason(verdict.reason) : sayConditions(verdict);
    return [principal, isSure ? 'yes' : 'if', why];
  });
  const found =
    table.length > 0
      ? tableLines(['PRINCIPAL', 'CAN', 'WHY'], table)
      : ['Nobody who was collected can take it.'];
  const others = notCollected.map((entry) => (entry === '*' ? 'everyone' : entry));
  return others.length > 0
    ? [...found, '', `It also names, and nobody collected: ${others.join(', ')}`]
    : found;
}
