'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { ArnText } from '@/components/ui/arn-text';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Time } from '@/components/ui/time';
import { showToast } from '@/components/ui/toast-store';
import type { AccountDetail, ConnectionView } from '@/lib/inventory/schema';
import { sayConnection } from './account-health';
import type { CheckConnection, Disconnect } from './types';

type ConnectionCardProps = {
  account: AccountDetail;
  checkConnection: CheckConnection;
  disconnect: Disconnect;
};

export function ConnectionCard(props: ConnectionCardProps) {
  const { account } = props;
  const connection = account.connectionDetail;
  return (
    <section aria-label="Connection" className="card grid gap-3 p-6 max-md:p-4">
      <h2>Connection</h2>
      {connection ? (
        <>
          <ConnectionFacts connection={connection} />
          <ConnectionActions {...props} />
        </>
      ) : (
        <p className="text-muted">
          No connection leads into this account. What other accounts say about it is still
          shown.
        </p>
      )}
    </section>
  );
}

function ConnectionFacts({ connection }: { connection: ConnectionView }) {
  const { externalId, callerArn, checkedAt } = connection;
  return (
    <dl className="grid gap-2">
      <Fact title="By">{sayConnection(connection.kind)}</Fact>
      {connection.profile ? (
        <Fact title="Profile">
          <code>{connection.profile}</code>
        </Fact>
      ) : null}
      <Fact title="Region">{connection.region}</Fact>
      {connection.readRoleArn ? (
        <Fact title="Reads as">
          <ArnText arn={connection.readRoleArn} />
        </Fact>
      ) : null}
      {connection.writeRoleArn ? (
        <Fact title="Writes as">
          <ArnText arn={connection.writeRoleArn} />
        </Fact>
      ) : null}
      {externalId ? (
        <Fact title="External ID">
          <span className="code-inline-copy flex-wrap">
            <code className="wrap-anywhere">{externalId}</code>
            <CopyButton
              text={externalId}
              what="External ID"
              isIconOnly
              variant="quiet"
              size="small"
            />
          </span>
        </Fact>
      ) : null}
      <Fact title="AWS sees">
        {callerArn ? <ArnText arn={callerArn} /> : 'not asked yet'}
      </Fact>
      <Fact title="Checked">{checkedAt ? <Time at={checkedAt} /> : 'never'}</Fact>
    </dl>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[96px_minmax(0,1fr)] items-baseline gap-x-3">
      <dt className="text-sm text-muted">{title}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

function ConnectionActions({
  account,
  checkConnection,
  disconnect,
}: ConnectionCardProps) {
  const router = useRouter();
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isAsking, setIsAsking] = useState(false);

  async function run(act: CheckConnection | Disconnect, done: string) {
    setIsBusy(true);
    setRefusal(null);
    const answer = await act({ accountId: account.id });
    setIsBusy(false);
    setIsAsking(false);
    if (answer.ok) showToast({ title: done });
    else setRefusal(answer.message);
    router.refresh();
  }
  return (
    <>
      {refusal ? (
        <Banner tone="danger" title="The connection does not work" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button
          size="row"
          isPending={isBusy}
          pendingText="Asking AWS…"
          onPress={() => void run(checkConnection, `${account.name} answers.`)}
        >
          Check connection
        </Button>
        {account.connection === 'practice' ? null : (
          <Button size="row" variant="quiet" onPress={() => setIsAsking(true)}>
            Disconnect…
          </Button>
        )}
      </div>
      <DisconnectDialog
        name={account.name}
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        isBusy={isBusy}
        onConfirm={() => void run(disconnect, `${account.name} is disconnected.`)}
      />
    </>
  );
}

type DisconnectDialogProps = {
  name: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  isBusy: boolean;
  onConfirm: () => void;
};

function DisconnectDialog(props: DisconnectDialogProps) {
  const { name, isOpen, onOpenChange, isBusy, onConfirm } = props;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={`Disconnect ${name}?`}
      isAlert
      actions={
        <>
          <Button variant="danger" isPending={isBusy} onPress={onConfirm}>
            Disconnect
          </Button>
          <Button variant="quiet" onPress={() => onOpenChange(false)}>
            Keep it
          </Button>
        </>
      }
    >
      The console forgets how to reach the account. What was read of it stays, and so do
      its roles at AWS.
    </Dialog>
  );
}
