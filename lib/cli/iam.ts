import { iamEvaluate } from './iam-evaluate';
import { EXPLAIN_USAGE, iamExplain } from './iam-explain';
import { PROCESS_IO } from './io';

const EVALUATE_USAGE = 'usage: drawbridge iam evaluate FILE...';

/** `drawbridge iam evaluate FILE…` and `drawbridge iam explain FILE`. */
export async function iam([verb, ...args]: string[]): Promise<number> {
  const io = PROCESS_IO;
  if (verb === 'explain') return iamExplain(args, io);
  if (verb === 'evaluate' && args.length > 0) return iamEvaluate(args, io);
  io.stderr(verb === 'evaluate' ? EVALUATE_USAGE : `${EVALUATE_USAGE}\n${EXPLAIN_USAGE}`);
  return 2;
}
