'use client';

import clsx from 'clsx';
import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import {
  type TextFieldProps as AriaTextFieldProps,
  TextField,
} from 'react-aria-components/TextField';

export type FieldProps = Omit<
  AriaTextFieldProps,
  'children' | 'className' | 'style' | 'isInvalid' | 'validate' | 'validationBehavior'
> & {
  label: string;
  /** A lasting hint under the field. */
  description?: ReactNode;
  /** What is wrong, as a sentence; null or empty when nothing is. */
  error?: string | null | undefined;
  placeholder?: string | undefined;
  isMono?: boolean | undefined;
  isOptional?: boolean | undefined;
  className?: string | undefined;
};

export function Field({
  label,
  description,
  error,
  placeholder = '',
  isMono,
  isOptional,
  className,
  ...rest
}: FieldProps) {
  return (
    <TextField
      {...rest}
      className={clsx('field', className)}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <FieldLabel label={label} isOptional={isOptional} />
      <Input
        className={clsx('input', isMono && 'input-mono')}
        placeholder={placeholder}
      />
      <FieldNotes description={description} error={error} />
    </TextField>
  );
}

type FieldLabelProps = { label: ReactNode; isOptional?: boolean | undefined };

export function FieldLabel({ label, isOptional }: FieldLabelProps) {
  return (
    <Label className="field-label">
      {label}
      {isOptional ? <span className="field-optional">optional</span> : null}
    </Label>
  );
}

type FieldNotesProps = { description?: ReactNode; error?: string | null | undefined };

/** Hint and error of any field, tied to it by aria-describedby. */
export function FieldNotes({ description, error }: FieldNotesProps) {
  return (
    <>
      {description ? (
        <Text slot="description" className="field-hint">
          {description}
        </Text>
      ) : null}
      <FieldError className="field-error">{error}</FieldError>
    </>
  );
}
