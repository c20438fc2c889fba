import { nameOfArn } from '@/lib/core/arn';
import type { Incomer } from '@/lib/iam/reach/reach-back';

/** How one gets there: `becomes x-reader`, `by taking ci-deploy, then x-reader`. */
export function sayHow(
  { path }: Pick<Incomer, 'path'>,
  { isAsItself }: { isAsItself: boolean },
): string {
  const names = path.map(nameOfArn);
  return names.length === 1 && !isAsItself
    ? `becomes ${names[0]}`
    : `by taking ${names.join(', then ')}`;
}
