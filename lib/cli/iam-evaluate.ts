import * as z from 'zod';
import { answerCase, type ConformanceCase } from '@/lib/iam/answer-case';
import type { CollectedWorld } from '@/lib/iam/world';
import { readJsonFile } from './estate/read-json-file';
import { EXIT_BAD_INPUT, type Io } from './io';

const Context = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const CaseFile = z.object({
  format: z.literal(1),
  cases: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      world: z.looseObject({ accounts: z.record(z.string(), z.unknown()) }).optional(),
      question: z.looseObject({}),
      // Contexts to try; the verdicts beside them are not read.
      expected: z
        .object({ probes: z.array(z.object({ context: Context })).optional() })
        .optional(),
    }),
  ),
});

const EXIT_NOT_SUPPORTED = 3;

/**
 * `drawbridge iam evaluate FILE…`: conformance format 1 in, one JSON line a case out. A file
 * that cannot be read is told in one line and the others are answered all the same. Exit code
 * 0, 2 when a file could not be read, 3 when a case asked for what is not built.
 */
export async function iamEvaluate(args: string[], io: Io): Promise<number> {
  let exitCode = 0;
  for (const file of args) {
    const cases = readCases(file, io);
    if (!cases) exitCode = EXIT_BAD_INPUT;
    for (const one of cases ?? []) {
      const answer = answerCase(one);
      if ('error' in answer && exitCode === 0) exitCode = EXIT_NOT_SUPPORTED;
      io.stdout(JSON.stringify(answer));
    }
  }
  return exitCode;
}

function readCases(file: string, { stderr }: Io): ConformanceCase[] | null {
  const told = (what: string) => stderr(`${file}: ${what}`);
  const read = readJsonFile(file, told);
  if (!read) return null;
  const parsed = CaseFile.safeParse(read.value);
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join('.') ?? '';
    told(`it is no case file of format 1${place === '' ? '' : ` (at ${place})`}`);
    return null;
  }
  return parsed.data.cases.map(({ id, kind, world, question, expected }) => ({
    id,
    kind,
    question,
    probes: (expected?.probes ?? []).map(({ context }) => context),
    // Accounts are read as AWS prints them; their members are not checked one by one.
    ...(world ? { world: world as CollectedWorld } : {}),
  }));
}
