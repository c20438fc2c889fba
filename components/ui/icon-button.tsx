'use client';

import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button';

export type IconButtonProps = Omit<ButtonProps, 'children' | 'aria-label'> & {
  /** What the button does; read aloud, since the picture alone says nothing. */
  label: string;
  children: ReactNode;
};

export function IconButton({
  label,
  className,
  variant = 'quiet',
  ...rest
}: IconButtonProps) {
  return (
    <Button
      {...rest}
      variant={variant}
      aria-label={label}
      className={clsx('btn-icon', className)}
    />
  );
}
