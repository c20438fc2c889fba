import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { answerCase, type ConformanceCase } from '@/lib/iam/answer-case';
import type { CollectedWorld } from '@/lib/iam/world';

type Io = { stdout: (line: string) => void; stderr: (line: string) => void };

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

/**
 * `drawbridge iam evaluate FILE…`: conformance format 1 in, one JSON line a case out.
 * Exit code 0, 2 for a file that cannot be read, 3 when a case asked for what is not built.
 */
export async function iamEvaluate(args: string[], io: Io): Promise<number> {
  let isComplete = true;
  for (const file of args) {
    const cases = await readCases(file, io);
    if (!cases) return 2;
    for (const one of cases) {
      const answer = answerCase(one);
      isComplete &&= !('error' in answer);
      io.stdout(JSON.stringify(answer));
    }
  }
  return isComplete ? 0 : 3;
}

async function readCases(file: string, io: Io): Promise<ConformanceCase[] | null> {
  try {
    const parsed = CaseFile.parse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.cases.map(({ id, kind, world, question, expected }) => ({
      id,
      kind,
      question,
      probes: (expected?.probes ?? []).map(({ context }) => context),
      // Accounts are read as AWS prints them; their members are not checked one by one.
      ...(world ? { world: world as CollectedWorld } : {}),
    }));
  } catch (error) {
    const why =
      error instanceof z.ZodError ? 'it is no case file of format 1' : String(error);
    io.stderr(`${file}: ${why}`);
    return null;
  }
}
