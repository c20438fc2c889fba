'use client';

import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import {
  Select as AriaSelect,
  type SelectProps as AriaSelectProps,
  SelectValue,
} from 'react-aria-components/Select';
import { FieldLabel, FieldNotes } from './field';

type SelectOption = { id: string; label: string; detail?: string | undefined };

export type SelectProps = Omit<
  AriaSelectProps<SelectOption>,
  | 'children'
  | 'className'
  | 'style'
  | 'isInvalid'
  | 'validate'
  | 'validationBehavior'
  | 'items'
  | 'selectionMode'
> & {
  label: string;
  options: readonly SelectOption[];
  description?: ReactNode;
  error?: string | null | undefined;
  /** Keeps the label for screen readers only, where the sentence around it says it. */
  isLabelHidden?: boolean | undefined;
  className?: string | undefined;
};

export function Select({
  label,
  options,
  description,
  error,
  isLabelHidden,
  className,
  ...rest
}: SelectProps) {
  return (
    <AriaSelect
      placeholder="Choose one"
      {...rest}
      className={clsx('field', className)}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <span className={clsx(isLabelHidden && 'sr-only')}>
        <FieldLabel label={label} />
      </span>
      <Button className="input flex items-center justify-between gap-2 cursor-pointer text-start">
        <SelectValue className="select-value truncate" />
        <ChevronDown size={16} aria-hidden="true" className="flex-none" />
      </Button>
      <FieldNotes description={description} error={error} />
      <Popover className="popover" offset={4}>
        <ListBox items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className="list-option">
              <span>{option.label}</span>
              {option.detail ? (
                <span className="list-item-detail">{option.detail}</span>
              ) : null}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
