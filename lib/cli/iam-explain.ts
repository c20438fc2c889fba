import { parseArgs } from 'node:util';
import {
  type DocumentExplanation,
  explainDocument,
} from '@/lib/iam/explain/explain-document';
import { lineFinder, policySource } from '@/lib/iam/explain/policy-source';
import { readJson } from '@/lib/iam/explain/read-json';
import { readText } from './estate/read-json-file';
import type { Io } from './io';
import { wrap } from './wrap';

type Kind = DocumentExplanation['kind'];

const KINDS: Record<Kind, string> = {
  trust: 'Trust policy',
  identity: 'Identity policy',
  bucket: 'Bucket policy',
  key: 'Key policy',
  boundary: 'Permissions boundary',
  session: 'Session policy',
  scp: 'Service control policy',
  rcp: 'Resource control policy',
};

export const EXPLAIN_USAGE = `usage: drawbridge iam explain FILE [--kind ${Object.keys(KINDS).join('|')}] [--json]`;

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

const isKind = (text: string): text is Kind => Object.hasOwn(KINDS, text);

type Asked = { file: string; kind: Kind | undefined; isJson: boolean };

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

function readPolicy(file: string, { stderr }: Io): string | null {
  const read = readText(file, (what) => stderr(`${file}: ${what}`));
  if (read === null) return null;
  const text = policySource(read);
  const { fault } = readJson(text);
  if (!fault) return text;
  const { line, column } = lineFinder(text)(fault.at);
  stderr(`${file}: line ${line}, column ${column}: ${fault.message}`);
  return null;
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
  return [KINDS[kind], ...head, ...notes, '', ...body];
}
