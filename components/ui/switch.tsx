'use client';

import clsx from 'clsx';
import type { ReactNode } from 'react';
import {
  SwitchButton,
  SwitchField,
  type SwitchFieldProps,
} from 'react-aria-components/Switch';
import { Text } from 'react-aria-components/Text';

export type SwitchProps = Omit<
  SwitchFieldProps,
  'children' | 'className' | 'style' | 'validate' | 'validationBehavior' | 'isInvalid'
> & {
  children: ReactNode;
  description?: ReactNode;
  className?: string | undefined;
};

export function Switch({ children, description, className, ...rest }: SwitchProps) {
  return (
    <SwitchField {...rest} className={clsx('field', className)} validationBehavior="aria">
      <SwitchButton className="switch">
        <span className="switch-track" aria-hidden="true" />
        <span>{children}</span>
      </SwitchButton>
      {description ? (
        <Text slot="description" className="field-hint">
          {description}
        </Text>
      ) : null}
    </SwitchField>
  );
}
