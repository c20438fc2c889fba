'use client';

import { Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField } from 'react-aria-components/TextField';
import { Kbd } from '@/components/ui/kbd';

export type RoleFilterProps = {
  value: string;
  onChange: (value: string) => void;
  /** What Enter does, in words; null where it does nothing. */
  enterWords: string | null;
  onEnter: (withShift: boolean) => void;
  hasFocus: boolean;
};

const boxClass =
  'flex h-14 items-center gap-3 rounded-card border-[1.5px] border-ink bg-surface px-4 focus-within:border-control focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-ink max-md:h-13';

/** Focused as the page opens: a few letters and Enter are the shortest way into an account. */
export function RoleFilter(props: RoleFilterProps) {
  const { value, onChange, enterWords, hasFocus } = props;
  return (
    <TextField
      value={value}
      onChange={onChange}
      onKeyDown={(event) => actOnKey(event, props)}
      className={boxClass}
      autoComplete="off"
      spellCheck="false"
    >
      <Search size={16} aria-hidden="true" className="flex-none text-muted" />
      <Label className="sr-only">Filter your roles</Label>
      {/* The field itself: the browser gives it the focus as the page arrives, and nobody takes it
          from somebody who was quicker than the page's scripts. */}
      <Input
        autoFocus={hasFocus}
        placeholder="prod, data, deploy…"
        className="h-full min-w-0 flex-1 bg-transparent text-lg font-medium outline-none"
      />
      {enterWords === null ? null : (
        <span className="flex items-center gap-3 text-sm text-muted max-md:hidden">
          {enterWords} <Kbd>↵</Kbd>
        </span>
      )}
    </TextField>
  );
}

type Keys = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'preventDefault'>;

function actOnKey(event: Keys, props: RoleFilterProps) {
  if (event.key === 'Escape' && props.value !== '') props.onChange('');
  if (event.key !== 'Enter') return;
  event.preventDefault();
  props.onEnter(event.shiftKey);
}
