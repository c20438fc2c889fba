import { openConsole } from '@/lib/credentials/open-console';
import { OpenConsoleInput } from '@/lib/credentials/schema';
import { defineRoute } from '@/lib/server/define-route';
import { refusalPage, seeOther } from '@/lib/server/respond';

export const POST = defineRoute(
  {
    permission: 'credentials:issue',
    input: OpenConsoleInput,
    respond: ({ url }: { url: string }) => seeOther(url),
    refuse: refusalPage,
  },
  ({ ports, actor }, input) => openConsole(ports, actor, input),
);
