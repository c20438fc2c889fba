import { parseArgs } from 'node:util';
import {
  type DocumentExplanation,
  explainDocument,
} from '@/lib/iam/explain/explain-document';
import type { PolicyKind } from '@/lib/iam/parse/policy';
import type { Io } from './io';
import { isKind, KIND_NAMES, POLICY_KINDS } from './policy-kinds';
import { readPolicy } from './read-policy';
import { wrap } from './wrap';

export const EXPLAIN_USAGE = `usage: drawbridge iam explain FILE [--kind ${KIND_NAMES}] [--json]`;

/**
 * `drawbridge iam explain FILE [--kind KIND] [--json]`: a policy document with plain words
 * under each line, or as JSON. Exit code 0; 2, with one line on standard error, for wrong
 * arguments and for a file that cannot be read or is not JSON.
 */
export async function iamExplain(args: string[], io: Io): Promise<number> {
  const asked = readArguments(args);
  if (!asked) {
    io.stderr(EXPLAIN_USAGE);
    return 2;
  }
  const { file, kind, isJson } = asked;
  const text = readPolicy(file, io);
  if (text === null) return 2;
  const explained = explainDocument(text, kind);
  if (isJson) io.stdout(JSON.stringify(explained, null, 2));
  else for (const line of pageOf(explained)) io.stdout(line);
  return 0;
}

type Asked = { file: string; kind: PolicyKind | undefined; isJson: boolean };

function readArguments(args: string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { kind: { type: 'string' }, json: { type: 'boolean' } },
    });
    const [file, ...more] = positionals;
    const { kind, json = false } = values;
    if (!file || more.length > 0 || (kind !== undefined && !isKind(kind))) return null;
    return { file, kind, isJson: json };
  } catch {
    return null;
  }
}

/** What is said first, what to look at again, then each line of the document with its words under it. */
function pageOf({ kind, summary, lines, warnings }: DocumentExplanation): string[] {
  const width = String(lines.length).length;
  const head = summary.flatMap((sentence, at) =>
    wrap(sentence, `${at + 1}. `, ' '.repeat(`${at + 1}. `.length)),
  );
  const body = lines.flatMap(({ number, text, says, isProblem }) => {
    const gutter = ' '.repeat(width + 3);
    const indent = gutter + (/^ */.exec(text)?.[0] ?? '');
    const mark = isProblem ? '!' : ' ';
    const start = `${indent}# `;
    return [
      `${String(number).padStart(width)} ${mark} ${text}`,
      ...(says === null ? [] : wrap(says, start, start)),
    ];
  });
  const notes = warnings.flatMap(({ statementIndex, message }) =>
    wrap(`Statement ${statementIndex + 1}: ${message}`, '! ', '  '),
  );
  return [POLICY_KINDS[kind], ...head, ...notes, '', ...body];
}
