'use client';

import clsx from 'clsx';
import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  CheckboxButton,
  CheckboxField,
  type CheckboxFieldProps,
} from 'react-aria-components/Checkbox';
import { FieldNotes } from './field';

export type CheckboxProps = Omit<
  CheckboxFieldProps,
  'children' | 'className' | 'style' | 'isInvalid' | 'validate' | 'validationBehavior'
> & {
  children: ReactNode;
  description?: ReactNode;
  error?: string | null | undefined;
  className?: string | undefined;
};

export function Checkbox({
  children,
  description,
  error,
  className,
  isIndeterminate = false,
  ...rest
}: CheckboxProps) {
  return (
    <CheckboxField
      {...rest}
      className={clsx('field', className)}
      isIndeterminate={isIndeterminate}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <CheckboxButton className="tick">
        {({ isSelected }) => (
          <>
            <span className="tick-box" aria-hidden="true">
              <Tick isSelected={isSelected} isIndeterminate={isIndeterminate} />
            </span>
            <span>{children}</span>
          </>
        )}
      </CheckboxButton>
      <div className="tick-hint empty:hidden">
        <FieldNotes description={description} error={error} />
      </div>
    </CheckboxField>
  );
}

type TickProps = { isSelected: boolean; isIndeterminate: boolean };

function Tick({ isSelected, isIndeterminate }: TickProps) {
  if (isIndeterminate) return <Minus size={14} strokeWidth={3} />;
  return isSelected ? <Check size={14} strokeWidth={3} /> : null;
}
