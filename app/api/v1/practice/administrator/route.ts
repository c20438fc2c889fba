import { issueAdministrator } from '@/lib/credentials/issue-administrator';
import { PracticeAccountInput } from '@/lib/credentials/schema';
import { defineRoute } from '@/lib/server/define-route';

export const POST = defineRoute(
  { permission: 'practice:administer', input: PracticeAccountInput },
  ({ ports, actor }, input) => issueAdministrator(ports, actor, input),
);
