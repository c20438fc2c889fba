'use client';

import { Search, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField } from 'react-aria-components/SearchField';

type TextFilterProps = {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  className?: string | undefined;
};

/** Text that narrows a list; Escape and × empty it. */
export function TextFilter(props: TextFilterProps) {
  const { label, placeholder, value, onChange, className } = props;
  return (
    <SearchField
      value={value}
      onChange={onChange}
      className={className ?? ''}
      autoComplete="off"
      spellCheck="false"
    >
      <Label className="sr-only">{label}</Label>
      <div className="input input-group focus-within:border-ink focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-ink">
        <Search size={16} aria-hidden="true" />
        <Input
          placeholder={placeholder}
          className="[&::-webkit-search-cancel-button]:hidden"
        />
        {value === '' ? null : (
          <AriaButton aria-label="Clear the text">
            <X size={16} aria-hidden="true" />
          </AriaButton>
        )}
      </div>
    </SearchField>
  );
}
