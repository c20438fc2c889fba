'use client';
import { useState } from 'react';
import { askConfirmed } from '@/components/step-up/ask-confirmed';
import { Badge } from '@/components/ui/badge';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { formatUtc } from '@/components/ui/format-time';
import { unreachable } from '@/components/ui/outcome';
import { Select } from '@/components/ui/select';
import { Time } from '@/components/ui/time';
import { LINK_HOURS, type LinkView } from '@/lib/setup/handshake/schema';
import type { PlanPageProps } from './use-plan';

type HalfLinksProps = {
  page: PlanPageProps;
  links: readonly LinkView[];
  /** Nothing is asked any more: links can only be ended. */
  isOver: boolean;
};

const LIVES = [
  { id: '1', label: '1 hour' },
  { id: '24', label: '1 day' },
  { id: String(LINK_HOURS.usual), label: '7 days' },
  { id: String(LINK_HOURS.max), label: '30 days' },
];

/** Links for the owner of the other account: made, copied once, and ended. */
export function HalfLinks({ page, links: first, isOver }: HalfLinksProps) {
  const [links, setLinks] = useState(first);
  const [refusal, setRefusal] = useState<string | null>(null);
  const planId = page.plan.id;
  async function make(hours: number): Promise<string> {
    const made = await askConfirmed(() => page.createLink({ planId, hours }));
    if (!made.ok) throw new Error(made.message);
    setLinks((before) => [made.value.link, ...before]);
    return made.value.url;
  }
  async function revoke(linkId: string): Promise<void> {
    setRefusal(null);
    const ended = await page
      .revokeLink({ planId, linkId })
      .catch(() => unreachable('The link may still work'));
    if (!ended.ok) return setRefusal(ended.message);
    setLinks((before) =>
      before.map((link) => (link.id === linkId ? { ...link, state: 'revoked' } : link)),
    );
  }
  if (isOver && links.length === 0) return null;
  return (
    <div className="grid min-w-0 gap-3">
      {isOver ? null : <NewLink make={make} />}
      {refusal ? (
        <Banner tone="danger" title="The link was not revoked" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
      {links.length > 0 ? (
        <ul aria-label="Links that were given out" className="grid gap-1">
          {links.map((link) => (
            <LinkRow key={link.id} link={link} onRevoke={() => revoke(link.id)} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function NewLink({ make }: { make: (hours: number) => Promise<string> }) {
  const [hours, setHours] = useState(String(LINK_HOURS.usual));
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Select
        label="Link ends after"
        options={LIVES}
        value={hours}
        onChange={(key) => setHours(String(key))}
      />
      <CopyButton
        text={() => make(Number(hours))}
        what="Link"
        variant="primary"
        pendingText="Making it…"
      >
        Copy link for its owner
      </CopyButton>
    </div>
  );
}

type LinkRowProps = { link: LinkView; onRevoke: () => Promise<void> };

function LinkRow({ link, onRevoke }: LinkRowProps) {
  const [isPending, setPending] = useState(false);
  async function revoke() {
    setPending(true);
    await onRevoke();
    setPending(false);
  }
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-hairline py-2 text-sm">
      <Badge tone={link.state === 'live' ? 'ok' : 'neutral'}>{link.state}</Badge>
      <span>
        by {link.createdByName}, ends <Time at={link.expiresAt} format="relative" />
      </span>
      <span className="text-muted">
        {link.lastOpenedAt ? (
          <>
            opened <Time at={link.lastOpenedAt} format="relative" />
          </>
        ) : (
          'not opened yet'
        )}
      </span>
      {link.state === 'live' ? (
        <Button
          size="small"
          variant="quiet"
          className="ms-auto"
          aria-label={`Revoke the link by ${link.createdByName} that ends ${formatUtc(link.expiresAt)}`}
          isPending={isPending}
          onPress={() => void revoke()}
        >
          Revoke
        </Button>
      ) : null}
    </li>
  );
}
