import { isRemoval } from '@/lib/core/is-removal';
import { operationOf } from '@/lib/core/operation-of';
import { ok, type Result } from '@/lib/core/result';
import type { AwsConnection, AwsFailure, AwsWrite } from '@/lib/ports';
import type { AwsContext } from './context';
import { access } from './credentials-of';
import { attempt } from './map-error';
import { sendWrite } from './send-write';

/** One write. Deleting what is not there is done already. */
export async function write(
  context: AwsContext,
  connection: AwsConnection,
  change: AwsWrite,
): Promise<Result<{ requestId: string }, AwsFailure>> {
  const opened = await access(context, connection, 'write');
  if (!opened.ok) return opened;
  const { clients } = opened.value;
  const { accountId } = connection;
  const sent = await attempt(operationOf(change), async () => {
    const { $metadata } = await sendWrite({ clients, accountId }, change);
    return { requestId: $metadata.requestId ?? '' };
  });
  return isGone(change, sent) ? ok({ requestId: '' }) : sent;
}

function isGone(change: AwsWrite, sent: Result<unknown, AwsFailure>): boolean {
  if (!isRemoval(change) || sent.ok || sent.error.kind !== 'refused') return false;
  return sent.error.code.startsWith('NoSuchEntity');
}
