import { GoPage, NoGo } from '@/components/credentials/go-page';
import { titled } from '@/components/frame/titled';
import { findGo } from '@/lib/credentials/find-go';
import { sourceIdentityOf } from '@/lib/credentials/session-names';
import { found, requireContext } from '@/lib/server/context';

type Texts = Record<string, string | string[] | undefined>;
type Props = {
  params: Promise<{ account: string; role: string }>;
  searchParams: Promise<Texts>;
};

const one = (value: Texts[string]) => (typeof value === 'string' ? value : undefined);

/** The text as it was meant; what cannot be read names nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

async function Go({ params, searchParams }: Props) {
  const { ports, actor } = await requireContext();
  const names = await params;
  const { to, region } = await searchParams;
  const [account, role] = [decoded(names.account), decoded(names.role)];
  const link = { account, role, to: one(to), region: one(region) };
  const go = await findGo(ports, actor, link);
  if (!go.ok && go.error.kind === 'not_found') return <NoGo {...{ account, role }} />;
  return (
    <GoPage
      go={found(go)}
      consoleEndpoint="/api/v1/console"
      recordedAs={sourceIdentityOf(actor)}
    />
  );
}

export default titled('Open a role', Go);
