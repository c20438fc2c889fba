import { REQUESTS_PATH } from '@/lib/core/links';
import type { RequestView } from '@/lib/credentials/requests/request-schema';
import type { ToDo } from './to-do';

/** Requests that wait for this person's decision, and broken glasses to look at. */
export const requestsToDo = (rows: RequestView[]): ToDo[] =>
  rows.map(({ id, requesterName, roleName, accountName, reason, may }) => ({
    id,
    title: may.decide
      ? `${requesterName} asks for ${roleName} in ${accountName}`
      : `${requesterName} broke the glass of ${roleName} in ${accountName}`,
    detail: reason,
    href: `${REQUESTS_PATH}?show=decide`,
    action: actionFor(may),
  }));

function actionFor({ decide, review }: RequestView['may']): string {
  if (decide) return 'Decide';
  return review ? 'Review' : 'Look at it';
}
