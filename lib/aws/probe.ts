import { GetAccountSummaryCommand } from '@aws-sdk/client-iam';
import { ok, type Result } from '@/lib/core/result';
import type { AwsConnection, AwsCredentials, AwsFailure } from '@/lib/ports';
import { clientsAt, placeOf } from './clients';
import type { AwsContext } from './context';
import { attempt } from './map-error';

/** One harmless call by credentials in hand: what matters is whether and how it is refused. */
export async function probe(
  context: AwsContext,
  connection: AwsConnection,
  credentials: AwsCredentials,
): Promise<Result<null, AwsFailure>> {
  const place = placeOf(context, connection);
  if (!place.ok) return place;
  const { iam } = clientsAt(context, place.value, credentials);
  const called = await attempt('iam:GetAccountSummary', () =>
    iam().send(new GetAccountSummaryCommand({})),
  );
  return called.ok ? ok(null) : called;
}
