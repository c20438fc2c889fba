'use client';

import { Copy, Eye, EyeOff } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { DrawerSection } from '@/components/ui/drawer';
import { Tabs } from '@/components/ui/tabs';
import { unsetTextOf } from '@/lib/credentials/formats';
import type { CredentialFormat, RoleCard } from '@/lib/credentials/schema';
import type { Limits } from './limits';
import { isFormat, maskedText, TERMINAL_FORMATS } from './terminal-formats';
import type { LiveSession } from './types';
import { useHeldKeys } from './use-held-keys';
import { useTerminalFormat } from './use-terminal-format';

type TerminalSectionProps = {
  role: RoleCard;
  endpoint: string;
  durationSeconds: number;
  limits: Limits;
  isPractice: boolean;
  onIssued: (session: LiveSession) => void;
};

type Keys = ReturnType<typeof useHeldKeys>;

export function TerminalSection(props: TerminalSectionProps) {
  const { role } = props;
  const { format, choose } = useTerminalFormat();
  const keys = useHeldKeys(props);
  const place = {
    region: role.region,
    profile: `${role.accountId}_${role.roleName}`,
  };
  const text = keys.textOf(format) ?? maskedText(format, place);
  return (
    <DrawerSection title="In a terminal">
      <fieldset onKeyDown={(event) => chooseByDigit(event, choose)}>
        <legend className="sr-only">Keys for a terminal</legend>
        <Tabs
          label="Form of the keys"
          size="small"
          selectedId={format}
          onSelect={(id) => isFormat(id) && choose(id)}
          items={TERMINAL_FORMATS.map(({ id, label }) => ({
            id,
            label,
            content: <CodeBlock>{text}</CodeBlock>,
          }))}
        />
        <KeyButtons keys={keys} format={format} />
        <UnsetBlock text={unsetTextOf(format, props)} />
      </fieldset>
      {keys.error ? (
        <Banner
          tone="danger"
          title="No keys were given"
          isAnnounced
          className="mt-3 text-sm"
        >
          {keys.error}
        </Banner>
      ) : null}
    </DrawerSection>
  );
}

/** Digits choose the form, but only while the focus stands in this section. */
function chooseByDigit(event: KeyboardEvent, choose: (format: CredentialFormat) => void) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const format = TERMINAL_FORMATS[Number(event.key) - 1];
  if (format) choose(format.id);
}

function KeyButtons({ keys, format }: { keys: Keys; format: CredentialFormat }) {
  return (
    <div className="mt-2.5 flex flex-wrap items-center gap-2">
      <Button
        variant="primary"
        size="row"
        isPending={keys.busy === 'copy'}
        pendingText="Asking AWS…"
        onPress={() => void keys.copy(format)}
        className="max-md:flex-1"
      >
        <Copy size={16} aria-hidden="true" />
        Copy
      </Button>
      <Button
        size="row"
        isPending={keys.busy === 'reveal'}
        pendingText="Asking AWS…"
        onPress={() => (keys.isRevealed ? keys.hide() : void keys.reveal())}
        className="max-md:flex-1"
      >
        <RevealPicture isRevealed={keys.isRevealed} />
        {keys.isRevealed ? 'Hide' : 'Reveal'}
      </Button>
      <p role="status" className="text-sm text-muted max-md:basis-full md:ms-auto">
        {keys.isWiped
          ? 'Wiped. The next Copy asks for new keys.'
          : 'Closing this wipes the keys'}
      </p>
    </div>
  );
}

/** What takes the pasted variables away again. It holds no secret, so it is always shown whole. */
function UnsetBlock({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <details className="mt-3 text-sm">
      <summary className="cursor-pointer py-1">Unset them again</summary>
      <CodeBlock className="mt-2">{text.trimEnd()}</CodeBlock>
      <CopyButton text={text} what="the unset lines" size="row" className="mt-2" />
    </details>
  );
}

function RevealPicture({ isRevealed }: { isRevealed: boolean }) {
  const Picture = isRevealed ? EyeOff : Eye;
  return <Picture size={16} aria-hidden="true" />;
}
