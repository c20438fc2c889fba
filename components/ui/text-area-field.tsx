'use client';

import clsx from 'clsx';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { FieldLabel, FieldNotes, type FieldProps } from './field';

export type TextAreaFieldProps = FieldProps & { rows?: number | undefined };

export function TextAreaField({
  label,
  description,
  error,
  placeholder,
  isMono,
  isOptional,
  className,
  rows = 4,
  ...rest
}: TextAreaFieldProps) {
  return (
    <TextField
      {...rest}
      className={clsx('field', className)}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <FieldLabel label={label} isOptional={isOptional} />
      <TextArea
        className={clsx('input', isMono && 'input-mono')}
        placeholder={placeholder}
        rows={rows}
        spellCheck={!isMono}
      />
      <FieldNotes description={description} error={error} />
    </TextField>
  );
}
