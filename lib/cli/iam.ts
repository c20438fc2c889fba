import { COMPARE_USAGE, iamCompare } from './iam-compare';
import { iamEvaluate } from './iam-evaluate';
import { EXPLAIN_USAGE, iamExplain } from './iam-explain';
import { PROCESS_IO } from './io';

const EVALUATE_USAGE = 'usage: drawbridge iam evaluate FILE...';

/** `drawbridge iam evaluate FILE…`, `… explain FILE` and `… compare BEFORE AFTER`. */
export async function iam([verb, ...args]: string[]): Promise<number> {
  const io = PROCESS_IO;
  if (verb === 'explain') return iamExplain(args, io);
  if (verb === 'compare') return iamCompare(args, io);
  if (verb === 'evaluate' && args.length > 0) return iamEvaluate(args, io);
  const all = [EVALUATE_USAGE, EXPLAIN_USAGE, COMPARE_USAGE];
  io.stderr(verb === 'evaluate' ? EVALUATE_USAGE : all.join('\n'));
  return 2;
}
