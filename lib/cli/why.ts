import { explainAnswer } from '@/lib/iam/explain/explain-answer';
import type { ExplanationNode } from '@/lib/iam/explain/explanation-node';
import { renderExplanation } from '@/lib/iam/explain/render-explanation';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import { OPEN } from '@/lib/iam/index/judge-taking';
import { principalOfText } from '@/lib/iam/principal-of-text';
import { actionOf } from '@/lib/iam/question';
import type { CollectedWorld } from '@/lib/iam/world';
import { askEstate } from './estate/ask-estate';
import { readEstate } from './estate/read-estate';
import { sayMissingPrincipal, sayMissingRole } from './estate/say-missing';
import type { Io } from './io';
import { readAsked } from './read-asked';
import { wrap } from './wrap';

const USAGE = 'usage: drawbridge why PRINCIPAL ROLE_ARN --from DIR|FILE [--json]';

/** `drawbridge why PRINCIPAL ROLE --from DIR`: the answer, policy by policy down to a condition. */
export async function whyCommand(args: string[], io: Io): Promise<number> {
  const asked = readAsked(args, { usage: USAGE, subjectsTotal: 2 }, io);
  if (typeof asked === 'number') return asked;
  const { subjects, from, isJson } = asked;
  const [subject = '', role = ''] = subjects;
  return askEstate(from, io, readWorld, (world) => {
    const facts = collectFacts(world);
    const principal = principalOfText(subject);
    const missing =
      sayMissingPrincipal(facts, subject, principal) ?? sayMissingRole(facts, role);
    if (missing !== null || !principal) return { missing: `${from}: ${missing}` };
    const action = actionOf(principal);
    const tree = explainAnswer(facts, { action, principal, resource: role, ...OPEN });
    return isJson ? [JSON.stringify(tree)] : pageOf(tree);
  });
}

const pageOf = (tree: ExplanationNode): string[] =>
  renderExplanation(tree).flatMap((line) => {
    const [start = ''] = MARKED.exec(line) ?? [];
    return wrap(line.slice(start.length), start, ' '.repeat(start.length));
  });

/** What stands before the sentence of a line: mark, indent and verdict. */
const MARKED = /^[> ] +\S+ +/;

/** The whole estate: a proof shows statements as they stand in their documents. */
function readWorld(
  from: string,
  complain: (line: string) => void,
): CollectedWorld | null {
  const source = readEstate(from, complain);
  if (source?.kind === 'index') {
    complain(
      `${from}: is an index, which holds no statements: give what it was made from`,
    );
  }
  if (source?.kind !== 'estate') return null;
  const accounts = [...source.accounts()].map(
    ({ accountId, account }) => [accountId, account] as const,
  );
  return {
    ...(source.org && { org: source.org }),
    accounts: Object.fromEntries(accounts),
  };
}
