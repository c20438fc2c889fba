'use client';
import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import type { DraftOffer } from '@/lib/setup/draft-offer';
import { DraftFields } from '@/lib/setup/schema';
import type { Wizard } from './use-wizard';
import { FIELDS, isFieldName } from './wizard-fields';

type DraftOfferBannerProps = { wizard: Wizard; offer: DraftOffer };

/** Fields that a link brought along: they take the place of the draft only when asked to. */
export function DraftOfferBanner({ wizard, offer }: DraftOfferBannerProps) {
  const [isOpen, setOpen] = useState(true);
  if (!isOpen) return null;
  const told = Object.entries(offer).filter(([name]) => name !== 'recipe');
  return (
    <Banner
      tone="info"
      title="Filled in for you"
      action={
        <div className="flex flex-wrap gap-2">
          <Button
            size="row"
            onPress={() => {
              wizard.form.set({ ...DraftFields.parse({}), ...offer });
              setOpen(false);
              wizard.showStep('what');
            }}
          >
            Use these fields
          </Button>
          <Button size="row" variant="quiet" onPress={() => setOpen(false)}>
            Keep my draft
          </Button>
        </div>
      }
    >
      They take the place of your draft.
      <ul className="mt-1">
        {told.map(([name, value]) => (
          <li key={name} className="wrap-anywhere">
            {isFieldName(name) ? FIELDS[name].label : name} {String(value)}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
