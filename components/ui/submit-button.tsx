'use client';

import { useFormStatus } from 'react-dom';
import { Button, type ButtonProps } from './button';

export type SubmitButtonProps = Omit<ButtonProps, 'type' | 'isPending'>;

/** Submits its form and shows that the form is on its way. */
export function SubmitButton({ variant = 'primary', ...rest }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  return <Button {...rest} variant={variant} type="submit" isPending={pending} />;
}
