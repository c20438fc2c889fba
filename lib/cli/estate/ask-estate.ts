import { parseArgs } from 'node:util';
import type { EstateIndex } from '@/lib/iam/index/estate-index';
import type { Circumstances } from '@/lib/iam/index/judge-taking';
import { EXIT_BAD_INPUT, type Io } from '../io';
import { openIndex } from './open-index';

/** Only the moment of asking can tell: every condition that is not about who asks stays open. */
export const OPEN: Circumstances = { context: {}, unknownKeys: 'assume-unknown' };

type Asked = { subject: string; from: string; isJson: boolean };

/** `SUBJECT --from DIR [--json]`; null, and the usage told, for anything else. */
export function readAsked(args: string[], usage: string, io: Io): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { from: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const [subject, ...more] = positionals;
    if (subject && values.from && more.length === 0) {
      return { subject, from: values.from, isJson: values.json };
    }
  } catch {
    // A wrong flag is told like any other wrong use.
  }
  io.stderr(usage);
  return null;
}

/**
 * Opens an estate and answers from it. Exit code 0, or 2 when something could not be read or
 * there is no answer; what could be read is answered all the same.
 *
 * @param answer writes the answer; false when there is none, which it has told
 */
export function askEstate(
  from: string,
  io: Io,
  answer: (index: EstateIndex) => boolean,
): number {
  let isWhole = true;
  const index = openIndex(from, (line) => {
    isWhole = false;
    io.stderr(line);
  });
  const isAnswered = index !== null && answer(index);
  return isAnswered && isWhole ? 0 : EXIT_BAD_INPUT;
}
