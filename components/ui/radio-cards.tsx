'use client';

import clsx from 'clsx';
import type { ReactNode } from 'react';
import {
  Radio,
  RadioGroup,
  type RadioGroupProps,
} from 'react-aria-components/RadioGroup';
import { FieldLabel, FieldNotes } from './field';

type RadioCard = {
  value: string;
  title: string;
  detail?: ReactNode;
  /** A drawing above the title. */
  picture?: ReactNode;
  isDisabled?: boolean | undefined;
};

export type RadioCardsProps = Omit<
  RadioGroupProps,
  'children' | 'className' | 'style' | 'isInvalid' | 'validate' | 'validationBehavior'
> & {
  label: string;
  cards: readonly RadioCard[];
  description?: ReactNode;
  error?: string | null | undefined;
  /** The least width of a card in px before the row breaks. */
  cardMinPx?: number | undefined;
  className?: string | undefined;
};

export function RadioCards({
  label,
  cards,
  description,
  error,
  cardMinPx = 200,
  className,
  ...rest
}: RadioCardsProps) {
  return (
    <RadioGroup
      {...rest}
      className={clsx('field', className)}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <FieldLabel label={label} />
      <div className="radio-cards" style={{ ['--card-min' as string]: `${cardMinPx}px` }}>
        {cards.map((card) => (
          <Radio
            key={card.value}
            value={card.value}
            isDisabled={card.isDisabled ?? false}
            className="radio-card"
          >
            {card.picture ? <span className="radio-picture">{card.picture}</span> : null}
            <span className="radio-dot" aria-hidden="true" />
            <span className="font-strong">{card.title}</span>
            {card.detail ? (
              <span className="min-w-0 text-sm wrap-anywhere text-muted">
                {card.detail}
              </span>
            ) : null}
          </Radio>
        ))}
      </div>
      <FieldNotes description={description} error={error} />
    </RadioGroup>
  );
}
