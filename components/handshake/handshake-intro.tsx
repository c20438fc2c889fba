import { AccountIdText } from '@/components/ui/account-id-text';
import type { HandshakeView } from '@/lib/setup/handshake/schema';

/** Which role of which account, and what is asked, in one sentence. */
export function HandshakeIntro({ view }: { view: HandshakeView }) {
  const isRole = view.bucket === null;
  const facts = [
    { term: 'Your account', value: <AccountIdText id={view.accountId} /> },
    { term: isRole ? 'Role' : 'Who', value: <Code>{view.roleArn}</Code> },
    ...(isRole ? [] : [{ term: 'Bucket', value: <Code>{view.bucket}</Code> }]),
    {
      term: isRole ? 'Account of the role' : 'Account of the bucket',
      value: <AccountIdText id={view.roleAccountId} />,
    },
  ];
  return (
    <header className="grid min-w-0 gap-3">
      <p className="text-muted">Your half of an access between two AWS accounts</p>
      <h1 className="wrap-anywhere">{view.statement}</h1>
      <p>
        {view.isChange
          ? 'Your half of this access stands in your account already. The other side asks you to change it as shown below; until you do, it stays as it is.'
          : 'You are asked to allow this in your account. One half alone opens nothing: the other account has to allow it too.'}
      </p>
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)]">
        {facts.map(({ term, value }) => (
          <div key={term} className="contents">
            <dt className="text-muted">{term}</dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

const Code = ({ children }: { children: React.ReactNode }) => (
  <code className="wrap-anywhere">{children}</code>
);
