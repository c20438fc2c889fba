import type { Circumstances } from '@/lib/iam/index/judge-taking';
import { EXIT_BAD_INPUT, type Io } from '../io';

/** Only the moment of asking can tell: every condition that is not about who asks stays open. */
export const OPEN: Circumstances = { context: {}, unknownKeys: 'assume-unknown' };

/**
 * Opens an estate and answers from it. Exit code 0, or 2 when something could not be read or
 * there is no answer; what could be read is answered all the same.
 *
 * @param open tells what it cannot read, a line each; null when it can read nothing
 * @param answer writes the answer; what it gives back is why there is none, in one line
 */
export function askEstate<Opened>(
  from: string,
  io: Io,
  open: (from: string, complain: (line: string) => void) => Opened | null,
  answer: (opened: Opened) => string | null,
): number {
  let isWhole = true;
  const complain = (line: string) => {
    isWhole = false;
    io.stderr(line);
  };
  const opened = open(from, complain);
  if (opened === null) return EXIT_BAD_INPUT;
  const missing = answer(opened);
  if (missing !== null) complain(missing);
  return isWhole ? 0 : EXIT_BAD_INPUT;
}
