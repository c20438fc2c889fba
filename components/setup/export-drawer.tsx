'use client';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { AccountChip } from '@/components/bridge/account-chip';
import { Banner } from '@/components/ui/banner';
import { buttonClass } from '@/components/ui/button-class';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { Drawer, DrawerSection } from '@/components/ui/drawer';
import type { ExportFormat } from '@/lib/setup/export-schema';
import type { PlanView } from '@/lib/setup/plan-views';
import { type ExportLink, exportLinks, FORMATS } from './export-formats';
import { NotHere } from './not-here';
import { exportQuery } from './queries';

type ExportDrawerProps = {
  plan: PlanView;
  exportUrl: string;
  format: ExportFormat;
  onClose: () => void;
};

/** The files of a plan in one format, to be read, copied or downloaded. */
export function ExportDrawer({ plan, exportUrl, format, onClose }: ExportDrawerProps) {
  const { title, lead } = FORMATS[format];
  return (
    <Drawer
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={title}
      strip={
        <span>
          plan <span className="font-mono text-sm">{plan.hash}</span>
        </span>
      }
    >
      <DrawerSection>
        <p className="text-muted">{lead}</p>
      </DrawerSection>
      {exportLinks(plan, exportUrl, format).map((link) => (
        <ExportedFile key={link.href} link={link} format={format} />
      ))}
    </Drawer>
  );
}

function ExportedFile({ link, format }: { link: ExportLink; format: ExportFormat }) {
  const { title } = FORMATS[format];
  const { data, error } = useQuery(exportQuery(link.href));
  const { account } = link;
  const what = account ? `${title} of ${account.accountName}` : title;
  return (
    <DrawerSection title={account ? <FileOf account={account} /> : undefined}>
      {error ? (
        <Banner tone="danger" title="No file was made" isAnnounced>
          {error.message}
        </Banner>
      ) : null}
      {data === undefined && !error ? <p className="text-muted">Writing it…</p> : null}
      {data === undefined ? null : (
        <>
          <div className="mb-2.5 flex flex-wrap gap-2 max-md:[&>.btn]:flex-1">
            <CopyButton text={data} what={what} variant="primary" size="row" />
            <a
              href={link.href}
              download
              className={buttonClass({ size: 'row' })}
              aria-label={`Download ${what}`}
            >
              <Download size={16} aria-hidden="true" />
              Download
            </a>
          </div>
          <NotHere format={format} text={data} />
          <CodeBlock>{data}</CodeBlock>
        </>
      )}
    </DrawerSection>
  );
}

const FileOf = ({ account }: { account: NonNullable<ExportLink['account']> }) => (
  <AccountChip
    name={account.accountName}
    accountId={account.accountId}
    isProduction={account.isProduction}
    shape={account.side}
  />
);
