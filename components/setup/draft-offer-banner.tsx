'use client';
import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import type { OfferedDraft } from '@/lib/setup/draft-offer';
import type { DraftFieldName, DraftFields } from '@/lib/setup/schema';
import { RECIPES } from './recipes';
import type { Wizard } from './use-wizard';
import { FIELDS, isFieldName } from './wizard-fields';

const sayValue = (name: DraftFieldName, fields: DraftFields): string =>
  name === 'recipe'
    ? (RECIPES.find(({ id }) => id === fields.recipe)?.title ?? fields.recipe)
    : String(fields[name]);

type DraftOfferBannerProps = { wizard: Wizard; offer: OfferedDraft };

/** Fields that a link brought along: they take the place of the draft only when asked to. */
export function DraftOfferBanner({ wizard, offer }: DraftOfferBannerProps) {
  const [isOpen, setOpen] = useState(true);
  if (!isOpen) return null;
  const { fields } = offer;
  const told = offer.named.filter(isFieldName);
  return (
    <Banner
      tone="info"
      title="Filled in for you"
      action={
        <div className="flex flex-wrap gap-2">
          <Button
            size="row"
            onPress={() => {
              wizard.replaceDraft(fields);
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
        {told.map((name) => (
          <li key={name} className="wrap-anywhere">
            {FIELDS[name].label} {sayValue(name, fields)}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
