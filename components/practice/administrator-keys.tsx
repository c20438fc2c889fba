'use client';

import { requestCredentials } from '@/components/credentials/request-credentials';
import { labelOfFormat } from '@/components/credentials/terminal-formats';
import { useTerminalFormat } from '@/components/credentials/use-terminal-format';
import { CopyButton } from '@/components/ui/copy-button';

type AdministratorKeysProps = {
  accountId: string;
  accountName: string;
  endpoint: string;
};

/** Copies an hour's keys of the practice account's administrator; the page never keeps them. */
export function AdministratorKeys({
  accountId,
  accountName,
  endpoint,
}: AdministratorKeysProps) {
  const { format } = useTerminalFormat();
  async function fetchText(): Promise<string> {
    const issued = await requestCredentials(endpoint, { accountId });
    if (!issued.ok) throw new Error(issued.error);
    return issued.value.formats[format];
  }
  return (
    <CopyButton
      text={fetchText}
      what={`Administrator keys of ${accountName}, for ${labelOfFormat(format)}`}
      variant="primary"
    >
      Copy administrator keys
    </CopyButton>
  );
}
