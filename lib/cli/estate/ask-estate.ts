import { EXIT_BAD_INPUT, type Io } from '../io';
import { withoutControls } from '../without-controls';
import { optimizeLate } from './optimize-late';

/** Lines of an answer, or why there is none, in one line. */
export type Answered = string[] | { missing: string };

/**
 * Opens an estate and answers from it. Exit code 0, or 2 when something could not be read or
 * there is no answer; what could be read is answered all the same.
 *
 * @param open tells what it cannot read, a line each; null when it can read nothing
 */
export function askEstate<Opened>(
  from: string,
  io: Io,
  open: (from: string, complain: (line: string) => void) => Opened | null,
  answer: (opened: Opened) => Answered,
): number {
  optimizeLate();
  let isWhole = true;
  const complain = (line: string) => {
    isWhole = false;
    io.stderr(withoutControls(line));
  };
  const opened = open(from, complain);
  if (opened === null) return EXIT_BAD_INPUT;
  const answered = answer(opened);
  if ('missing' in answered) complain(answered.missing);
  else for (const line of answered) io.stdout(withoutControls(line));
  return isWhole ? 0 : EXIT_BAD_INPUT;
}
