import { OpenConsoleInput } from '@/lib/credentials/console-input';
import { openConsole } from '@/lib/credentials/open-console';
import { defineRoute } from '@/lib/server/define-route';
import { problem, refusalPage, seeOther } from '@/lib/server/respond';

export const POST = defineRoute(
  {
    permission: 'credentials:issue',
    input: OpenConsoleInput,
    respond: ({ url }: { url: string }) => seeOther(url),
    // A person sees the sentence in the tab that the form was posted into.
    refuse: (error, request) =>
      (request.headers.has('authorization') ? problem : refusalPage)(error),
  },
  ({ ports, actor }, input) => openConsole(ports, actor, input),
);
