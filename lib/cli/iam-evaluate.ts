import * as z from 'zod';
import { answerCase, type ConformanceCase } from '@/lib/iam/answer-case';
import { checkCase } from './check-case';
import { readJsonFile } from './estate/read-json-file';
import { EXIT_BAD_INPUT, type Io } from './io';
import { withoutControls } from './without-controls';

const CaseFile = z.looseObject({ format: z.literal(1), cases: z.array(z.unknown()) });

const EXIT_NOT_SUPPORTED = 3;

/**
 * `drawbridge iam evaluate FILE…`: conformance format 1 in, one JSON line a case out. A file
 * or a case that cannot be read is told in one line and the others are answered all the same.
 * Exit code 0, 2 when something could not be read, 3 when a case asked for what is not built.
 */
export async function iamEvaluate(
  args: string[],
  { stdout, stderr }: Io,
): Promise<number> {
  let isWhole = true;
  let isSupported = true;
  for (const file of args) {
    const cases = readCases(file, (what) => {
      isWhole = false;
      stderr(withoutControls(`${file}: ${what}`));
    });
    for (const one of cases) {
      const answer = answerCase(one);
      if ('error' in answer) isSupported = false;
      stdout(JSON.stringify(answer));
    }
  }
  if (!isWhole) return EXIT_BAD_INPUT;
  return isSupported ? 0 : EXIT_NOT_SUPPORTED;
}

function readCases(file: string, complain: (what: string) => void): ConformanceCase[] {
  const read = readJsonFile(file, complain);
  if (!read) return [];
  const parsed = CaseFile.safeParse(read.value);
  if (!parsed.success) {
    complain('it is no case file of format 1');
    return [];
  }
  return parsed.data.cases.flatMap((one, at) => {
    const checked = checkCase(one, `cases[${at}]`, complain);
    return checked ? [checked] : [];
  });
}
