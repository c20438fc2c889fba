'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import { FieldLabel, FieldNotes } from '@/components/ui/field';

type PasswordFieldProps = {
  label?: string | undefined;
  name?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  /** Tells password managers whether to fill in or to make up. */
  autoComplete: 'current-password' | 'new-password';
  description?: string | undefined;
  error?: string | null | undefined;
  autoFocus?: boolean | undefined;
};

/** A password that can be pasted and looked at. */
export function PasswordField(props: PasswordFieldProps) {
  const { label = 'Password', name = 'password', autoFocus = false } = props;
  const { value, onChange, autoComplete, description, error } = props;
  const [isShown, setIsShown] = useState(false);
  const Picture = isShown ? EyeOff : Eye;
  return (
    <TextField
      className="field"
      name={name}
      autoFocus={autoFocus}
      type={isShown ? 'text' : 'password'}
      value={value}
      onChange={onChange}
      autoComplete={autoComplete}
      spellCheck="false"
      isRequired
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <FieldLabel label={label} />
      <Group className="input input-group">
        <Input />
        <Button
          slot={null}
          aria-label={isShown ? 'Hide what is typed' : 'Show what is typed'}
          onPress={() => setIsShown(!isShown)}
        >
          <Picture size={18} aria-hidden="true" />
        </Button>
      </Group>
      <FieldNotes description={description} error={error} />
    </TextField>
  );
}
