import { err } from '@/lib/core/result';
import type { Aws, S3Call } from '@/lib/ports';

const CHANGES_OFF =
  'This console is set to change nothing at AWS (DRAWBRIDGE_CHANGES=off).';

const READS: S3Call['kind'][] = ['get', 'head', 'list'];

/**
 * A door to AWS that nothing is written through: no role, no policy of any service, no object.
 * Plans that were running when changes were switched off stop as well, and a use case that
 * forgets to ask writes nothing.
 */
export function changeNothing(aws: Aws): Aws {
  const refused = async () =>
    err({ kind: 'not_configured', message: CHANGES_OFF } as const);
  return {
    ...aws,
    write: refused,
    s3: (connection, credentials, call) =>
      READS.includes(call.kind) ? aws.s3(connection, credentials, call) : refused(),
  };
}
