'use client';
import { FORMATS } from '@/components/setup/export-formats';
import { NotHere } from '@/components/setup/not-here';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { Tabs } from '@/components/ui/tabs';
import { Time } from '@/components/ui/time';
import type { HandshakeView } from '@/lib/setup/handshake/schema';
import { HandshakeChanges } from './handshake-changes';
import { HandshakeConfirm } from './handshake-confirm';
import { HandshakeIntro } from './handshake-intro';
import { HandshakeUndo } from './handshake-undo';

type File = HandshakeView['files'][number];

type HandshakeHalfProps = { view: HandshakeView; confirm: () => Promise<void> };

/** What the owner of one account is asked for: what it says, how to make it, what it is not. */
export function HandshakeHalf({ view, confirm }: HandshakeHalfProps) {
  const { isChange } = view;
  return (
    <div className="grid min-w-0 gap-6">
      <HandshakeIntro view={view} />
      {isChange ? <HandshakeChanges view={view} /> : <Creates view={view} />}
      <section aria-labelledby="not" className="card grid min-w-0 gap-3 p-4 sm:p-6">
        <h2 id="not" className="text-lg">
          What it does not give
        </h2>
        <ul className="grid list-disc gap-1 ps-5">
          {view.doesNotGive.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="run" className="card grid min-w-0 gap-3 p-4 sm:p-6">
        <h2 id="run" className="text-lg">
          {isChange ? '1. Change it' : '1. Create it'}
        </h2>
        <p className="text-muted">
          With keys of account {view.accountId} that may write what stands above. Take the
          form you like; each does the same.
        </p>
        <Tabs
          label={isChange ? 'How to change it' : 'How to create it'}
          items={view.files.map((file) => ({
            id: file.format,
            label: FORMATS[file.format].title,
            content: <HalfFile file={file} />,
          }))}
        />
        {view.lacks.map((lack) => (
          <p key={lack} className="text-muted wrap-anywhere">
            {lack}
          </p>
        ))}
      </section>
      <TestStep view={view} />
      {view.canConfirm ? (
        <HandshakeConfirm isConfirmed={view.isConfirmed} confirm={confirm} />
      ) : null}
      <HandshakeUndo view={view} />
      {view.state === 'waiting' ? (
        <p role="status" className="flex items-center gap-3 text-muted">
          <span className="pending-deck" aria-hidden="true" />
          <span>
            This page turns by itself when it works. The link ends{' '}
            <Time at={view.expiresAt} format="relative" />.
          </span>
        </p>
      ) : null}
    </div>
  );
}

const Creates = ({ view }: { view: HandshakeView }) => (
  <section aria-labelledby="creates" className="card grid min-w-0 gap-3 p-4 sm:p-6">
    <h2 id="creates" className="text-lg">
      What it creates in account {view.accountId}
    </h2>
    {view.creates.map((one) => (
      <div key={one.title} className="grid min-w-0 gap-2">
        <p className="wrap-anywhere">
          {one.title} <code className="text-muted">{one.operation}</code>
        </p>
        <CodeBlock>{one.document}</CodeBlock>
      </div>
    ))}
  </section>
);

function HalfFile({ file }: { file: File }) {
  return (
    <div className="grid min-w-0 gap-2.5">
      <CopyButton
        text={file.text}
        what={FORMATS[file.format].title}
        variant="primary"
        size="row"
      >
        Copy
      </CopyButton>
      <NotHere format={file.format} text={file.text} />
      <CodeBlock>{file.text}</CodeBlock>
    </div>
  );
}

function TestStep({ view }: { view: HandshakeView }) {
  return (
    <section aria-labelledby="test" className="card grid min-w-0 gap-3 p-4 sm:p-6">
      <h2 id="test" className="text-lg">
        2. Test it
      </h2>
      {view.test === null ? (
        <p className="text-muted">
          {view.canConfirm
            ? 'Nothing to run: the other side looks whether it opens, where a call from there can show it.'
            : 'Nothing to do: the other side tests it as soon as your half stands.'}
        </p>
      ) : (
        <>
          <p className="text-muted">{sayTest(view)}</p>
          <div>
            <CopyButton text={view.test} what="the test" size="row" />
          </div>
          <CodeBlock>{view.test}</CodeBlock>
        </>
      )}
    </section>
  );
}

const sayTest = ({ bucket }: HandshakeView): string =>
  bucket === null
    ? 'Take the role once, as whoever is to use it. CloudTrail tells the other side that it worked, which takes some minutes; no key of yours is sent.'
    : 'Use the bucket once, as whoever is to use it. AWS refuses until both halves stand; no key of yours is sent.';
