import { parseArgs } from 'node:util';
import { explainAnswer } from '@/lib/iam/explain/explain-answer';
import { renderExplanation } from '@/lib/iam/explain/render-explanation';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import { actionOf } from '@/lib/iam/question';
import type { CollectedWorld } from '@/lib/iam/world';
import { OPEN } from './estate/ask-estate';
import { readEstate } from './estate/read-estate';
import { EXIT_BAD_INPUT, type Io } from './io';
import { principalOf } from './principal-of';

const USAGE = 'usage: drawbridge why PRINCIPAL_ARN ROLE_ARN --from DIR [--json]';

/** `drawbridge why PRINCIPAL ROLE --from DIR`: the answer, policy by policy down to a condition. */
export async function whyCommand(args: string[], io: Io): Promise<number> {
  const asked = readArguments(args);
  if (!asked) {
    io.stderr(USAGE);
    return EXIT_BAD_INPUT;
  }
  let isWhole = true;
  const world = readWorld(asked.from, (line) => {
    isWhole = false;
    io.stderr(line);
  });
  if (!world) return EXIT_BAD_INPUT;
  const principal = principalOf(asked.subject);
  const tree = explainAnswer(collectFacts(world), {
    action: actionOf(principal),
    principal,
    resource: asked.role,
    ...OPEN,
  });
  if (asked.isJson) io.stdout(JSON.stringify(tree));
  else for (const line of renderExplanation(tree)) io.stdout(line);
  return isWhole ? 0 : EXIT_BAD_INPUT;
}

type Asked = { subject: string; role: string; from: string; isJson: boolean };

function readArguments(args: string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { from: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const [subject, role, ...more] = positionals;
    const { from, json: isJson } = values;
    return subject && role && from && more.length === 0
      ? { subject, role, from, isJson }
      : null;
  } catch {
    return null;
  }
}

/** The whole estate: a proof shows statements as they stand in their documents. */
function readWorld(
  folder: string,
  complain: (line: string) => void,
): CollectedWorld | null {
  const estate = readEstate(folder, complain);
  if (!estate) return null;
  const accounts = [...estate.accounts()].map(
    ({ accountId, account }) => [accountId, account] as const,
  );
  return {
    ...(estate.org && { org: estate.org }),
    accounts: Object.fromEntries(accounts),
  };
}
