import { issueCredentials } from '@/lib/credentials/issue-credentials';
import { IssueCredentialsInput } from '@/lib/credentials/schema';
import { defineRoute } from '@/lib/server/define-route';

export const POST = defineRoute(
  { permission: 'credentials:issue', input: IssueCredentialsInput },
  ({ ports, actor }, input) => issueCredentials(ports, actor, input),
);
