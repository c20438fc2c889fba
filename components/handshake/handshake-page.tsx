'use client';
import { useQuery } from '@tanstack/react-query';
import { AuthFrame } from '@/components/frame/auth-frame';
import { NotFoundView } from '@/components/frame/not-found-view';
import { Banner } from '@/components/ui/banner';
import { useFragment } from '@/components/ui/use-fragment';
import type { HandshakeView } from '@/lib/setup/handshake/schema';
import { HandshakeHalf } from './handshake-half';
import { HandshakeKept } from './handshake-kept';
import { HandshakeNewer } from './handshake-newer';
import { HandshakeRewritten } from './handshake-rewritten';
import { HandshakeThanks } from './handshake-thanks';
import { HandshakeWithdrawn } from './handshake-withdrawn';
import { confirmHandshake, handshakeQuery } from './queries';

type HandshakePageProps = { openUrl: string };

/** One account's half of an access, for its owner. No sign-in: the link is the key. */
export function HandshakePage({ openUrl }: HandshakePageProps) {
  const secret = useFragment();
  if (secret === undefined) return <Framed>{null}</Framed>;
  if (secret === '') return <NotFound />;
  return <Opened openUrl={openUrl} secret={secret} />;
}

function Opened({ openUrl, secret }: HandshakePageProps & { secret: string }) {
  const { data, error, refetch } = useQuery(handshakeQuery(openUrl, secret));
  async function confirm() {
    await confirmHandshake(openUrl, secret);
    await refetch();
  }
  if (data === 'not-found') return <NotFound />;
  if (data === undefined)
    return (
      <Framed>
        {error ? (
          <Banner tone="danger" title="The link could not be opened" isAnnounced>
            {error.message}
          </Banner>
        ) : (
          <p role="status">Opening…</p>
        )}
      </Framed>
    );
  return (
    <AuthFrame isWide>
      <Half view={data} confirm={confirm} />
    </AuthFrame>
  );
}

type HalfProps = { view: HandshakeView; confirm: () => Promise<void> };

function Half({ view, confirm }: HalfProps) {
  if (view.state === 'withdrawn') return <HandshakeWithdrawn view={view} />;
  if (view.state === 'kept') return <HandshakeKept view={view} />;
  if (view.state === 'rewritten') return <HandshakeRewritten />;
  if (view.state === 'newer') return <HandshakeNewer />;
  if (view.state === 'proven') return <HandshakeThanks view={view} />;
  return <HandshakeHalf view={view} confirm={confirm} />;
}

const Framed = ({ children }: { children: React.ReactNode }) => (
  <AuthFrame>{children}</AuthFrame>
);

const NotFound = () => (
  <Framed>
    <NotFoundView />
  </Framed>
);
