'use client';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { unreachable } from '@/components/ui/outcome';
import { SaidText } from '@/components/ui/said-text';
import { Time } from '@/components/ui/time';
import type { PreflightView } from '@/lib/setup/preflight/schema';
import type { PlanPageProps } from './use-plan';

const STATES = {
  ok: { word: 'checked', tone: 'ok' },
  attention: { word: 'look here', tone: 'warn' },
  open: { word: 'not checked', tone: 'neutral' },
  attested: { word: 'vouched for', tone: 'ok' },
} as const;

type PlanPreflightProps = {
  page: PlanPageProps;
  /** The plan still waits to be applied. */
  isReady: boolean;
};

/** The list of the field's guides: what is checked here, and what somebody has to vouch for. */
export function PlanPreflight({ page, isReady }: PlanPreflightProps) {
  const [items, setItems] = useState(page.preflight);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function attest(item: PreflightView): Promise<void> {
    const isChecked = item.attested === null;
    const planId = page.plan.id;
    const outcome = await page
      .attest({ planId, item: item.id, isChecked })
      .catch(() => unreachable('Nothing may have been noted'));
    setRefusal(outcome.ok ? null : outcome.message);
    if (outcome.ok) setItems(outcome.value);
  }
  return (
    <section aria-labelledby="plan-preflight" className="card min-w-0 p-4 sm:p-6">
      <h2 id="plan-preflight" className="text-lg">
        {isReady ? 'Before you apply' : 'What was checked'}
      </h2>
      {refusal ? (
        <Banner tone="danger" title="Not noted" className="mt-3" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
      <ul>
        {items.map((item) => (
          <Item key={item.id} item={item} onAttest={() => attest(item)} />
        ))}
      </ul>
    </section>
  );
}

type ItemProps = { item: PreflightView; onAttest: () => Promise<void> };

function Item({ item, onAttest }: ItemProps) {
  const [isPending, setPending] = useState(false);
  const { word, tone } = STATES[item.state];
  async function press() {
    setPending(true);
    await onAttest();
    setPending(false);
  }
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-hairline py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-baseline gap-x-2 font-strong">
          {item.title} <Badge tone={tone}>{word}</Badge>
        </p>
        <p className="text-muted wrap-anywhere">
          <SaidText text={item.sentence} />
        </p>
        {item.attested ? (
          <p className="text-sm">
            {item.attested.name}, <Time at={item.attested.at} format="relative" />
          </p>
        ) : null}
      </div>
      {item.state === 'ok' ? null : (
        <Button
          size="small"
          isPending={isPending}
          onPress={() => void press()}
          aria-label={`${item.attested ? 'Take back' : 'I checked this'}: ${item.title}`}
        >
          {item.attested ? 'Take back' : 'I checked this'}
        </Button>
      )}
    </li>
  );
}
