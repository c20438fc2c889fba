'use client';

import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
} from 'react-aria-components/Button';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import { type ButtonLook, buttonClass } from './button-class';

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'style'> &
  ButtonLook & {
    children: ReactNode;
    /** What a waiting button says; without it the label stays. */
    pendingText?: string | undefined;
  };

export function Button({
  variant,
  size,
  isWide,
  className,
  children,
  pendingText,
  isPending = false,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      isPending={isPending}
      className={buttonClass({ variant, size, isWide, className })}
    >
      {isPending ? (
        <>
          <ProgressBar
            aria-label={pendingText ?? 'Working'}
            isIndeterminate
            className="pending-deck"
          />
          <span>{pendingText ?? children}</span>
        </>
      ) : (
        children
      )}
    </AriaButton>
  );
}
