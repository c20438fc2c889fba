import { REQUESTS_PATH } from '@/lib/core/links';
import type { StoredRequest } from '@/lib/ports';
import { sayRole } from '../grants/grant-deps';

type About = {
  requestId: string;
  personName: string;
  places: string[];
  page: typeof REQUESTS_PATH;
};

/** What every notice of a request says. */
export const aboutRequest = (
  { id, requesterName, roleArn }: StoredRequest,
  accounts: readonly { id: string; name: string }[],
): About => ({
  requestId: id,
  personName: requesterName,
  places: [sayRole(roleArn, accounts)],
  page: REQUESTS_PATH,
});
